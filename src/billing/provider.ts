/** A group, as a billing provider gets it. */
export interface BilledGroup {
  organizationId: string;
  groupId: string;
}

/** What can have credits at a billing provider: a group, a website, or an organization as a whole. */
export type Billed = BilledGroup | { organizationId: string; websiteId: string } | { organizationId: string };

export type BilledKind = 'group' | 'website' | 'organization';

export function kindOf(billed: Billed): BilledKind {
  if ('groupId' in billed) return 'group';
  return 'websiteId' in billed ? 'website' : 'organization';
}

/** Its own id, which nothing else has: the organization's for an organization. */
export function idOf(billed: Billed): string {
  if ('groupId' in billed) return billed.groupId;
  return 'websiteId' in billed ? billed.websiteId : billed.organizationId;
}

/** Credits, in whole credits. */
export interface Balances {
  monthly: number;
  /** When the monthly balance is next set back to its grant; null when it never is. */
  monthlyResetsAt: Date | null;
  oneOff: number;
}

/** Balances that are set to absolute values; a bucket left out stays. */
export interface SetBalances {
  monthly?: number;
  oneOff?: number;
}

/** The largest balance of a bucket: the sum of two still fits GraphQL's Int. */
export const maxBalance = 1_000_000_000;

/**
 * A billing provider: it holds an entity for each group that was ever billed, and for each website and organization whose
 * credits were ever set, and the entity's credits. Every call may be repeated, also one whose answer was lost: it brings about a state, and finding that state already there is
 * success. A call that does not reach its end throws a {@link BillingProviderError}, and stops when its signal aborts.
 * Deadline, repeats and the limit on calls under way are looked after outside (`calls.ts`).
 */
export interface BillingProvider {
  /** Its name for callers and logs, e.g. `sandbox`. */
  readonly name: string;

  /** How long a node may answer with balances that it has read; absent where reading them costs little. */
  readonly balancesReusableMs?: number;

  /** Makes sure that there is the one entity, even if others do the same at the same time. */
  ensureEntity(billed: Billed, signal: AbortSignal): Promise<void>;

  /** `no-entity`: nothing was set. */
  setBalances(billed: Billed, balances: SetBalances, signal: AbortSignal): Promise<'set' | 'no-entity'>;

  /** When a monthly balance that is set now is next set back. @param before when it was to be set back until now */
  resetAfterSetting(monthly: number, before: Date | null): Date | null;

  /** The balances of what has an entity, by the ids of an organization's groups, its websites and its own. */
  readBalances(organizationId: string, ids: readonly string[], signal: AbortSignal): Promise<Map<string, Balances>>;

  /** Which of these ids, at most 1,000, have an entity in an organization, whatever its balances. */
  findEntities(organizationId: string, ids: readonly string[], signal: AbortSignal): Promise<Set<string>>;

  /**
   * Makes monthly credits go on, where the provider does not do so by itself: called from time to time, by any number
   * of nodes. Hands out how many entities were due, and what went wrong with some of them.
   */
  renewMonthly?(signal: AbortSignal): Promise<{ due: number; failures: unknown[] }>;
}

/**
 * What can go wrong with a provider, by the name under which the operator's log has it.
 *
 * - `retryable`: the same request can succeed later without anybody changing the configuration.
 * - `repeat`: the call may be made again at once, within the deadline.
 * - `breaks`: it says that the provider is not well: many of them in a row open the circuit.
 */
const failures = {
  bad_key: { retryable: false, repeat: false, breaks: false, is: 'The billing provider refuses the configured key.' },
  unknown_feature: {
    retryable: false,
    repeat: false,
    breaks: false,
    is: 'The billing provider does not know a configured feature.',
  },
  rejected: { retryable: false, repeat: false, breaks: false, is: 'The billing provider refuses the request.' },
  rate_limited: { retryable: true, repeat: true, breaks: false, is: 'The billing provider limits the rate of calls.' },
  busy: { retryable: true, repeat: true, breaks: false, is: 'The billing provider is busy with the same customer.' },
  unavailable: { retryable: true, repeat: true, breaks: true, is: 'The billing provider is not available.' },
  timeout: { retryable: true, repeat: true, breaks: true, is: 'The billing provider did not answer in time.' },
  malformed_answer: {
    retryable: true,
    repeat: true,
    breaks: true,
    is: 'The billing provider gave an answer that is not understood.',
  },
  oversized_answer: {
    retryable: true,
    repeat: false,
    breaks: true,
    is: 'The billing provider gave an answer that is too large.',
  },
  /** Of the sandbox: a failure that was asked for. */
  outage: { retryable: true, repeat: false, breaks: false, is: 'The sandbox is set to fail for this organization.' },
  circuit_open: {
    retryable: true,
    repeat: false,
    breaks: false,
    is: 'The billing provider failed too often just now, and is left alone for a while.',
  },
  overloaded: {
    retryable: true,
    repeat: false,
    breaks: false,
    is: 'Too many calls of the billing provider are under way.',
  },
  unexpected: { retryable: true, repeat: false, breaks: false, is: 'The call of the billing provider failed.' },
} as const;

export type BillingFailure = keyof typeof failures;

/**
 * The provider did not do what it was asked. Neither its message nor what is logged of it quotes the provider, whose
 * words may repeat a key or a customer's data.
 */
export class BillingProviderError extends Error {
  readonly reason: BillingFailure;
  /** Whether the same request can succeed later without anybody changing the configuration. */
  readonly retryable: boolean;
  /** Whether the call may be made again at once. */
  readonly repeat: boolean;
  /** Whether it says that the provider is not well. */
  readonly breaks: boolean;
  /** How long the provider asks to be left alone. */
  readonly retryAfterMs: number | undefined;
  /** The provider's status and error code, e.g. `404 feature_not_found`. */
  readonly code: string | undefined;

  constructor(
    reason: BillingFailure,
    {
      code,
      retryAfterMs,
      repeat,
      ...options
    }: ErrorOptions & { code?: string | undefined; retryAfterMs?: number | undefined; repeat?: false } = {},
  ) {
    const { is, ...behaviour } = failures[reason];
    super(is, options);
    this.reason = reason;
    this.retryable = behaviour.retryable;
    this.repeat = repeat ?? behaviour.repeat;
    this.breaks = behaviour.breaks;
    this.retryAfterMs = retryAfterMs;
    this.code = code;
  }
}
