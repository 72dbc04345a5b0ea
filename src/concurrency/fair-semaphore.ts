/** How many permits there are, and how they may be divided. */
export interface Permits {
  /** How many permits there are to share. It can change: permits that are taken stay taken. */
  all(): number;
  /** The most that one organization may hold, even alone, by how long it holds one on average: unknown at first. */
  most(meanMs: number | undefined): number;
  /** The most that may be held altogether, see {@link FairSemaphore}; those within their shares hold half of it at most. */
  ceiling: number;
}

/** The weight of the last time in the mean. */
const weight = 0.2;

interface Waiter {
  grant(): void;
  refuse(error: Error): void;
}

/** What one organization holds and waits for. */
interface Share {
  held: number;
  meanMs: number | undefined;
  readonly queue: Set<Waiter>;
  /**
   * The number of its last grant, or of the last but one of all when it came: among equals, the one that was served
   * longest ago comes first, and organizations that come and go do not overtake those that wait.
   */
  lastGrant: number;
}

/** What waits for a permit. */
export interface QueueEntry {
  /** Fulfilled with the permit. */
  granted: Promise<void>;
  /** Leaves the queue, which rejects {@link granted}. Does nothing after the permit was granted. */
  leave(error: Error): void;
}

/**
 * Shares permits fairly among organizations. A permit that is free goes to the waiting organization that holds the
 * fewest, so nobody gets more than an equal share while others wait, and one that is alone may have nearly all.
 *
 * Nobody can be made to give a permit back. So what an organization holds beyond its share does not count against those
 * who have less than theirs: they get permits at once, up to the ceiling, and do not wait for the other one's slow
 * work.
 */
export class FairSemaphore {
  readonly #permits: Permits;
  readonly #shares = new Map<string, Share>();
  #held = 0;
  #waiting = 0;
  #grants = 0;

  constructor(permits: Permits) {
    this.#permits = permits;
  }

  get held(): number {
    return this.#held;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** How many an organization holds. */
  heldBy(organization: string): number {
    return this.#shares.get(organization)?.held ?? 0;
  }

  /** How many of an organization wait. */
  waitingOf(organization: string): number {
    return this.#shares.get(organization)?.queue.size ?? 0;
  }

  /** An equal part of the permits for each organization that holds some or waits, but one at least. */
  get fairShare(): number {
    return Math.max(this.#permits.all() / this.#shares.size, 1);
  }

  /** The organization with the longest queue. */
  get longestQueue(): string | undefined {
    let longest: string | undefined;
    let length = 0;
    for (const [organization, { queue }] of this.#shares)
      if (queue.size > length) {
        longest = organization;
        length = queue.size;
      }
    return longest;
  }

  /** Takes a permit and returns undefined, or waits for one in the organization's queue. */
  acquire(organization: string): QueueEntry | undefined {
    const share = this.#shareOf(organization);
    if (this.#waiting === 0 && this.#mayTake(share)) {
      this.#take(share);
      return undefined;
    }
    const entry = this.#enqueue(organization, share);
    this.#grantFree();
    return entry;
  }

  /** Takes a permit whether one is free or not, for what had one before and goes on. */
  reacquire(organization: string): void {
    this.#take(this.#shareOf(organization));
  }

  /** @param ms for how long it was held, where that matters */
  release(organization: string, ms?: number): void {
    const share = this.#shareOf(organization);
    if (ms !== undefined) share.meanMs = share.meanMs === undefined ? ms : share.meanMs + weight * (ms - share.meanMs);
    share.held--;
    this.#held--;
    this.#forget(organization, share);
    this.#grantFree();
  }

  /** Refuses the last one in an organization's queue. */
  refuseLast(organization: string, error: Error): void {
    [...this.#shareOf(organization).queue].at(-1)?.refuse(error);
  }

  #enqueue(organization: string, share: Share): QueueEntry {
    let leave: QueueEntry['leave'] = () => {};
    const granted = new Promise<void>((resolve, reject) => {
      const end = () => {
        share.queue.delete(waiter);
        this.#waiting--;
      };
      const waiter: Waiter = {
        grant: () => {
          end();
          this.#take(share);
          resolve();
        },
        refuse: (error) => {
          end();
          this.#forget(organization, share);
          reject(error);
          this.#grantFree(); // with one organization less the others may have more
        },
      };
      leave = (error) => {
        if (share.queue.has(waiter)) waiter.refuse(error);
      };
      share.queue.add(waiter);
      this.#waiting++;
    });
    return { granted, leave };
  }

  #shareOf(organization: string): Share {
    const known = this.#shares.get(organization);
    if (known) return known;
    const share = { held: 0, meanMs: undefined, queue: new Set<Waiter>(), lastGrant: this.#grants - 1 };
    this.#shares.set(organization, share);
    return share;
  }

  #forget(organization: string, { held, queue }: Share): void {
    if (held === 0 && queue.size === 0) this.#shares.delete(organization);
  }

  #take(share: Share): void {
    share.held++;
    share.lastGrant = ++this.#grants;
    this.#held++;
  }

  #mayTake({ held, meanMs }: Share): boolean {
    const { all, most, ceiling } = this.#permits;
    if (held >= most(meanMs)) return false;
    if (this.#held < all()) return true;
    return this.#held < ceiling && held < this.fairShare && this.#heldWithinShares() < ceiling / 2;
  }

  #heldWithinShares(): number {
    const { fairShare } = this;
    let within = 0;
    for (const { held } of this.#shares.values()) within += Math.min(held, fairShare);
    return within;
  }

  /**
   * Among the organizations that may hold more, the one with the fewest is next. If it may not have one, nobody may.
   */
  #grantFree(): void {
    while (this.#waiting > 0) {
      const next = this.#next();
      if (!next || !this.#mayTake(next)) return;
      for (const waiter of next.queue) {
        waiter.grant();
        break;
      }
    }
  }

  #next(): Share | undefined {
    let next: Share | undefined;
    for (const share of this.#shares.values()) {
      if (share.queue.size === 0 || share.held >= this.#permits.most(share.meanMs)) continue;
      const isFirst = !next || share.held < next.held || (share.held === next.held && share.lastGrant < next.lastGrant);
      if (isFirst) next = share;
    }
    return next;
  }
}
