import type { PrismaClient } from '../generated/prisma/client.ts';
import { billingCalls, billingCircuit, stopwatch } from '../telemetry/metrics.ts';
import { BalanceCache } from './balance-cache.ts';
import { Calls, type Circuit, circuits } from './calls.ts';
import { inCreditTurn } from './credit-turns.ts';
import type { Balances, Billed, BillingProvider, SetBalances } from './provider.ts';
import { BillingProviderError, idOf } from './provider.ts';

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

  /** What would be set by now, by id, nothing where an entity would be made. Present where the provider is only read. */
  readonly #foreseen: Map<string, SetBalances> | undefined;

  private constructor(shared: Shared, stepAside: StepAside = (wait) => wait(), foreseen?: Map<string, SetBalances>) {
    this.#shared = shared;
    this.#stepAside = stepAside;
    this.#foreseen = foreseen;
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
   * The same for a dry run. The service does not call the provider to change something, treats these calls as
   * successful, and reads what they would have set. A dry run keeps its permit while it waits, because it holds a
   * connection.
   */
  forDryRun(): Billing {
    return new Billing(this.#shared, (wait) => wait(), new Map());
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
  async ensureEntity(billed: Billed, endsAt = this.deadline()): Promise<void> {
    if (this.#foreseen) this.#foresee(billed, {});
    else await this.#write('ensureEntity', billed, endsAt, (provider, signal) => provider.ensureEntity(billed, signal));
  }

  /**
   * Works while nobody else sets these credits, on any node. A dry run changes none, so it waits for nobody.
   *
   * @param endsAt the {@link deadline} of the mutation: it waits for its turn no longer
   * @throws BillingProviderError
   */
  inTurn<T>(prisma: PrismaClient, billed: Billed, endsAt: number, work: () => Promise<T>): Promise<T> {
    if (this.#foreseen) return work();
    this.#endsAt = endsAt;
    return inCreditTurn(prisma, billed, { endsAt, stepAside: this.#stepAside }, work);
  }

  /**
   * @param endsAt for a mutation that asks more than once: its {@link deadline}
   * @throws BillingProviderError
   */
  async setBalances(billed: Billed, balances: SetBalances, endsAt = this.deadline()): Promise<'set' | 'no-entity'> {
    if (this.#foreseen) {
      const id = idOf(billed);
      const isThere = this.#foreseen.has(id) || (await this.findEntities(billed.organizationId, [id])).has(id);
      if (isThere) this.#foresee(billed, balances);
      return isThere ? 'set' : 'no-entity';
    }
    return this.#write('setBalances', billed, endsAt, (provider, signal) =>
      provider.setBalances(billed, balances, signal),
    );
  }

  /**
   * Balances of a moment ago at most, of this node's own writes always.
   *
   * @throws BillingProviderError
   */
  async readBalances(organizationId: string, ids: readonly string[]): Promise<Map<string, Balances>> {
    const found = await this.#shared.balances.read(organizationId, ids, (missing) =>
      this.#read('readBalances', (provider, signal) => provider.readBalances(organizationId, missing, signal)),
    );
    return this.#withForeseen(found, ids);
  }

  /**
   * Balances as the provider has them now, also where another node has just written.
   *
   * @throws BillingProviderError
   */
  async readBalancesNow(organizationId: string, ids: readonly string[]): Promise<Map<string, Balances>> {
    const found = await this.#read('readBalances', (provider, signal) =>
      provider.readBalances(organizationId, ids, signal),
    );
    return this.#withForeseen(found, ids);
  }

  #foresee(billed: Billed, balances: SetBalances): void {
    this.#foreseen?.set(idOf(billed), { ...this.#foreseen.get(idOf(billed)), ...balances });
  }

  /** Balances as they would be. */
  #withForeseen(found: Map<string, Balances>, ids: readonly string[]): Map<string, Balances> {
    for (const id of ids) {
      const set = this.#foreseen?.get(id);
      if (!set) continue;
      const before = found.get(id) ?? { monthly: 0, monthlyResetsAt: null, oneOff: 0 };
      const after = { ...before, ...set };
      if (set.monthly !== undefined)
        after.monthlyResetsAt = this.#shared.provider.resetAfterSetting(set.monthly, before.monthlyResetsAt);
      found.set(id, after);
    }
    return found;
  }

  /** @throws BillingProviderError */
  findEntities(organizationId: string, ids: readonly string[]): Promise<Set<string>> {
    return this.#read('findEntities', (provider, signal) => provider.findEntities(organizationId, ids, signal));
  }

  #write<T>(operation: string, billed: Billed, endsAt: number, call: Call<T>): Promise<T> {
    this.#endsAt = endsAt;
    return this.#shared.balances.whileWriting(billed, () => this.#make(operation, endsAt, call));
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
