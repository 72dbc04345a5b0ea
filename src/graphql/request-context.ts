import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { type AccountGroupLoaders, accountGroupLoaders } from '../account-groups/account-groups.loader.ts';
import type { AccountGroupUpdates } from '../account-groups/update-account-group.service.ts';
import type { Authenticator } from '../auth/authenticate.ts';
import type { Caller } from '../auth/caller.ts';
import type { KeyUsage } from '../auth/key-usage.ts';
import type { Billing } from '../billing/billing.ts';
import type { Permit } from '../concurrency/concurrency-limiter.ts';
import type { Deadline } from '../concurrency/deadline.ts';
import { type CreditsLoader, creditsLoader } from '../credits/credits.loader.ts';
import type { ChangeNotifier } from '../database/change-notifier.ts';
import { DryRun } from '../database/dry-run.ts';
import type { IdempotentRequest } from '../database/idempotent-request.ts';
import type { ReadDatabase } from '../database/read.ts';
import type { Follower } from '../events/follow.service.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { type GroupLoaders, groupLoaders } from '../groups/groups.loader.ts';
import type { GroupUpdates } from '../groups/update-group.service.ts';
import { LanguagePreference, type Languages } from '../languages/languages.service.ts';
import { NestedPages } from '../lists/nested-pages.ts';
import type { Charge } from '../rate-limit/charge.ts';
import type { ResolverContext } from '../resources/resolver-context.ts';
import type { Schemas } from '../schema/build-schema.ts';
import type { Reach } from '../webhooks/delivery/url.ts';
import { type WebsiteLoaders, websiteLoaders } from '../websites/websites.loader.ts';
import type { OperationRefused } from './operation-refused.ts';
import { LiveRequest } from './subscriptions/live-request.ts';

/** What all requests of a node share. */
export interface SharedServices {
  prisma: PrismaClient;
  reads: ReadDatabase;
  billing: Billing;
  languages: Languages;
  keyUsage: KeyUsage;
  changeNotifier: ChangeNotifier;
  groupUpdates: GroupUpdates;
  accountGroupUpdates: AccountGroupUpdates;
  webhookReach: Reach;
  schemas: Schemas;
  authenticator: Authenticator;
}

