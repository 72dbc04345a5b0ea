import { setImmediate, setTimeout } from 'node:timers/promises';
import type { ConcurrencyLimiter } from '../../concurrency/concurrency-limiter.ts';
import { FairSemaphore } from '../../concurrency/fair-semaphore.ts';

/** In bytes, what can take some milliseconds to parse and to check. */
const large = 4 * 1024;

/**
 * When a large body may be parsed. To parse and to check it keeps everybody else waiting, as nothing interrupts that. So
 * there is one in each turn of the event loop, the organizations take turns, and while requests of others are served, a
 * pause follows that is as long as the body took.
 */
export class LargeBodies {
  readonly #limiter: ConcurrencyLimiter;
  readonly #place = new FairSemaphore({ all: () => 1, most: () => 1, ceiling: 1 });
  #pauseEnds = 0;

  constructor(limiter: ConcurrencyLimiter) {
    this.#limiter = limiter;
  }

  /** Waits until a body of an organization may be parsed, and what follows at once with it. */
  async wait(organization: string, bytes: number): Promise<void> {
    if (bytes < large) return;
    await this.#place.acquire(organization)?.granted;
    await setImmediate();
    while (performance.now() < this.#pauseEnds && this.#limiter.runsOthersThan(organization)) await setTimeout(1);
    void this.#measure(organization, performance.now());
  }

  async #measure(organization: string, start: number): Promise<void> {
    await setImmediate();
    const now = performance.now();
    this.#pauseEnds = now + (now - start);
    this.#place.release(organization);
  }
}
