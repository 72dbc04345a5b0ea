import { setTimeout as sleep } from 'node:timers/promises';
import { type Balances, type BilledGroup, type BillingProvider, BillingProviderError } from '../provider.ts';
import {
  type Bucket,
  createdEntity,
  type Entity,
  entity,
  entityPage,
  grantsOf,
  intervals,
  success,
  toBalances,
} from './answers.ts';
import { AutumnHttp, hasCode } from './http.ts';

export interface AutumnOptions {
  url: string;
  secretKey: string;
  /** The consumable feature whose balances are the credits. */
  creditsFeatureId: string;
  /** The non-consumable feature that groups are entities of. */
  groupFeatureId: string;
}

/** Up to so many groups are read one by one, more from a list of the customer's entities. */
const fewGroups = 3;
/** What a list does not have is read one by one, unless it is more than this. */
const manyGroups = 100;
/** Reads of single entities that are under way at once for one call; Autumn allows 50 a second for a customer. */
const readsAtOnce = 10;
/** The limit's window is a second. */
const pauseWhenLimitedMs = 1000;
const readAttempts = 3;

/**
 * Autumn (https://useautumn.com): an organization is a customer, with the organization's id, and a group an entity of
 * it, with the group's id. Autumn's idempotency keys are not used: they refuse a repeat instead of answering it.
 */
export class AutumnBilling implements BillingProvider {
  readonly name = 'autumn';
  readonly balancesReusableMs = 5000;
  readonly #http: AutumnHttp;
  readonly #creditsFeatureId: string;
  readonly #groupFeatureId: string;

  constructor({ url, secretKey, creditsFeatureId, groupFeatureId }: AutumnOptions) {
    this.#http = new AutumnHttp(url, secretKey);
    this.#creditsFeatureId = creditsFeatureId;
    this.#groupFeatureId = groupFeatureId;
  }

  async ensureEntity(group: BilledGroup, signal: AbortSignal): Promise<void> {
    const body = { ...ids(group), feature_id: this.#groupFeatureId };
    try {
      await this.#http.post('entities.create', body, createdEntity, signal);
    } catch (error) {
      if (!hasCode(error, 'entity_already_exists')) throw error;
    }
  }

  async setBalances(
    group: BilledGroup,
    { monthly, oneOff }: { monthly?: number; oneOff?: number },
    signal: AbortSignal,
  ): Promise<'set' | 'no-entity'> {
    const found = await this.#read(group, signal);
    if (!found) return 'no-entity';
    if (monthly !== undefined) await this.#setBucket(group, found, 'monthly', monthly, signal);
    if (oneOff !== undefined) await this.#setBucket(group, found, 'oneOff', oneOff, signal);
    return 'set';
  }

  /** A bucket without a grant is given one, under an id that Autumn takes once only. */
  async #setBucket(group: BilledGroup, found: Entity, bucket: Bucket, amount: number, signal: AbortSignal) {
    const of = { ...ids(group), feature_id: this.#creditsFeatureId };
    const interval = intervals[bucket];
    if (grantsOf(found, this.#creditsFeatureId, bucket).length === 0)
      try {
        const grant = { included_grant: amount, reset: { interval }, balance_id: `${group.groupId}-${interval}` };
        await this.#http.post('balances.create', { ...of, ...grant }, success, signal);
      } catch (error) {
        // Another call has made the grant in the meantime, perhaps an earlier one whose answer was lost, with another
        // amount.
        if (!(error instanceof BillingProviderError && error.code?.startsWith('409'))) throw error;
      }
    // Also after a grant was made: another node may have made one at the same moment.
    await this.#http.post('balances.update', { ...of, interval, remaining: amount }, success, signal);
  }

  async readBalances(
    organizationId: string,
    groupIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<string, Balances>> {
    const balances = new Map<string, Balances>();
    for (const found of await this.#readMany(organizationId, groupIds, signal, false))
      balances.set(found.id, toBalances(found, this.#creditsFeatureId));
    return balances;
  }

  async findEntities(organizationId: string, groupIds: readonly string[], signal: AbortSignal): Promise<Set<string>> {
    const found = await this.#readMany(organizationId, groupIds, signal, true);
    return new Set(found.map(({ id }) => id));
  }

  async #read({ organizationId, groupId }: BilledGroup, signal: AbortSignal): Promise<Entity | null> {
    try {
      return await this.#http.post('entities.get', ids({ organizationId, groupId }), entity, signal);
    } catch (error) {
      if (hasCode(error, 'entity_not_found', 'customer_not_found')) return null;
      throw error;
    }
  }

  /**
   * Few entities one by one; more from the list of the customer's entities, and one by one what is not on its first
   * page where there are more pages. Autumn answers lists from a copy that may lag behind.
   *
   * @param sure whether what a whole list lacks is looked up, too
   */
  async #readMany(
    organizationId: string,
    groupIds: readonly string[],
    signal: AbortSignal,
    sure: boolean,
  ): Promise<Entity[]> {
    const wanted = new Set(groupIds);
    const found: Entity[] = [];
    let cursor: string | null | undefined = '';
    while (cursor != null && wanted.size > (cursor === '' ? fewGroups : manyGroups)) {
      const limit = wanted.size > manyGroups ? 5 * manyGroups : manyGroups;
      const body = { customer_id: organizationId, limit, start_cursor: cursor };
      const page: { list: (Omit<Entity, 'id'> & { id: string | null })[]; next_cursor?: string | null | undefined } =
        await this.#http.post('entities.list', body, entityPage, signal);
      for (const { id, balances } of page.list) if (id !== null && wanted.delete(id)) found.push({ id, balances });
      cursor = page.next_cursor;
      if (page.list.length === 0) break;
    }
    if (cursor != null || sure) found.push(...(await this.#readEach(organizationId, [...wanted], signal)));
    return found;
  }

  async #readEach(organizationId: string, groupIds: string[], signal: AbortSignal): Promise<Entity[]> {
    const found: Entity[] = [];
    const rest = groupIds.values();
    const failed = new AbortController();
    const untilOneFails = AbortSignal.any([signal, failed.signal]);
    const reader = async () => {
      for (const groupId of rest) {
        const read = await this.#readPatiently({ organizationId, groupId }, untilOneFails);
        if (read) found.push(read);
      }
    };
    try {
      await Promise.all(Array.from({ length: Math.min(readsAtOnce, groupIds.length) }, reader));
    } finally {
      failed.abort();
    }
    return found;
  }

  /** Many reads come up against the limit on their rate: that one waits, and the others need not be made again. */
  async #readPatiently(group: BilledGroup, signal: AbortSignal): Promise<Entity | null> {
    for (let attempt = 1; ; attempt++)
      try {
        return await this.#read(group, signal);
      } catch (error) {
        if (!(error instanceof BillingProviderError && error.reason === 'rate_limited')) throw error;
        const { retryAfterMs = pauseWhenLimitedMs } = error;
        if (attempt === readAttempts || retryAfterMs > pauseWhenLimitedMs) throw error;
        await sleep(retryAfterMs, undefined, { signal });
      }
  }
}

const ids = ({ organizationId, groupId }: BilledGroup) => ({ customer_id: organizationId, entity_id: groupId });
