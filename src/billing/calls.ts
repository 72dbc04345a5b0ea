import { setTimeout as sleep } from 'node:timers/promises';
import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
} from 'cockatiel';
import { BillingProviderError } from './provider.ts';

/** How many calls may be under way at once, and how many more may wait for their turn. */
const maxUnderWay = 64;
const maxWaiting = 1000;
/** So many calls in a row that fail, each with its repeats, open the circuit. */
const failuresToOpen = 10;
/** For how long an open circuit refuses calls before it tries one: longer each time that one fails, too. */
const opening = { initialDelay: 500, maxDelay: 10_000 };
/** A call that meets an open circuit waits so long for it to close: a retry after a short fault finds its way. */
const circuitPatienceMs = 1000;
const circuitLookMs = 50;
/** Pause before the first repeat; it doubles with each, a random part of it is left off. */
const firstPauseMs = 100;
const longestPauseMs = 1500;
/** No repeat that would have less time than this. */
const shortestAttemptMs = 20;

export const circuits = ['open', 'half-open', 'closed'] as const;
export type Circuit = (typeof circuits)[number];

/**
 * Makes calls of one provider: each within a deadline, its repeats included, a limited number at once, and none while
 * the provider is known not to be well. Fails with a {@link BillingProviderError} only.
 */
export class Calls {
  readonly #slots = bulkhead(maxUnderWay, maxWaiting);
  readonly #breaker = circuitBreaker(
    handleWhen((error) => error instanceof BillingProviderError && error.breaks),
    { breaker: new ConsecutiveBreaker(failuresToOpen), halfOpenAfter: new ExponentialBackoff(opening) },
  );

  /** When the circuit opened last; the breaker measures by a clock that may be set back. */
  #openedAt = 0;

  constructor(onCircuit: (circuit: Circuit) => void) {
    this.#breaker.onBreak(() => {
      this.#openedAt = performance.now();
      onCircuit('open');
    });
    this.#breaker.onHalfOpen(() => onCircuit('half-open'));
    this.#breaker.onReset(() => onCircuit('closed'));
  }

  async make<T>(call: (signal: AbortSignal) => Promise<T>, withinMs: number): Promise<T> {
    if (withinMs <= 0) throw new BillingProviderError('timeout');
    const endsAt = performance.now() + withinMs;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), Math.ceil(withinMs));
    try {
      return await unlessAborted(deadline.signal, this.#throughBreaker(call, deadline.signal, endsAt));
    } catch (error) {
      throw asProviderError(error, deadline.signal);
    } finally {
      clearTimeout(timer);
    }
  }

  async #throughBreaker<T>(
    call: (signal: AbortSignal) => Promise<T>,
    deadline: AbortSignal,
    endsAt: number,
  ): Promise<T> {
    // Isolating and letting go closes it.
    if (this.#breaker.state === CircuitState.Open && performance.now() - this.#openedAt > opening.maxDelay)
      this.#breaker.isolate().dispose();
    const patientUntil = Math.min(performance.now() + circuitPatienceMs, endsAt);
    for (;;) {
      try {
        return await this.#breaker.execute(() => unlessAborted(deadline, this.#repeating(call, deadline, endsAt)));
      } catch (error) {
        if (!(error instanceof BrokenCircuitError) || performance.now() + circuitLookMs >= patientUntil) throw error;
        await sleep(circuitLookMs, undefined, { signal: deadline });
      }
    }
  }

  async #repeating<T>(call: (signal: AbortSignal) => Promise<T>, deadline: AbortSignal, endsAt: number): Promise<T> {
    // A call that hangs is given up in time to make it once more: what hung may have been one connection.
    const attemptMs = Math.ceil((endsAt - performance.now()) / 2);
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#slots.execute(() => attemptWithin(attemptMs, deadline, call), deadline);
      } catch (cause) {
        const error = asProviderError(cause, deadline);
        const pauseMs = Math.max(error.retryAfterMs ?? 0, jittered(attempt));
        if (!error.repeat || performance.now() + pauseMs + shortestAttemptMs >= endsAt) throw error;
        await sleep(pauseMs, undefined, { signal: deadline });
      }
    }
  }
}

function jittered(attempt: number): number {
  return Math.min(firstPauseMs * 2 ** attempt, longestPauseMs) * (0.5 + Math.random() / 2);
}

async function attemptWithin<T>(
  ms: number,
  deadline: AbortSignal,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ms);
  const signal = AbortSignal.any([deadline, late.signal]);
  try {
    return await unlessAborted(signal, call(signal));
  } catch (error) {
    throw asProviderError(error, signal);
  } finally {
    clearTimeout(timer);
  }
}

/** Rejects when the signal aborts, even if the provider's code ignores the signal. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new BillingProviderError('timeout'));
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function asProviderError(error: unknown, signal: AbortSignal): BillingProviderError {
  if (error instanceof BillingProviderError) return error;
  if (error instanceof BrokenCircuitError) return new BillingProviderError('circuit_open');
  if (error instanceof BulkheadRejectedError) return new BillingProviderError('overloaded');
  return new BillingProviderError(signal.aborted ? 'timeout' : 'unexpected', { cause: error });
}
