import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

/** What somebody may still spend in the window that runs now. */
export interface Budget {
  limit: number;
  remaining: number;
  resetAt: Date;
}

export const secondsUntil = (time: Date) => Math.max(Math.ceil((time.getTime() - Date.now()) / 1000), 1);

/**
 * Counts points by key in windows of time, in Redis where there is one. While that cannot be reached, each node counts
 * for itself, and goes back to Redis as soon as it answers.
 */
export class RateLimiter {
  readonly #limiter: RateLimiterAbstract;
  readonly points: number;
  /** Keys that have nothing left, so that more of their requests cost no work. */
  readonly #exhausted = new LRUCache<string, { budget: Budget; until: number }>({ max: 10_000 });
  readonly #windowMs: number;

  constructor(name: string, points: number, windowS: number, redis: Redis | undefined) {
    const options = { keyPrefix: `group-gateway:${name}`, points, duration: windowS };
    const inProcess = new RateLimiterMemory(options);
    this.points = points;
    this.#windowMs = windowS * 1000;
    this.#limiter = redis
      ? new RateLimiterRedis({
          ...options,
          storeClient: redis,
          rejectIfRedisNotReady: true,
          insuranceLimiter: inProcess,
        })
      : inProcess;
  }

  /** undefined for 0 points, which are no limit. */
  static of(name: string, points: number, windowS: number, redis: Redis | undefined): RateLimiter | undefined {
    return points === 0 ? undefined : new RateLimiter(name, points, windowS, redis);
  }

  /** The budget of a key of which this node knows that nothing is left. */
  exhausted(key: string): Budget | undefined {
    const found = this.#exhausted.get(key);
    return found && found.until > performance.now() ? found.budget : undefined;
  }

  /** Charges points for what is done already, also where that is more than is left. */
  async charge(key: string, points: number): Promise<void> {
    await this.#limiter.consume(key, points).catch(() => {}); // more than is left, and the next request is told
  }

  /** Spends points, all of them or none. */
  async spend(key: string, points: number): Promise<Budget & { spent: boolean }> {
    const result = await this.#limiter.consume(key, points).catch((refused: unknown) => {
      if (refused instanceof RateLimiterRes) return refused;
      throw refused;
    });
    const spent = result.consumedPoints <= this.points;
    const before = result.consumedPoints - points;
    // A smaller request may still fit in.
    if (!spent && before < this.points) await this.#limiter.reward(key, points);
    const remaining = Math.max(this.points - (spent ? result.consumedPoints : before), 0);
    // The window in this process ends by the time that passes, whatever its clock says when that jumps.
    const leftMs = Math.min(result.msBeforeNext, this.#windowMs);
    const budget = { limit: this.points, remaining, resetAt: new Date(Date.now() + leftMs) };
    if (remaining === 0) this.#exhausted.set(key, { budget, until: performance.now() + leftMs });
    return { ...budget, spent };
  }
}
