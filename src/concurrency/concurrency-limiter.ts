import { LRUCache } from 'lru-cache';
import { OverloadedError } from '../errors.ts';
import type { Cancellation } from './cancellation.ts';
import { FairSemaphore, type QueueEntry } from './fair-semaphore.ts';

/** How many requests may wait on a node, and how many of one organization. */
const maxWaiting = 1000;
const maxWaitingOfOne = maxWaiting / 2;
/** A request that waits no longer than that was served soon. */
const soonMs = 100;
/** Overload: for this long, no request of an organization was served soon, and more requests came than a burst has. */
const burstMs = 1000;
const burst = maxWaitingOfOne;
/** Overload ends when nothing had to be refused for so long. */
const restMs = 2000;
/** In overload, this many wait for each one that runs: enough to use every permit, and few enough to be served soon. */
const overloadWaiting = 0.5;
/** The part of the permits that is given while the event loop lags. */
const whenLate = 0.5;

/** The difference between a burst of an organization and overload. */
interface Congestion {
  servedSoonAt: number;
  /** How many have had to wait since nobody did. */
  waited: number;
  refusedAt: number;
}

/**
 * Bounds how many requests a node works on, so that those that it takes on are not slowed down by all the others, and
 * shares that among the organizations: see {@link FairSemaphore}. The others wait in a queue for each organization,
 * until their deadline. A burst is waited for whole. Where an organization goes on sending more than its permits can
 * serve, its queue is kept short and the rest is refused at once: a long one would serve as many, only later.
 */
export class ConcurrencyLimiter {
  readonly #semaphore: FairSemaphore;
  #lookUps = 0;
  readonly #congestion = new LRUCache<string, Congestion>({ max: 10_000 });

  /**
   * @param max how many requests at the same time
   * @param isLagHigh whether this process has more to do than it can: then fewer at the same time are as many in the end
   */
  constructor(max: number, isLagHigh = () => false) {
    const all = () => (isLagHigh() ? Math.ceil(max * whenLate) : max);
    this.#semaphore = new FairSemaphore({ all, most: all, ceiling: 2 * max });
  }

  /** Requests that are worked on. */
  get running(): number {
    return this.#semaphore.held;
  }

  /** Whether requests of other organizations are worked on. */
  runsOthersThan(organization: string): boolean {
    return this.#semaphore.held > this.#semaphore.heldBy(organization);
  }

  /** Requests that wait for a permit. */
  get waiting(): number {
    return this.#semaphore.waiting;
  }

  /** Whether some are refused, perhaps: as long as not, nobody has to ask {@link admits}. */
  get isBusy(): boolean {
    return this.#semaphore.waiting > 0 || this.#lookUps >= maxWaiting;
  }

  /**
   * Whether a request of an organization may wait, if it has to. Asked before the request costs any work.
   *
   * @param organization undefined where its key has to be looked up first
   */
  admits(organization: string | undefined): boolean {
    if (organization === undefined) return this.#lookUps < maxWaiting;
    const waiting = this.#semaphore.waitingOf(organization);
    if (waiting === 0 || waiting < this.#room(organization)) return true;
    this.#congestionOf(organization).refusedAt = performance.now();
    return false;
  }

  /** Counts a request as one that waits while its key is looked up: many may wait for one look-up. */
  async lookUp<Result>(work: () => Promise<Result>): Promise<Result> {
    if (!this.admits(undefined)) throw new OverloadedError();
    this.#lookUps++;
    try {
      return await work();
    } finally {
      this.#lookUps--;
    }
  }

  /**
   * Works on a request once there is a permit for its organization.
   *
   * @param cancellation ends the waiting
   * @throws OverloadedError where too many wait, or it has waited in vain
   */
  async run<Result>(
    organization: string,
    cancellation: Cancellation,
    work: (permit: Permit) => Promise<Result>,
  ): Promise<Result> {
    if (!this.admits(organization)) throw new OverloadedError();
    const entry = this.#semaphore.acquire(organization);
    if (entry) await this.#wait(organization, entry, cancellation);
    const permit = new Permit(this.#semaphore, organization);
    try {
      return await work(permit);
    } finally {
      permit.release();
    }
  }

  async #wait(organization: string, entry: QueueEntry, cancellation: Cancellation): Promise<void> {
    const congestion = this.#congestionOf(organization);
    const start = performance.now();
    if (this.#semaphore.waitingOf(organization) === 1) {
      congestion.servedSoonAt = start;
      congestion.waited = 0;
    }
    congestion.waited++;
    const stopListening = cancellation.listen(() => entry.leave(new OverloadedError()));
    const longest = this.#semaphore.waiting > maxWaiting ? this.#semaphore.longestQueue : undefined;
    if (longest !== undefined) this.#semaphore.refuseLast(longest, new OverloadedError());
    try {
      await entry.granted;
    } finally {
      stopListening();
    }
    const now = performance.now();
    if (now - start <= soonMs) congestion.servedSoonAt = now;
  }

  /** How many of an organization may wait. */
  #room(organization: string): number {
    const { refusedAt, servedSoonAt, waited } = this.#congestionOf(organization);
    const now = performance.now();
    const isOverload = now - refusedAt < restMs || (waited >= burst && now - servedSoonAt > burstMs);
    return isOverload ? this.#semaphore.fairShare * overloadWaiting : maxWaitingOfOne;
  }

  #congestionOf(organization: string): Congestion {
    const known = this.#congestion.get(organization);
    if (known) return known;
    const congestion = { servedSoonAt: performance.now(), waited: 0, refusedAt: Number.NEGATIVE_INFINITY };
    this.#congestion.set(organization, congestion);
    return congestion;
  }
}

/** A request's permit to be worked on. */
export class Permit {
  readonly #semaphore: FairSemaphore;
  readonly #organization: string;
  #waits = 0;
  #released = false;

  constructor(semaphore: FairSemaphore, organization: string) {
    this.#semaphore = semaphore;
    this.#organization = organization;
  }

  /** Lets another request use the permit while this one waits for something that may take long. */
  async yieldWhile<Result>(wait: () => Promise<Result>): Promise<Result> {
    if (this.#waits++ === 0 && !this.#released) this.#semaphore.release(this.#organization);
    try {
      return await wait();
    } finally {
      if (--this.#waits === 0 && !this.#released) this.#semaphore.reacquire(this.#organization);
    }
  }

  /** A request may be answered while a part of it still waits. */
  release(): void {
    this.#released = true;
    if (this.#waits === 0) this.#semaphore.release(this.#organization);
  }
}
