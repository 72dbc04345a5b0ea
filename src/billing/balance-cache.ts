import { LRUCache } from 'lru-cache';
import type { Balances, BilledGroup } from './provider.ts';

/** How many groups' balances a node remembers at most, the least used are forgotten first. */
const maxGroups = 10_000;

/**
 * Balances that this node has read a moment ago; null for a group without an entity. What is read while anything is
 * being written is not kept, as it may be from before the write.
 */
export class BalanceCache {
  readonly #known: LRUCache<string, { balances: Balances | null }> | undefined;
  #writes = 0;

  /** @param reusableMs how long balances may be used again; undefined: not at all */
  constructor(reusableMs: number | undefined) {
    if (reusableMs) this.#known = new LRUCache({ max: maxGroups, ttl: reusableMs });
  }

  async read(
    organizationId: string,
    groupIds: readonly string[],
    load: (groupIds: readonly string[]) => Promise<Map<string, Balances>>,
  ): Promise<Map<string, Balances>> {
    const found = new Map<string, Balances>();
    const missing: string[] = [];
    for (const groupId of groupIds) {
      const known = this.#known?.get(key({ organizationId, groupId }));
      if (!known) missing.push(groupId);
      else if (known.balances) found.set(groupId, known.balances);
    }
    if (missing.length === 0) return found;
    const writesBefore = this.#writes;
    const loaded = await load(missing);
    for (const groupId of missing) {
      const balances = loaded.get(groupId) ?? null;
      if (balances) found.set(groupId, balances);
      if (this.#writes === writesBefore) this.#known?.set(key({ organizationId, groupId }), { balances });
    }
    return found;
  }

  /** Forgets a group's balances for a write, before it starts and when it has ended, in whatever way. */
  async whileWriting<T>(group: BilledGroup, write: () => Promise<T>): Promise<T> {
    this.#forget(group);
    try {
      return await write();
    } finally {
      this.#forget(group);
    }
  }

  #forget(group: BilledGroup): void {
    this.#writes++;
    this.#known?.delete(key(group));
  }
}

const key = ({ organizationId, groupId }: BilledGroup) => `${organizationId}/${groupId}`;
