import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import Stripe from 'stripe';

/**
 * For each thing to be done, the first attempt that is not known to have failed. All nodes count the same way, so
 * forgetting costs calls, not correctness.
 */
const attempts = new LRUCache<string, number>({ max: 10_000, ttl: 24 * 60 * 60 * 1000 });

/**
 * Does something once, even if others do it at the same time: the same purpose gives the same Idempotency-Key on every
 * node, so that Stripe answers a repeat with what the first request made.
 *
 * Stripe repeats failures too, for a day and more. A failure that is repeated belongs to a request that has ended: what
 * it made nevertheless is looked for, and if there is nothing, the next attempt has a key of its own.
 */
export async function once<T>(
  purpose: string,
  request: (options: { idempotencyKey: string }) => Promise<Stripe.Response<T>>,
  findDone: () => Promise<T | undefined>,
  isUsable: (made: T) => Promise<boolean> = async () => true,
): Promise<T> {
  const key = createHash('sha256').update(purpose).digest('hex');
  for (;;) {
    const attempt = attempts.get(key) ?? 0;
    try {
      const made = await request({ idempotencyKey: `group-gateway-${key}-${attempt}` });
      if (!isReplayed(made.lastResponse.headers) || (await isUsable(made))) return made;
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeError) || !isReplayed(error.headers)) throw error;
      const made = await findDone();
      if (made) return made;
    }
    attempts.set(key, attempt + 1);
  }
}

/** The package hands out the headers of errors as an object, and those of answers as its HTTP client has them. */
const isReplayed = (headers: Headers | Record<string, string> | undefined) =>
  new Headers(headers).get('idempotent-replayed') === 'true';
