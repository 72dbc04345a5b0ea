import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import { accountGroupLoaders } from '../account-groups/account-groups.loader.ts';
import type { Authenticator } from '../auth/authenticate.ts';
import type { Caller } from '../auth/caller.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { groupLoaders } from '../groups/groups.loader.ts';
import { LanguagePreference } from '../languages/languages.service.ts';
import { PagesBelow } from '../resource/below.ts';
import type { ResolverContext, Stores } from '../resource/context.ts';
import type { Schemas } from '../schema/build-schema.ts';
import { websiteLoaders } from '../websites/websites.loader.ts';
import type { Place } from './admission.ts';
import type { Deadline } from './deadline.ts';
import type { Audience } from './introspection.ts';
import { type LiveRequest, liveRequest } from './live-updates.ts';
import type { Charge } from './rate-limit.ts';

/** A request on its way through Apollo Server. */
export interface RequestContext extends ResolverContext, Audience {
  log: FastifyBaseLogger;
  charge: Charge;
  deadline: Deadline;
  /** Its place among the requests that the node works on. */
  place: Place;
  /** The header `Idempotency-Key`, as it was sent. */
  idempotencyKey: string | undefined;
  live: LiveRequest;
  /** The same for a later event of a subscription. @throws UnauthenticatedError when the key has ended */
  renew(): Promise<RequestContext>;
}

export function requestContext(
  stores: Stores,
  schemas: Schemas,
  authenticator: Authenticator,
  request: FastifyRequest & { caller: Caller },
): RequestContext {
  const { headers, log, charge, deadline, place } = request;
  request.live ??= liveRequest(request);
  const { live } = request;
  const authenticate = () => authenticator.authenticate(headers);
  const contextOf = (caller: Caller): RequestContext => ({
    ...services(stores, schemas, caller, place),
    languagePreference: new LanguagePreference(headers['accept-language']),
    log,
    charge,
    deadline,
    place,
    idempotencyKey: headers['idempotency-key']?.toString(),
    live,
    follower: {
      prisma: stores.prisma,
      announcements: stores.announcements,
      caller: authenticate,
      signal: live.end.signal,
      lastEventId: headers['last-event-id']?.toString(),
    },
    renew: async () => contextOf(await authenticate()),
  });
  return contextOf(request.caller);
}

function services({ billing, ...shared }: Stores, schemas: Schemas, caller: Caller, place: Place) {
  const stores = { ...shared, billing: billing.forRequest((wait) => place.leaveWhile(wait)) };
  return {
    caller,
    ...loadersOf(stores, caller),
    visibleSchema: caller.organization.isPartner ? schemas.partner : schemas.direct,
  };
}

function loadersOf(stores: Stores, caller: Caller) {
  const pagesBelow = new PagesBelow();
  return {
    stores,
    pagesBelow,
    groups: groupLoaders(stores, caller, pagesBelow),
    websites: websiteLoaders(stores.prisma, caller, pagesBelow),
    accountGroups: accountGroupLoaders(stores, caller, pagesBelow),
  };
}

/** Makes a request read from another server; before anything of it is read. */
export function withPrisma(context: RequestContext, prisma: PrismaClient): void {
  Object.assign(context, loadersOf({ ...context.stores, prisma }, context.caller));
}
