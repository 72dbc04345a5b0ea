import type { Balances, BilledGroup, BillingProvider } from './provider.ts';
import { BillingProviderError } from './provider.ts';

/** What the service asks of its billing provider: bounded in time, and failing in one way only. */
export class Billing {
  readonly #provider: BillingProvider;
  readonly #timeoutMs: number;
  readonly #onFailure: (error: BillingProviderError) => void;

  /** @param onFailure told of each failure, for the operator's log */
  constructor(provider: BillingProvider, timeoutMs: number, onFailure: (error: BillingProviderError) => void) {
    this.#provider = provider;
    this.#timeoutMs = timeoutMs;
    this.#onFailure = onFailure;
  }

  get providerName(): string {
    return this.#provider.name;
  }

  /** @throws BillingProviderError */
  ensureEntity(group: BilledGroup): Promise<void> {
    return this.#bounded((signal) => this.#provider.ensureEntity(group, signal));
  }

  /** @throws BillingProviderError */
  setBalances(group: BilledGroup, balances: { monthly?: number; oneOff?: number }): Promise<'set' | 'no-entity'> {
    return this.#bounded((signal) => this.#provider.setBalances(group, balances, signal));
  }

  /** @throws BillingProviderError */
  readBalances(organizationId: string, groupIds: readonly string[]): Promise<Map<string, Balances>> {
    return this.#bounded((signal) => this.#provider.readBalances(organizationId, groupIds, signal));
  }

  async #bounded<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const signal = AbortSignal.timeout(this.#timeoutMs);
    try {
      return await Promise.race([call(signal), aborted(signal)]);
    } catch (cause) {
      const error =
        cause instanceof BillingProviderError
          ? cause
          : new BillingProviderError(signal.aborted ? 'timeout' : 'unexpected', { cause });
      this.#onFailure(error);
      throw error;
    }
  }
}

/** Rejects at the deadline even if the provider's code does not heed its signal. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}
