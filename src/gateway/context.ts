import type { FastifyBaseLogger } from 'fastify';
import type { Caller } from '../auth/caller.ts';
import { groupLoaders } from '../groups/groups.loader.ts';
import type { ResolverContext, Stores } from '../resource/context.ts';
import type { Schemas } from '../schema/build-schema.ts';
import { websiteLoaders } from '../websites/websites.loader.ts';
import type { Audience } from './introspection.ts';

/** A request on its way through Apollo Server. */
export interface RequestContext extends ResolverContext, Audience {
  log: FastifyBaseLogger;
}

export function requestContext(
  stores: Stores,
  schemas: Schemas,
  caller: Caller,
  log: FastifyBaseLogger,
): RequestContext {
  return {
    caller,
    stores,
    groups: groupLoaders(stores, caller),
    websites: websiteLoaders(stores.prisma, caller),
    visibleSchema: caller.organization.isPartner ? schemas.partner : schemas.direct,
    log,
  };
}
