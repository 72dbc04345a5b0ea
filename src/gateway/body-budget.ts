import { type CallerError, OverloadedError, TooManyBytesError } from '../errors.ts';
import { bodyBytesInFlight } from '../telemetry/metrics.ts';

/** How long a body waits for room. That is a burst: what does not end by then is overload. */
const maxWaitMs = 5000;

interface Waiter {
  key: string;
  bytes: number;
  admit(): void;
}

/**
 * Bounds what the bodies of all requests that are not answered yet take in memory, for the node and for each key. A
 * body that is alone always has room: its size has a limit of its own.
 */
export class BodyBudget {
  readonly #max: number;
  readonly #maxPerKey: number;
  #taken = 0;
  readonly #takenByKey = new Map<string, number>();
  readonly #waiting = new Set<Waiter>();

  constructor(max: number, maxPerKey: number) {
    this.#max = max;
    this.#maxPerKey = maxPerKey;
  }

  /** The share of one request. */
  open(key = ''): BodyShare {
    return new BodyShare(this, key);
  }

  /** Why there is no room for more. @param own what the same body has already */
  fault(key: string, bytes: number, own: number): CallerError | undefined {
    const ofKey = this.#takenByKey.get(key) ?? 0;
    if (ofKey > own && ofKey + bytes > this.#maxPerKey) return new TooManyBytesError(this.#maxPerKey);
    if (this.#taken > own && this.#taken + bytes > this.#max) return new OverloadedError();
    return undefined;
  }

  /** @param bytes negative to give them back */
  take(key: string, bytes: number): void {
    this.#taken += bytes;
    bodyBytesInFlight.set(this.#taken);
    const ofKey = (this.#takenByKey.get(key) ?? 0) + bytes;
    if (ofKey === 0) this.#takenByKey.delete(key);
    else this.#takenByKey.set(key, ofKey);
    if (bytes < 0) this.#admit();
  }

  /**
   * Waits for room, which is taken then.
   *
   * @returns gives up, which is an error like waiting for too long
   */
  wait(key: string, bytes: number, admit: () => void, refuse: (error: CallerError) => void): () => void {
    const giveUp = () => {
      clearTimeout(timer);
      if (this.#waiting.delete(waiter)) refuse(this.fault(key, bytes, 0) ?? new OverloadedError());
    };
    const timer = setTimeout(giveUp, maxWaitMs).unref();
    const waiter: Waiter = {
      key,
      bytes,
      admit() {
        clearTimeout(timer);
        admit();
      },
    };
    this.#waiting.add(waiter);
    return giveUp;
  }

  #admit(): void {
    for (const waiter of this.#waiting) {
      if (this.fault(waiter.key, waiter.bytes, 0)) continue;
      this.#waiting.delete(waiter);
      this.take(waiter.key, waiter.bytes);
      waiter.admit();
    }
  }
}

/** What the body of one request takes. */
export class BodyShare {
  readonly #budget: BodyBudget;
  readonly #key: string;
  #own = 0;
  #isClosed = false;
  #giveUp?: () => void;

  constructor(budget: BodyBudget, key: string) {
    this.#budget = budget;
    this.#key = key;
  }

  /** Takes room for a body before any of it is read, so that it may wait. @throws TooManyBytesError, OverloadedError */
  async reserve(bytes: number): Promise<void> {
    if (this.#budget.fault(this.#key, bytes, 0))
      await new Promise<void>((resolve, reject) => {
        const admit = () => {
          this.#own = bytes;
          resolve();
        };
        this.#giveUp = this.#budget.wait(this.#key, bytes, admit, reject);
      });
    else this.settle(bytes);
  }

  /** Takes as much room as it turns out to need. Who has some does not wait for others to give up theirs. @throws as above */
  settle(bytes: number): void {
    if (this.#isClosed) return;
    const more = bytes - this.#own;
    const fault = more > 0 ? this.#budget.fault(this.#key, more, this.#own) : undefined;
    if (fault) throw fault;
    this.#own = bytes;
    if (more !== 0) this.#budget.take(this.#key, more);
  }

  /** Gives all of it back. */
  close(): void {
    this.#giveUp?.();
    this.settle(0);
    this.#isClosed = true;
  }
}
