import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** How much of a key may be shown: enough to recognize it and to find it, too little to guess the rest. */
const prefixLength = 11;

/** What is stored of a key. The key itself is never stored. */
export interface StoredKey {
  prefix: string;
  /** SHA-256. A key has 160 random bits, so a slow hash would protect nothing. */
  hash: Uint8Array<ArrayBuffer>;
}

/** A new key, `gg_` and 160 random bits. */
export function generateKey(): string {
  return `gg_${randomBytes(20).toString('hex')}`;
}

export function toStored(key: string): StoredKey {
  return { prefix: prefixOf(key), hash: Uint8Array.from(createHash('sha256').update(key).digest()) };
}

export function prefixOf(key: string): string {
  return key.slice(0, prefixLength);
}

/** Compares in constant time, so that the time of an answer tells nothing of a stored hash. */
export function matches(key: string, hash: Uint8Array): boolean {
  return timingSafeEqual(toStored(key).hash, hash);
}
