import { LRUCache } from 'lru-cache';
import type { ReadDatabase } from '../database/read.ts';
import { UnauthenticatedError } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { requestScope } from '../telemetry/request-scope.ts';
import { matches, prefixOf } from './api-key.ts';
import type { Caller } from './caller.ts';

/** How long a node may still accept a key that was revoked or changed. docs/running.md names this time. */
export const keyCacheMs = 2000;

/** From when on a remembered key that is used is looked up again, before it is forgotten and a request has to wait. */
const agingMs = keyCacheMs / 2;

/** For how long keys that age are gathered, to be looked up together, and how many at most. */
const gatherMs = 100;
const maxTogether = 200;

/** Printable ASCII, as every key is, and short: what cannot be a key costs no look-up. */
const plausible = /^[!-~]{12,255}$/;

export interface KeyHeaders {
  'x-api-key'?: string | string[] | undefined;
  authorization?: string | undefined;
}

/** The key that a request is made with, if it can be one. An empty header is none, and of two different keys neither counts. */
export function keyOf({ 'x-api-key': header, authorization = '' }: KeyHeaders): string | undefined {
  const bearer = /^Bearer(?: +(.*))?$/i.exec(authorization)?.[1] || undefined;
  const key = header || bearer;
  if (bearer !== undefined && bearer !== key) return undefined;
  return typeof key === 'string' && plausible.test(key) ? key : undefined;
}

/** Keys expire by the database's clock, which all nodes have in common; what is left is measured without one. */
interface Known {
  caller: Caller;
  expires: number;
  askedAt: number;
}

/** The result of the look-up of a key. */
type Found = Caller & { hash: Uint8Array; prefix: string; leftMs: number | null };

/** Turns a request's headers into its caller; a key's look-up is remembered for {@link keyCacheMs}. */
export class Authenticator {
  readonly #reads: ReadDatabase;
  readonly #refused: ReadonlySet<string>;
  readonly #onUse: (caller: Caller) => void;
  // Concurrent requests with one key share a look-up. What no key answers to is not remembered: the keys of a guesser
  // must not push out real ones.
  readonly #callers = new LRUCache<string, Known>({
    max: 10_000,
    ttl: keyCacheMs,
    perf: performance, // the clock of `askedAt`
    ignoreFetchAbort: true,
    fetchMethod: async (key) => (await this.#find([key])).get(key),
  });
  readonly #aging = new Set<string>();
  #isRefreshing = false;

  /**
   * @param refused keys that are refused although the database has them
   * @param onUse told of each request's caller
   */
  constructor(reads: ReadDatabase, refused: string[] = [], onUse: (caller: Caller) => void = () => {}) {
    this.#reads = reads;
    this.#refused = new Set(refused);
    this.#onUse = onUse;
  }

  #keyOf(headers: KeyHeaders): string | undefined {
    const key = keyOf(headers);
    return key === undefined || this.#refused.has(key) ? undefined : key;
  }

  /** The caller of a key that was looked up in the last {@link keyCacheMs} and is valid still. */
  remembered(headers: KeyHeaders): Caller | undefined {
    const key = this.#keyOf(headers);
    const known = key ? this.#callers.get(key) : undefined;
    const now = performance.now();
    if (!key || !known || known.expires <= now) return undefined;
    if (now - known.askedAt >= agingMs) this.#refreshSoon(key);
    this.#onUse(known.caller);
    return known.caller;
  }

  /** @throws UnauthenticatedError without a key, and for one that is unknown, expired or revoked */
  async authenticate(headers: KeyHeaders): Promise<Caller> {
    const key = this.#keyOf(headers);
    const known = key ? await this.#callers.fetch(key) : undefined;
    if (!known || known.expires <= performance.now()) throw new UnauthenticatedError();
    this.#onUse(known.caller);
    return known.caller;
  }

  #refreshSoon(key: string): void {
    if (this.#aging.size === maxTogether) return; // it is looked up alone when it is forgotten
    this.#aging.add(key);
    if (this.#isRefreshing) return;
    this.#isRefreshing = true;
    // It is for many requests, so none's id is its name in PostgreSQL's log.
    requestScope.exit(() => setTimeout(() => this.#refresh(), gatherMs).unref());
  }

  async #refresh(): Promise<void> {
    const keys = [...this.#aging];
    try {
      const found = await this.#find(keys);
      for (const key of keys) {
        const known = found.get(key);
        if (known) this.#callers.set(key, known, { start: known.askedAt });
        else this.#callers.delete(key);
      }
    } catch {
      // They are forgotten in time, and the next look-up tells what is wrong.
    } finally {
      this.#aging.clear();
      this.#isRefreshing = false;
    }
  }

  /** One statement: keys and what they reach are those of one moment. */
  async #find(keys: string[]): Promise<Map<string, Known>> {
    const askedAt = performance.now();
    const candidates = await this.#reads.read<Found[]>(Prisma.sql`
      SELECT k.prefix, k.hash, (extract(epoch FROM k.expires_at - clock_timestamp()) * 1000)::float8 AS "leftMs",
        json_build_object('id', o.id, 'name', o.name, 'isPartner', o.is_partner, 'defaultLanguage',
          json_build_object('id', l.id, 'lookupName', l.lookup_name, 'name', l.name)) AS organization,
        json_build_object('id', k.id, 'name', k.name, 'prefix', k.prefix, 'permissions', k.permissions,
          'readOnly', k.read_only, 'createdAt', k.created_at, 'expiresAt', k.expires_at) AS "apiKey",
        CASE k.scope WHEN 'WEBSITES' THEN ARRAY(
          SELECT w.website_id::text FROM api_key_websites w WHERE w.organization_id = k.organization_id AND w.api_key_id = k.id
        ) END AS "websiteScope"
      FROM api_keys k JOIN organizations o ON o.id = k.organization_id JOIN label_languages l ON l.id = o.default_language_id
      WHERE k.prefix = ANY(${keys.map(prefixOf)}::text[]) AND k.revoked_at IS NULL`);
    const known = new Map<string, Known>();
    for (const key of keys) {
      const found = candidates.find(({ prefix, hash }) => prefix === prefixOf(key) && matches(key, hash));
      if (found) known.set(key, toKnown(found, askedAt));
    }
    return known;
  }
}

function toKnown({ organization, apiKey, websiteScope, leftMs }: Found, askedAt: number): Known {
  const { createdAt, expiresAt } = apiKey; // texts, as JSON has no dates
  return {
    caller: {
      organization,
      apiKey: { ...apiKey, createdAt: new Date(createdAt), expiresAt: expiresAt && new Date(expiresAt) },
      websiteScope,
    },
    expires: askedAt + (leftMs ?? Number.POSITIVE_INFINITY),
    askedAt,
  };
}
