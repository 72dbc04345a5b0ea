import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Balances,
  type Billed,
  type BilledKind,
  type BillingProvider,
  BillingProviderError,
  idOf,
  kindOf,
  type SetBalances,
} from '../provider.ts';
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
  /** The non-consumable features that groups, websites and organizations are entities of. */
  entityFeatureIds: Record<BilledKind, string>;
}

/** Up to so many entities are read one by one, more from a list of the customer's entities. */
const fewEntities = 3;
/** What a list does not have is read one by one, unless it is more than this. */
const manyEntities = 100;
/** Reads of single entities that are under way at once for one call; Autumn allows 50 a second for a customer. */
const readsAtOnce = 10;
/** The limit's window is a second. */
const pauseWhenLimitedMs = 1000;
const readAttempts = 3;

/**
 * Autumn (https://useautumn.com): an organization is a customer, with the organization's id. What has credits is an entity
 * of it, with its own id; the organization as a whole is one too, as Autumn counts what a customer itself has for each of
 * its entities. Autumn's idempotency keys are not used: they refuse a repeat instead of answering it.
 */
export class AutumnBilling implements BillingProvider {
  readonly name = 'autumn';
  readonly balancesReusableMs = 5000;
  readonly #http: AutumnHttp;
  readonly #creditsFeatureId: string;
  readonly #entityFeatureIds: Record<BilledKind, string>;

  constructor({ url, secretKey, creditsFeatureId, entityFeatureIds }: AutumnOptions) {
    this.#http = new AutumnHttp(url, secretKey);
    this.#creditsFeatureId = creditsFeatureId;
    this.#entityFeatureIds = entityFeatureIds;
  }

  async ensureEntity(billed: Billed, signal: AbortSignal): Promise<void> {
    const body = { ...idsOf(billed), feature_id: this.#entityFeatureIds[kindOf(billed)] };
    try {
      await this.#http.post('entities.create', body, createdEntity, signal);
    } catch (error) {
      if (!hasCode(error, 'entity_already_exists')) throw error;
    }
  }

  async setBalances(
    billed: Billed,
    { monthly, oneOff }: SetBalances,
    signal: AbortSignal,
  ): Promise<'set' | 'no-entity'> {
    const ids = idsOf(billed);
    const found = await this.#read(ids, signal);
    if (!found) return 'no-entity';
    if (monthly !== undefined) await this.#setBucket(ids, found, 'monthly', monthly, signal);
    if (oneOff !== undefined) await this.#setBucket(ids, found, 'oneOff', oneOff, signal);
    return 'set';
  }

  /** A grant is set back a month after it was made, whatever its balance. */
  resetAfterSetting(_monthly: number, before: Date | null): Date {
    if (before) return before;
    const reset = new Date();
    reset.setUTCMonth(reset.getUTCMonth() + 1);
    return reset;
  }

  /** A bucket without a grant is given one, under an id that Autumn takes once only. */
  async #setBucket(ids: Ids, found: Entity, bucket: Bucket, amount: number, signal: AbortSignal) {
    const of = { ...ids, feature_id: this.#creditsFeatureId };
    const interval = intervals[bucket];
    if (grantsOf(found, this.#creditsFeatureId, bucket).length === 0)
      try {
        const grant = { included_grant: amount, reset: { interval }, balance_id: `${ids.entity_id}-${interval}` };
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
    entityIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<string, Balances>> {
    const balances = new Map<string, Balances>();
    for (const found of await this.#readMany(organizationId, entityIds, signal, false))
      balances.set(found.id, toBalances(found, this.#creditsFeatureId));
    return balances;
  }

  async findEntities(organizationId: string, entityIds: readonly string[], signal: AbortSignal): Promise<Set<string>> {
    const found = await this.#readMany(organizationId, entityIds, signal, true);
    return new Set(found.map(({ id }) => id));
  }

  async #read(ids: Ids, signal: AbortSignal): Promise<Entity | null> {
    try {
      return await this.#http.post('entities.get', ids, entity, signal);
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
    entityIds: readonly string[],
    signal: AbortSignal,
    sure: boolean,
  ): Promise<Entity[]> {
    const wanted = new Set(entityIds);
    const found: Entity[] = [];
    let cursor: string | null | undefined = '';
    while (cursor != null && wanted.size > (cursor === '' ? fewEntities : manyEntities)) {
      const limit = wanted.size > manyEntities ? 5 * manyEntities : manyEntities;
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

  async #readEach(organizationId: string, entityIds: string[], signal: AbortSignal): Promise<Entity[]> {
    const found: Entity[] = [];
    const rest = entityIds.values();
    const failed = new AbortController();
    const untilOneFails = AbortSignal.any([signal, failed.signal]);
    const reader = async () => {
      for (const id of rest) {
        const read = await this.#readPatiently({ customer_id: organizationId, entity_id: id }, untilOneFails);
        if (read) found.push(read);
      }
    };
    try {
      await Promise.all(Array.from({ length: Math.min(readsAtOnce, entityIds.length) }, reader));
    } finally {
      failed.abort();
    }
    return found;
  }

  /** Many reads come up against the limit on their rate: that one waits, and the others need not be made again. */
  async #readPatiently(ids: Ids, signal: AbortSignal): Promise<Entity | null> {
    for (let attempt = 1; ; attempt++)
      try {
        return await this.#read(ids, signal);
      } catch (error) {
        if (!(error instanceof BillingProviderError && error.reason === 'rate_limited')) throw error;
        const { retryAfterMs = pauseWhenLimitedMs } = error;
        if (attempt === readAttempts || retryAfterMs > pauseWhenLimitedMs) throw error;
        await sleep(retryAfterMs, undefined, { signal });
      }
  }
}

interface Ids {
  customer_id: string;
  entity_id: string;
}

const idsOf = (billed: Billed): Ids => ({ customer_id: billed.organizationId, entity_id: idOf(billed) });