/** In points: some thousand objects, which take graphql-js more than 20 ms. */
const largeAnswer = 400;
/** In place of a write batcher: each change is made alone. */
const notBatched = { make: async () => undefined };

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
  readonly nestedPages = new NestedPages();
  /** The operation's variables as the schema reads them; set before anything else looks at them. */
  variables: Record<string, unknown> = {};
  /** Why the operation was refused. */
  refused?: OperationRefused;
  /** What answers the operation without executing it. */
  answer?: { data: Record<string, unknown>; extensions?: Record<string, unknown> };
  /** What the caller sees of the schema, in an operation that asks for other things as well. */
  introspected?: Record<string, unknown>;
  idempotentRequest?: IdempotentRequest;
  /** Where a mutation that is only tried runs, and what its answer selects is read. */
  dryRun?: DryRun | undefined;
  /** Where a query is read from, if not from the primary; set before anything is read. */
  replica?: ReadDatabase | undefined;
  readonly shared: SharedServices;
  readonly headers: IncomingHttpHeaders;
  protected readonly request: Authenticated;
  protected made: {
    billing?: Billing;
    credits?: CreditsLoader;
    groups?: GroupLoaders;
    websites?: WebsiteLoaders;
    accountGroups?: AccountGroupLoaders;
    languagePreference?: LanguagePreference;
    follower?: Follower;
  } = {};

  constructor(shared: SharedServices, request: Authenticated, caller = request.caller) {
    this.shared = shared;
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

  /** Whether the caller only asks what the operation costs: the header `x-estimate-only`, whatever its value. */
  get isEstimate(): boolean {
    return this.headers['x-estimate-only'] !== undefined;
  }

  get method(): string {
    return this.request.method;
  }

  /** About how long the request was, as it was sent. */
  get requestBytes(): number {
    return this.request.url.length + (Number(this.headers['content-length']) || 0);
  }

  get hasLargeAnswer(): boolean {
    return (this.charge.cost ?? 0) >= largeAnswer;
  }

  get visibleSchema(): GraphQLSchema {
    const { partner, direct } = this.shared.schemas;
    return this.caller.organization.isPartner ? partner : direct;
  }

  /** The same in the names of the address. */
  get introspectedSchema(): GraphQLSchema {
    return this.shared.schemas.renamed(this.visibleSchema, this.prefix);
  }

  /** In which names the document was sent, and the answer goes; absent where the names are the schema's. */
  get prefixed(): Authenticated['prefixed'] {
    return this.request.prefixed;
  }

  get prefix(): string {
    return this.prefixed?.prefix ?? '';
  }

  get prisma(): PrismaClient {
    return this.dryRun?.prisma ?? this.shared.prisma;
  }

  get reads(): ReadDatabase {
    return this.dryRun?.reads ?? this.replica ?? this.shared.reads;
  }

  get billing(): Billing {
    if (!this.made.billing) {
      const billing = this.shared.billing.forRequest((wait) => this.permit.yieldWhile(wait));
      this.made.billing = this.dryRun ? billing.forDryRun() : billing;
    }
    return this.made.billing;
  }

  get languages(): Languages {
    return this.shared.languages;
  }

  get keyUsage(): KeyUsage {
    return this.shared.keyUsage;
  }

  get groupUpdates(): GroupUpdates {
    return this.dryRun ? notBatched : this.shared.groupUpdates;
  }

  get accountGroupUpdates(): AccountGroupUpdates {
    return this.dryRun ? notBatched : this.shared.accountGroupUpdates;
  }

  get webhookReach(): Reach {
    return this.shared.webhookReach;
  }

  get credits(): CreditsLoader {
    this.made.credits ??= creditsLoader(this.billing, this.caller);
    return this.made.credits;
  }

  get groups(): GroupLoaders {
    this.made.groups ??= groupLoaders(this.reads, this.caller, this.nestedPages);
    return this.made.groups;
  }

  get websites(): WebsiteLoaders {
    this.made.websites ??= websiteLoaders(this.reads, this.caller, this.nestedPages);
    return this.made.websites;
  }

  get accountGroups(): AccountGroupLoaders {
    this.made.accountGroups ??= accountGroupLoaders(this.reads, this.caller, this.nestedPages);
    return this.made.accountGroups;
  }

  get languagePreference(): LanguagePreference {
    this.made.languagePreference ??= new LanguagePreference(this.headers['accept-language']);
    return this.made.languagePreference;
  }

  get live(): LiveRequest {
    this.request.live ??= new LiveRequest(this.request);
    return this.request.live;
  }

  get follower(): Follower {
    const { authenticator, reads, changeNotifier } = this.shared;
    const { headers } = this;
    this.made.follower ??= {
      reads,
      changeNotifier,
      caller: () => authenticator.authenticate(headers),
      signal: this.live.end.signal,
      lastEventId: headers['last-event-id']?.toString(),
    };
    return this.made.follower;
  }

  async beginDryRun(): Promise<void> {
    this.dryRun = await DryRun.begin(this.shared.prisma, this.caller.organization.id, this.deadline);
    this.made = {}; // what reads reads in it from now on
  }

  /** Ends the dry run whose answer is complete: mutations run, and are answered, one after the other. */
  async endDryRun(): Promise<void> {
    const { dryRun } = this;
    if (!dryRun) return;
    this.dryRun = undefined;
    this.made = {};
    await dryRun.end();
  }

  /** The same request with nothing read yet, to execute its operation once more. */
  anew(): RequestContext {
    const { shared, request, caller, variables, replica } = this;
    return Object.assign(new RequestContext(shared, request, caller), { variables, replica });
  }

  /** The same for a later event of a subscription. @throws UnauthenticatedError when the key has ended */
  async renew(): Promise<RequestContext> {
    return new RequestContext(this.shared, this.request, await this.shared.authenticator.authenticate(this.headers));
  }
}
