/** A group as a billing provider is told of it. */
export interface BilledGroup {
  organizationId: string;
  groupId: string;
}

/** Credits of a group, in whole credits. */
export interface Balances {
  monthly: number;
  /** When the monthly balance is next set back to its grant; null when it never is. */
  monthlyResetsAt: Date | null;
  oneOff: number;
}

/** The largest balance of a bucket: the sum of two still fits GraphQL's Int. */
export const maxBalance = 1_000_000_000;

/**
 * A billing provider: it holds an entity for each group that was ever billed, and the entity's credits. Every call
 * may be repeated: it brings about a state, and finding that state already there is success. A call that does not
 * reach its end throws a {@link BillingProviderError}, and stops when its signal aborts.
 */
export interface BillingProvider {
  /** Its name for callers and logs, e.g. `sandbox`. */
  readonly name: string;

  /** Makes sure that the group has its one entity, whoever else does the same meanwhile. */
  ensureEntity(group: BilledGroup, signal: AbortSignal): Promise<void>;

  /** Sets balances to absolute values; a bucket left out stays. `no-entity`: nothing was set. */
  setBalances(
    group: BilledGroup,
    balances: { monthly?: number; oneOff?: number },
    signal: AbortSignal,
  ): Promise<'set' | 'no-entity'>;

  /** The balances of those of an organization's groups that have an entity. */
  readBalances(
    organizationId: string,
    groupIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<string, Balances>>;
}

/** The provider did not do what it was asked. */
export class BillingProviderError extends Error {
  /** Whether the same request can succeed later without anybody changing the configuration. */
  readonly retryable: boolean;

  constructor(message: string, retryable: boolean, options?: ErrorOptions) {
    super(message, options);
    this.retryable = retryable;
  }
}
