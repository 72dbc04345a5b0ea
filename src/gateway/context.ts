import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import { accountGroupLoaders } from '../account-groups/account-groups.loader.ts';
import type { Caller } from '../auth/caller.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { groupLoaders } from '../groups/groups.loader.ts';
import { LanguagePreference } from '../languages/languages.service.ts';
import type { ResolverContext, Stores } from '../resource/context.ts';
import type { Schemas } from '../schema/build-schema.ts';
import { websiteLoaders } from '../websites/websites.loader.ts';
import type { Deadline } from './deadline.ts';
import type { Audience } from './introspection.ts';
import type { Charge } from './rate-limit.ts';

/** A request on its way through Apollo Server. */
export interface RequestContext extends ResolverContext, Audience {
  log: FastifyBaseLogger;
  charge: Charge;
  deadline: Deadline;
}

export function requestContext(
  { billing, ...shared }: Stores,
  schemas: Schemas,
  { caller, headers, log, charge, deadline, place }: FastifyRequest & { caller: Caller },
): RequestContext {
  const stores = { ...shared, billing: billing.forRequest((wait) => place.leaveWhile(wait)) };
  return {
    caller,
    ...loadersOf(stores, caller),
    languagePreference: new LanguagePreference(headers['accept-language']),
    visibleSchema: caller.organization.isPartner ? schemas.partner : schemas.direct,
    log,
    charge,
    deadline,
  };
}

const loadersOf = (stores: Stores, caller: Caller) => ({
  stores,
  groups: groupLoaders(stores, caller),
  websites: websiteLoaders(stores.prisma, caller),
  accountGroups: accountGroupLoaders(stores, caller),
});

/** Makes a request read from another server; before anything of it is read. */
export function withPrisma(context: RequestContext, prisma: PrismaClient): void {
  Object.assign(context, loadersOf({ ...context.stores, prisma }, context.caller));
}
