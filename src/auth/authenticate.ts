import { LRUCache } from 'lru-cache';
import { UnauthenticatedError } from '../errors.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { matches, prefixOf } from './api-key.ts';
import type { Caller } from './caller.ts';

/** How long a node may go on accepting a key that was revoked or changed meanwhile. Told in docs/running.md. */
export const keyCacheMs = 2000;

/** Printable ASCII, as every key is, and short: what cannot be a key costs no look-up. */
const plausible = /^[!-~]{12,255}$/;

export interface KeyHeaders {
  'x-api-key'?: string | string[] | undefined;
  authorization?: string | undefined;
}

function keyOf(headers: KeyHeaders): string | undefined {
  const key = headers['x-api-key'] ?? headers.authorization?.match(/^Bearer +(\S+)$/i)?.[1];
  return typeof key === 'string' && plausible.test(key) ? key : undefined;
}

/** Turns a request's headers into its caller; a key's look-up is remembered for {@link keyCacheMs}. */
export class Authenticator {
  readonly #prisma: PrismaClient;
  // Concurrent requests with one key share a look-up. What no key answers to is not remembered: the keys of a guesser
  // must not push out real ones.
  readonly #callers = new LRUCache<string, Caller>({
    max: 10_000,
    ttl: keyCacheMs,
    ignoreFetchAbort: true,
    fetchMethod: (key) => this.#find(key),
  });

  constructor(prisma: PrismaClient) {
    this.#prisma = prisma;
  }

  /** @throws UnauthenticatedError without a key, and for one that is unknown, expired or revoked */
  async authenticate(headers: KeyHeaders): Promise<Caller> {
    const key = keyOf(headers);
    const caller = key && (await this.#callers.fetch(key));
    if (!caller || (caller.apiKey.expiresAt && caller.apiKey.expiresAt.getTime() <= Date.now()))
      throw new UnauthenticatedError();
    return caller;
  }

  async #find(key: string): Promise<Caller | undefined> {
    const candidates = await this.#prisma.apiKey.findMany({
      where: { prefix: prefixOf(key), revokedAt: null },
      include: { organization: { include: { defaultLanguage: true } }, websites: { select: { websiteId: true } } },
    });
    const found = candidates.find((candidate) => matches(key, candidate.hash));
    if (!found) return undefined;
    const { organization, websites, scope } = found;
    return {
      organization: {
        id: organization.id,
        name: organization.name,
        isPartner: organization.isPartner,
        defaultLanguage: organization.defaultLanguage,
      },
      apiKey: {
        id: found.id,
        name: found.name,
        prefix: found.prefix,
        permissions: found.permissions,
        createdAt: found.createdAt,
        expiresAt: found.expiresAt,
      },
      websiteScope: scope === 'WEBSITES' ? websites.map(({ websiteId }) => websiteId) : null,
    };
  }
}
