import type Stripe from 'stripe';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import { inParallel } from '../parallel.ts';
import { type Billed, type BilledKind, idOf, kindOf } from '../provider.ts';
import { isMissing } from './errors.ts';
import { once } from './once.ts';

const dayS = 24 * 60 * 60;
/** How many of a day's customers are looked through for one that Stripe made though it answered with a failure. */
const maxRecent = 1000;
/** How many ids one search asks for. Stripe allows 20 searches a second. */
const idsInSearch = 10;

/** Where a customer's metadata has the id of what it stands for. */
const idKeys: Record<BilledKind, string> = {
  group: 'group_id',
  website: 'website_id',
  organization: 'whole_organization_id',
};

/** The Stripe customers that stand for what has credits. */
export class StripeCustomers {
  readonly #prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.#prisma = prisma;
  }

  /** The customer by our own record, else by a search at Stripe, which may lag behind by a minute. */
  async find(stripe: Stripe, billed: Billed): Promise<{ id: string; recorded: boolean } | undefined> {
    const record = await this.#prisma.stripeCustomer.findUnique({
      where: { organizationId_entityId: keyOf(billed) },
    });
    if (record) return { id: record.customerId, recorded: true };
    const id = await search(stripe, billed);
    return id === undefined ? undefined : { id, recorded: false };
  }

  /** Makes sure of the one customer, and records it. */
  async ensure(stripe: Stripe, billed: Billed): Promise<void> {
    const found = await this.find(stripe, billed);
    if (found && !found.recorded) return this.record(billed, found.id);
    if (!found) return this.record(billed, await create(stripe, billed, null));
    if (await exists(stripe, found.id)) return;
    // Somebody deleted it at Stripe, or the key is another account's: the record leads nowhere.
    const id = (await search(stripe, billed)) ?? (await create(stripe, billed, found.id));
    await this.#prisma.stripeCustomer.updateMany({
      where: { ...keyOf(billed), customerId: found.id },
      data: { customerId: id, monthlyRenewsAt: new Date() },
    });
  }

  /** Which ids of an organization have a customer: groups' by search, and all by our records where search lags behind. */
  async findAll(
    stripe: Stripe,
    organizationId: string,
    records: readonly { entityId: string; customerId: string }[],
    allIds: readonly string[],
  ): Promise<Set<string>> {
    const found = new Set<string>();
    for (let start = 0; start < allIds.length; start += idsInSearch) {
      const ids = allIds.slice(start, start + idsInSearch);
      const query = ids.map((id) => clause(idKeys.group, id)).join(' OR ');
      const { data } = await stripe.customers.search({ query, limit: 100 });
      for (const { metadata } of data)
        if (metadata.group_id && metadata.organization_id === organizationId) found.add(metadata.group_id);
    }
    const doubtful = records.filter(({ entityId }) => !found.has(entityId));
    await inParallel(doubtful, 10, async ({ entityId, customerId }) => {
      if (await exists(stripe, customerId)) found.add(entityId);
    });
    return found;
  }

  /** Records a customer that Stripe has, for the renewal of monthly credits to look at; another record stays. */
  async record(billed: Billed, customerId: string): Promise<void> {
    await this.#prisma.stripeCustomer.createMany({
      data: [{ ...keyOf(billed), customerId, monthlyRenewsAt: new Date() }],
      skipDuplicates: true,
    });
  }
}

const names: Record<BilledKind, string> = { group: 'Group', website: 'Website', organization: 'Organization' };

/** Of its record. */
const keyOf = (billed: Billed) => ({ organizationId: billed.organizationId, entityId: idOf(billed) });

const metadataOf = (billed: Billed): Record<string, string> => ({
  organization_id: billed.organizationId,
  [idKeys[kindOf(billed)]]: idOf(billed),
});

/** The ids are UUIDs of our own, so nothing needs escaping. */
const clause = (key: string, value: string) => `metadata['${key}']:'${value}'`;

/** The oldest customer that carries the ids. */
async function search(stripe: Stripe, billed: Billed): Promise<string | undefined> {
  const query = Object.entries(metadataOf(billed))
    .map(([key, value]) => clause(key, value))
    .join(' AND ');
  const { data } = await stripe.customers.search({ query, limit: 100 });
  return data.sort((a, b) => a.created - b.created)[0]?.id;
}

async function exists(stripe: Stripe, id: string): Promise<boolean> {
  try {
    return !(await stripe.customers.retrieve(id)).deleted;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** @param replaced the customer that was there before, and is gone */
async function create(stripe: Stripe, billed: Billed, replaced: string | null): Promise<string> {
  const metadata = metadataOf(billed);
  const [kind, id] = [kindOf(billed), idOf(billed)];
  const customer = await once<Stripe.Customer>(
    `customer ${billed.organizationId} ${id} ${replaced ?? ''}`,
    // Nothing that can change: a repeat with other parameters is refused.
    (options) => stripe.customers.create({ description: `${names[kind]} ${id}`, metadata }, options),
    async () => {
      const created = { gte: Math.floor(Date.now() / 1000) - 2 * dayS };
      const recent = await stripe.customers.list({ created, limit: 100 }).autoPagingToArray({ limit: maxRecent });
      return recent.find((found) => Object.entries(metadata).every(([key, value]) => found.metadata[key] === value));
    },
    ({ id }) => exists(stripe, id),
  );
  return customer.id;
}
