import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { type Authenticator, type KeyHeaders, keyOf } from '../auth/authenticate.ts';
import type { Caller } from '../auth/caller.ts';
import { TooManyFailedKeysError, UnauthenticatedError } from '../errors.ts';
import { type RateLimiter, secondsUntil } from '../rate-limit/rate-limiter.ts';

/** For how long a key that was valid is looked up even from an address with too many failures. */
const knownForMs = 10 * 60 * 1000;

/** The part of an address that its owner cannot change at will: an IPv6 network has 2^64 addresses. */
export function networkOf(address: string): string {
  if (!address.includes(':') || /^::ffff:[\d.]+$/i.test(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail?.split(':').filter(Boolean) ?? [];
  const missing = tail === undefined ? 0 : 8 - groups.length - rest.length;
  return [...groups, ...Array<string>(Math.max(missing, 0)).fill('0'), ...rest].slice(0, 4).join(':');
}

/**
 * Authenticates requests, and refuses those of an address that has sent too many without a valid key. Whoever shares
 * the address, behind a proxy for instance, is not locked out by a guesser: keys that were valid lately are let through,
 * and others are looked up still, but one at a time.
 */
export function limitFailedKeys(
  authenticator: Authenticator,
  limiter: RateLimiter | undefined,
): (request: Pick<FastifyRequest, 'headers' | 'ip'>) => Promise<Caller> {
  const known = new LRUCache<string, true>({ max: 10_000, ttl: knownForMs });
  const lookingUp = new Set<string>();

  const authenticate = async (headers: KeyHeaders, address: string): Promise<Caller> => {
    const key = keyOf(headers) ?? '';
    try {
      const caller = await authenticator.authenticate(headers);
      known.set(key, true);
      return caller;
    } catch (error) {
      if (!(error instanceof UnauthenticatedError)) throw error;
      known.delete(key);
      const budget = await limiter?.spend(address, 1);
      throw budget?.spent === false ? new TooManyFailedKeysError(secondsUntil(budget.resetAt)) : error;
    }
  };

  return async ({ headers, ip }) => {
    const address = networkOf(ip);
    const blocked = limiter?.exhausted(address);
    if (!blocked || known.has(keyOf(headers) ?? '')) return authenticate(headers, address);
    if (lookingUp.has(address)) throw new TooManyFailedKeysError(secondsUntil(blocked.resetAt));
    lookingUp.add(address);
    try {
      return await authenticate(headers, address);
    } finally {
      lookingUp.delete(address);
    }
  };
}
