import { billingCalls, billingCircuit, stopwatch } from '../telemetry/metrics.ts';
import { BalanceCache } from './balance-cache.ts';
import { Calls, type Circuit, circuits } from './calls.ts';
import type { Balances, BilledGroup, BillingProvider } from './provider.ts';
import { BillingProviderError } from './provider.ts';

/** A call that failed for good, for the operator. */
export interface FailedCall {
  /** e.g. `ensureEntity` */
  operation: string;
  error: BillingProviderError;
  /** How long it took, repeats included. */
  ms: number;
}

/** What the operator is told. */
export interface BillingEvents {
  failed(call: FailedCall): void;
  circuit(circuit: Circuit): void;
}

interface Shared {
  provider: BillingProvider;
  timeoutMs: number;
  events: BillingEvents;
  calls: Calls;
  balances: BalanceCache;
}

/** What the service asks of its billing provider: bounded in time, and failing in one way only. */
export class Billing {
  readonly #shared: Shared;
  readonly #stepAside: StepAside;
  /** When the mutation of this request that has written last has waited long enough, also for reading what it wrote. */
  #endsAt: number | undefined;

  /** Whether the provider is only read. */
  readonly #isDryRun: boolean;

  private constructor(shared: Shared, stepAside: StepAside = (wait) => wait(), isDryRun = false) {
    this.#shared = shared;
    this.#stepAside = stepAside;
    this.#isDryRun = isDryRun;
  }

  static of(provider: BillingProvider, timeoutMs: number, events: BillingEvents): Billing {
    showCircuit('closed');
    const calls = new Calls((circuit) => {
      showCircuit(circuit);
      events.circuit(circuit);
    });
    return new Billing({ provider, timeoutMs, events, calls, balances: new BalanceCache(provider.balancesReusableMs) });
  }

  /**
   * The same for one request: each of its mutations waits for the provider no longer than the time-out in all.
   *
   * @param stepAside lets others work while the request waits for the provider
   */
  forRequest(stepAside?: StepAside): Billing {
    return new Billing(this.#shared, stepAside);
  }

  /**
   * The same for a dry run. The service does not call the provider to change something, and treats these calls as
   * successful. A dry run keeps its permit while it waits, because it holds a connection.
   */
  forDryRun(): Billing {
    return new Billing(this.#shared, (wait) => wait(), true);
  }

  get providerName(): string {
    return this.#shared.provider.name;
  }

  /** When a mutation that starts now has waited long enough for the provider. */
  deadline(): number {
    return performance.now() + this.#shared.timeoutMs;
  }

  /**
   * @param endsAt for a mutation that asks more than once: its {@link deadline}
   * @throws BillingProviderError
   */
  async ensureEntity(group: BilledGroup, endsAt = this.deadline()): Promise<void> {
    if (this.#isDryRun) return;
    await this.#write('ensureEntity', group, endsAt, (provider, signal) => provider.ensureEntity(group, signal));
  }

  /**
   * @param endsAt for a mutation that asks more than once: its {@link deadline}
   * @throws BillingProviderError
   */
  async setBalances(
    group: BilledGroup,
    balances: { monthly?: number; oneOff?: number },
    endsAt = this.deadline(),
  ): Promise<'set' | 'no-entity'> {
    if (this.#isDryRun)
      return (await this.findEntities(group.organizationId, [group.groupId])).has(group.groupId) ? 'set' : 'no-entity';
    return this.#write('setBalances', group, endsAt, (provider, signal) =>
      provider.setBalances(group, balances, signal),
    );
  }

  /**
   * Balances of a moment ago at most, of this node's own writes always.
   *
   * @throws BillingProviderError
   */
  readBalances(organizationId: string, groupIds: readonly string[]): Promise<Map<string, Balances>> {
    return this.#shared.balances.read(organizationId, groupIds, (missing) =>
      this.#read('readBalances', (provider, signal) => provider.readBalances(organizationId, missing, signal)),
    );
  }

  /**
   * Balances as the provider has them now, also where another node has just written.
   *
   * @throws BillingProviderError
   */
  readBalancesNow(organizationId: string, groupIds: readonly string[]): Promise<Map<string, Balances>> {
    return this.#read('readBalances', (provider, signal) => provider.readBalances(organizationId, groupIds, signal));
  }

  /** @throws BillingProviderError */
  findEntities(organizationId: string, groupIds: readonly string[]): Promise<Set<string>> {
    return this.#read('findEntities', (provider, signal) => provider.findEntities(organizationId, groupIds, signal));
  }

  #write<T>(operation: string, group: BilledGroup, endsAt: number, call: Call<T>): Promise<T> {
    this.#endsAt = endsAt;
    return this.#shared.balances.whileWriting(group, () => this.#make(operation, endsAt, call));
  }

  #read<T>(operation: string, call: Call<T>): Promise<T> {
    return this.#make(operation, this.#endsAt ?? this.deadline(), call);
  }

  async #make<T>(operation: string, endsAt: number, call: Call<T>): Promise<T> {
    const { provider, calls, events } = this.#shared;
    const seconds = stopwatch();
    let outcome = 'ok';
    try {
      return await this.#stepAside(() => calls.make((signal) => call(provider, signal), endsAt - performance.now()));
    } catch (error) {
      outcome = error instanceof BillingProviderError ? error.reason : 'unexpected';
      if (error instanceof BillingProviderError) events.failed({ operation, error, ms: Math.round(seconds() * 1000) });
      throw error;
    } finally {
      billingCalls.observe({ provider: provider.name, operation, outcome }, seconds());
    }
  }
}

type StepAside = <T>(wait: () => Promise<T>) => Promise<T>;

type Call<T> = (provider: BillingProvider, signal: AbortSignal) => Promise<T>;

function showCircuit(circuit: Circuit): void {
  for (const state of circuits) billingCircuit.set({ state }, state === circuit ? 1 : 0);
}
