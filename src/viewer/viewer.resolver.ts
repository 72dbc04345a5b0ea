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
  @Query(() => Viewer, { description: 'The key that this request was made with, and its organization.' })
  viewer(@Ctx() { caller }: ResolverContext): Viewer {
    return caller;
  }
}

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @FieldResolver(() => ApiKeyScope, { description: 'How much of the organization it reaches.' })
  scope(@Ctx() { caller }: ResolverContext) {
    return caller.websiteScope ? ApiKeyScope.WEBSITES : ApiKeyScope.GLOBAL;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'When it was used last, right to the minute. null: never, as far as is known.',
  })
  lastUsedAt(@Ctx() { caller, keyUsage }: ResolverContext) {
    return keyUsage.lastUse(caller);
  }

  @MaxItems(maxIds)
  @FieldResolver(() => [Website], {
    description: 'The websites that it is confined to, without deleted ones; none for a global key.',
  })
  websites(@Ctx() { caller, reads }: ResolverContext) {
    return websitesOfKey(reads, caller);
  }
}
