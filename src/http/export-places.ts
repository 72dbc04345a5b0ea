import { FairSemaphore } from '../concurrency/fair-semaphore.ts';
import { maxSnapshots } from '../database/snapshots.ts';
import { OverloadedError } from '../errors.ts';

/** How long an export waits for a place, which others may keep for minutes. */
const longestWaitMs = 10_000;

/**
 * The places for exports of a node, shared by the organizations: one for each at most. Who waits gets the next free one
 * before an organization that just had one.
 */
export class ExportPlaces {
  readonly #places = new FairSemaphore({ all: () => maxSnapshots, most: () => 1, ceiling: maxSnapshots });
  /** Organizations that have a place or wait for one. */
  readonly #present = new Set<string>();

  /**
   * @param left aborts when the client goes away
   * @returns gives the place back
   * @throws OverloadedError where the organization has one or waits for one, and where none comes free in time
   */
  async take(organization: string, left: AbortSignal): Promise<() => void> {
    if (this.#present.has(organization)) throw new OverloadedError();
    this.#present.add(organization);
    try {
      await this.#wait(organization, left);
    } catch (error) {
      this.#present.delete(organization);
      throw error;
    }
    return () => {
      if (this.#present.delete(organization)) this.#places.release(organization);
    };
  }

  async #wait(organization: string, left: AbortSignal): Promise<void> {
    const entry = this.#places.acquire(organization);
    const leave = () => entry?.leave(new OverloadedError());
    left.addEventListener('abort', leave);
    const timer = setTimeout(leave, longestWaitMs);
    try {
      await entry?.granted;
    } finally {
      clearTimeout(timer);
      left.removeEventListener('abort', leave);
    }
  }
}
