import { LRUCache } from 'lru-cache';
import { type Balances, type Billed, idOf } from './provider.ts';

/** Of how many entities a node remembers the balances at most, the least used are forgotten first. */
const maxEntities = 10_000;

/**
 * Balances that this node has read a moment ago; null where there is no entity. What is read while anything is
 * being written is not kept, as it may be from before the write.
 */
export class BalanceCache {
  readonly #known: LRUCache<string, { balances: Balances | null }> | undefined;
  #writes = 0;

  /** @param reusableMs how long balances may be used again; undefined: not at all */
  constructor(reusableMs: number | undefined) {
    if (reusableMs) this.#known = new LRUCache({ max: maxEntities, ttl: reusableMs });
  }

  async read(
    organizationId: string,
    ids: readonly string[],
    load: (ids: readonly string[]) => Promise<Map<string, Balances>>,
  ): Promise<Map<string, Balances>> {
    const found = new Map<string, Balances>();
    const missing: string[] = [];
    for (const id of ids) {
      const known = this.#known?.get(keyOf(organizationId, id));
      if (!known) missing.push(id);
      else if (known.balances) found.set(id, known.balances);
    }
    if (missing.length === 0) return found;
    const writesBefore = this.#writes;
    const loaded = await load(missing);
    for (const id of missing) {
      const balances = loaded.get(id) ?? null;
      if (balances) found.set(id, balances);
      if (this.#writes === writesBefore) this.#known?.set(keyOf(organizationId, id), { balances });
    }
    return found;
  }

  /** Forgets balances for a write, before it starts and when it has ended, in whatever way. */
  async whileWriting<T>(billed: Billed, write: () => Promise<T>): Promise<T> {
    this.#forget(billed);
    try {
      return await write();
    } finally {
      this.#forget(billed);
    }
  }

  #forget(billed: Billed): void {
    this.#writes++;
    this.#known?.delete(keyOf(billed.organizationId, idOf(billed)));
  }
}

const keyOf = (organizationId: string, id: string) => `${organizationId}/${id}`;
