import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import { accountGroupLoaders } from '../account-groups/account-groups.loader.ts';
import type { Caller } from '../auth/caller.ts';
import { groupLoaders } from '../groups/groups.loader.ts';
import { LanguagePreference } from '../languages/languages.service.ts';
import type { ResolverContext, Stores } from '../resource/context.ts';
import type { Schemas } from '../schema/build-schema.ts';
import { websiteLoaders } from '../websites/websites.loader.ts';
import type { Audience } from './introspection.ts';

/** A request on its way through Apollo Server. */
export interface RequestContext extends ResolverContext, Audience {
  log: FastifyBaseLogger;
  /** The header `Idempotency-Key`, as it was sent. */
  idempotencyKey: string | undefined;
}

export function requestContext(
  { billing, ...shared }: Stores,
  schemas: Schemas,
  caller: Caller,
  headers: IncomingHttpHeaders,
  log: FastifyBaseLogger,
): RequestContext {
  const stores = { ...shared, billing: billing.forRequest() };
  return {
    caller,
    stores,
    groups: groupLoaders(stores, caller),
    websites: websiteLoaders(stores.prisma, caller),
    accountGroups: accountGroupLoaders(stores, caller),
    languagePreference: new LanguagePreference(headers['accept-language']),
    visibleSchema: caller.organization.isPartner ? schemas.partner : schemas.direct,
    log,
    idempotencyKey: headers['idempotency-key']?.toString(),
  };
}
