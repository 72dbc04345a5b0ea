import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { type AccountGroupLoaders, accountGroupLoaders } from '../account-groups/account-groups.loader.ts';
import type { Authenticator } from '../auth/authenticate.ts';
import type { Caller } from '../auth/caller.ts';
import type { Follower } from '../changes/follow.service.ts';
import type { Attempt } from '../database/attempt.ts';
import type { ReadDatabase } from '../database/read.ts';
import type { OperationRefused } from '../graphql/operation-plugins.ts';
import { type GroupLoaders, groupLoaders } from '../groups/groups.loader.ts';
import { LanguagePreference } from '../languages/languages.service.ts';
import { PagesBelow } from '../resource/below.ts';
import type { ResolverContext, Stores } from '../resource/context.ts';
import type { Schemas } from '../schema/build-schema.ts';
import { type WebsiteLoaders, websiteLoaders } from '../websites/websites.loader.ts';
import type { Permit } from './concurrency-limiter.ts';
import type { Deadline } from './deadline.ts';
import { LiveRequest } from './live-request.ts';
import type { Charge } from './rate-limit.ts';

/** What requests are served with. */
export interface Serving {
  stores: Stores;
  schemas: Schemas;
  authenticator: Authenticator;
}

type Authenticated = FastifyRequest & { caller: Caller };

/**
 * A request on its way to its resolvers. What few requests need is made when it is asked for. Apollo Server copies it,
 * so it has no private fields.
 */
export class RequestContext implements ResolverContext {
  readonly caller: Caller;
  readonly log: FastifyBaseLogger;
  readonly charge: Charge;
  readonly deadline: Deadline;
  readonly permit: Permit;
  readonly pagesBelow = new PagesBelow();
  /** The operation's variables as the schema reads them; set before anything else looks at them. */
  variables: Record<string, unknown> = {};
  /** Why the operation was refused. */
  refused?: OperationRefused;
  /** What answers the operation without executing it. */
  answer?: { data: Record<string, unknown> };
  /** What the caller sees of the schema, in an operation that asks for other things as well. */
  introspected?: Record<string, unknown>;
  attempt?: Attempt;
  /** Where a query is read from, if not from the primary; set before anything is read. */
  replica?: ReadDatabase | undefined;
  readonly serving: Serving;
  readonly headers: IncomingHttpHeaders;
  protected readonly request: Authenticated;
  protected made: {
    stores?: Stores;
    groups?: GroupLoaders;
    websites?: WebsiteLoaders;
    accountGroups?: AccountGroupLoaders;
    languagePreference?: LanguagePreference;
    follower?: Follower;
  } = {};

  constructor(serving: Serving, request: Authenticated, caller = request.caller) {
    this.serving = serving;
    this.request = request;
    this.headers = request.headers;
    this.caller = caller;
    this.log = request.log;
    this.charge = request.charge;
    this.deadline = request.deadline;
    this.permit = request.permit;
  }

  /** The header `Idempotency-Key`, as it was sent. */
  get idempotencyKey(): string | undefined {
    return this.headers['idempotency-key']?.toString();
  }

  /** About how long the request was, as it was sent. */
  get requestBytes(): number {
    return this.request.url.length + (Number(this.headers['content-length']) || 0);
  }

  get visibleSchema(): GraphQLSchema {
    const { partner, direct } = this.serving.schemas;
    return this.caller.organization.isPartner ? partner : direct;
  }

  get stores(): Stores {
    this.made.stores ??= {
      ...this.serving.stores,
      reads: this.replica ?? this.serving.stores.reads,
      billing: this.serving.stores.billing.forRequest((wait) => this.permit.yieldWhile(wait)),
    };
    return this.made.stores;
  }

  get groups(): GroupLoaders {
    this.made.groups ??= groupLoaders(this.stores, this.caller, this.pagesBelow);
    return this.made.groups;
  }

  get websites(): WebsiteLoaders {
    this.made.websites ??= websiteLoaders(this.stores.reads, this.caller, this.pagesBelow);
    return this.made.websites;
  }

  get accountGroups(): AccountGroupLoaders {
    this.made.accountGroups ??= accountGroupLoaders(this.stores, this.caller, this.pagesBelow);
    return this.made.accountGroups;
  }

  get languagePreference(): LanguagePreference {
    this.made.languagePreference ??= new LanguagePreference(this.headers['accept-language']);
    return this.made.languagePreference;
  }

  get live(): LiveRequest {
    this.request.live ??= new LiveRequest(this.headers);
    return this.request.live;
  }

  get follower(): Follower {
    const { authenticator, stores } = this.serving;
    const { headers } = this;
    this.made.follower ??= {
      reads: stores.reads,
      announcements: stores.announcements,
      caller: () => authenticator.authenticate(headers),
      signal: this.live.end.signal,
      lastEventId: headers['last-event-id']?.toString(),
    };
    return this.made.follower;
  }

  /** The same request with nothing read yet, to execute its operation once more. */
  anew(): RequestContext {
    const { serving, request, caller, variables, replica } = this;
    return Object.assign(new RequestContext(serving, request, caller), { variables, replica });
  }

  /** The same for a later event of a subscription. @throws UnauthenticatedError when the key has ended */
  async renew(): Promise<RequestContext> {
    return new RequestContext(this.serving, this.request, await this.serving.authenticator.authenticate(this.headers));
  }
}
