import { Ctx, FieldResolver, Query, Resolver } from 'type-graphql';
import { ApiKeyScope } from '../generated/prisma/enums.ts';
import { MaxItems } from '../lists/max-items.ts';
import { maxIds } from '../resources/input-issues.ts';
import type { ResolverContext } from '../resources/resolver-context.ts';
import { websitesOfKey } from '../websites/websites.service.ts';
import { Website } from '../websites/websites.types.ts';
import { ApiKey, Viewer } from './viewer.types.ts';

@Resolver()
export class ViewerResolver {
  @Query(() => Viewer, { description: 'The API key of this request, and its organization.' })
  viewer(@Ctx() { caller }: ResolverContext): Viewer {
    return caller;
  }
}

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @FieldResolver(() => ApiKeyScope, { description: 'Which part of the organization the key reaches.' })
  scope(@Ctx() { caller }: ResolverContext) {
    return caller.websiteScope ? ApiKeyScope.WEBSITES : ApiKeyScope.GLOBAL;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'When the key was last used, accurate to the minute. null if no use is known.',
  })
  lastUsedAt(@Ctx() { caller, keyUsage }: ResolverContext) {
    return keyUsage.lastUse(caller);
  }

  @MaxItems(maxIds)
  @FieldResolver(() => [Website], {
    description: 'The websites that the key is confined to, without deleted ones. Empty for a global key.',
  })
  websites(@Ctx() { caller, reads }: ResolverContext) {
    return websitesOfKey(reads, caller);
  }
}
