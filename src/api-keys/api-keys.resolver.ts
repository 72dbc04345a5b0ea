import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { RequiresWriter } from '../auth/requirements.ts';
import { PageArgs } from '../lists/connection.types.ts';
import { MaxItems } from '../lists/max-items.ts';
import { maxIds } from '../resources/input-issues.ts';
import type { ResolverContext } from '../resources/resolver-context.ts';
import { Website } from '../websites/websites.types.ts';
import { CreateApiKeyInput, RevokeApiKeyInput, RotateApiKeyInput, UpdateApiKeyInput } from './api-keys.inputs.ts';
import { CreateApiKeyResult, RevokeApiKeyResult, RotateApiKeyResult, UpdateApiKeyResult } from './api-keys.results.ts';
import { countApiKeys, listApiKeys } from './api-keys.service.ts';
import { ApiKey, ApiKeyConnection } from './api-keys.types.ts';
import { createApiKey, revokeApiKey, rotateApiKey } from './key-changes.service.ts';
import { updateApiKey } from './update-key.service.ts';

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @Query(() => ApiKeyConnection, {
    description:
      'The API keys of your organization, newest first, including ended ones. Never their secrets. Needs a global key with the permission `KEY_ADMINISTRATION`. The key can be read-only.',
  })
  async apiKeys(@Args(() => PageArgs) page: PageArgs, @Ctx() { reads, caller }: ResolverContext) {
    return new ApiKeyConnection(await listApiKeys(reads, caller, page), () => countApiKeys(reads, caller));
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'When the key was last used, accurate to the minute. null if no use is known.',
  })
  lastUsedAt(@Root() key: ApiKey, @Ctx() { caller, keyUsage }: ResolverContext) {
    return key.id === caller.apiKey.id ? keyUsage.lastUse(caller) : key.lastUsedAt;
  }

  @MaxItems(maxIds)
  @FieldResolver(() => [Website], {
    description: 'The websites that the key is confined to, without deleted ones, by name. Empty for a global key.',
  })
  websites(@Root() key: ApiKey, @Ctx() { websites }: ResolverContext) {
    return websites.ofKey.load(key.id);
  }

  @RequiresWriter('KEY_ADMINISTRATION')
  @Mutation(() => CreateApiKeyResult, {
    description:
      'Creates an API key of your organization, and shows its secret this one time. At most 1,000 keys of an organization can work at the same time. Needs a global key with the permission `KEY_ADMINISTRATION`.',
  })
  createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'The new key.' }) input: CreateApiKeyInput,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return createApiKey(prisma, caller, input);
  }

  @RequiresWriter('KEY_ADMINISTRATION')
  @Mutation(() => UpdateApiKeyResult, {
    description:
      'Changes the fields of an API key that you send. Needs a global key with the permission `KEY_ADMINISTRATION`.',
  })
  updateApiKey(
    @Arg('input', () => UpdateApiKeyInput, { description: 'The key and its changes.' }) input: UpdateApiKeyInput,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return updateApiKey(prisma, caller, input);
  }

  @RequiresWriter('KEY_ADMINISTRATION')
  @Mutation(() => RotateApiKeyResult, {
    description:
      'Replaces an API key: creates one with the same name, rights and end, shows its secret this one time, and ends the old key. Needs a global key with the permission `KEY_ADMINISTRATION`.',
  })
  rotateApiKey(
    @Arg('input', () => RotateApiKeyInput, { description: 'The key, and how long it keeps working.' })
    input: RotateApiKeyInput,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return rotateApiKey(prisma, caller, input);
  }

  @RequiresWriter('KEY_ADMINISTRATION')
  @Mutation(() => RevokeApiKeyResult, {
    description:
      'Ends an API key for good. The service refuses it within 2 seconds, on every node. To revoke it again changes nothing. Needs a global key with the permission `KEY_ADMINISTRATION`.',
  })
  revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'The key.' }) input: RevokeApiKeyInput,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return revokeApiKey(prisma, caller, input);
  }
}
