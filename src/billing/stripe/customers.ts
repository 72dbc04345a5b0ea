import type Stripe from 'stripe';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import { inParallel } from '../parallel.ts';
import type { BilledGroup } from '../provider.ts';
import { isMissing } from './errors.ts';
import { once } from './once.ts';

const dayS = 24 * 60 * 60;
/** How many of a day's customers are looked through for one that Stripe made though it answered with a failure. */
const maxRecent = 1000;
/** How many groups one search asks for. Stripe allows 20 searches a second. */
const groupsInSearch = 10;

/** The Stripe customers that stand for groups. */
export class StripeCustomers {
  readonly #prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.#prisma = prisma;
  }

  /** The customer by our own record, else by a search at Stripe, which may lag behind by a minute. */
  async find(stripe: Stripe, group: BilledGroup): Promise<{ id: string; recorded: boolean } | undefined> {
    const record = await this.#prisma.stripeCustomer.findUnique({ where: { organizationId_groupId: group } });
    if (record) return { id: record.customerId, recorded: true };
    const id = await search(stripe, group);
    return id === undefined ? undefined : { id, recorded: false };
  }

  /** Makes sure of the group's one customer, and records it. */
  async ensure(stripe: Stripe, group: BilledGroup): Promise<void> {
    const found = await this.find(stripe, group);
    if (found && !found.recorded) return this.record(group, found.id);
    if (!found) return this.record(group, await create(stripe, group, null));
    if (await exists(stripe, found.id)) return;
    // Somebody deleted it at Stripe, or the key is another account's: the record leads nowhere.
    const id = (await search(stripe, group)) ?? (await create(stripe, group, found.id));
    await this.#prisma.stripeCustomer.updateMany({
      where: { ...group, customerId: found.id },
      data: { customerId: id, monthlyRenewsAt: new Date() },
    });
  }

  /** Which of an organization's groups have a customer: by search, and by our records where search lags behind. */
  async findAll(
    stripe: Stripe,
    organizationId: string,
    records: readonly { groupId: string; customerId: string }[],
    groupIds: readonly string[],
  ): Promise<Set<string>> {
    const found = new Set<string>();
    for (let start = 0; start < groupIds.length; start += groupsInSearch) {
      const ids = groupIds.slice(start, start + groupsInSearch);
      const query = ids.map((id) => clause('group_id', id)).join(' OR ');
      const { data } = await stripe.customers.search({ query, limit: 100 });
      for (const { metadata } of data)
        if (metadata.group_id && metadata.organization_id === organizationId) found.add(metadata.group_id);
    }
    const doubtful = records.filter(({ groupId }) => !found.has(groupId));
    await inParallel(doubtful, 10, async ({ groupId, customerId }) => {
      if (await exists(stripe, customerId)) found.add(groupId);
    });
    return found;
  }

  /** Records a customer that Stripe has, for the renewal of monthly credits to look at; another record stays. */
  async record(group: BilledGroup, customerId: string): Promise<void> {
    await this.#prisma.stripeCustomer.createMany({
      data: [{ ...group, customerId, monthlyRenewsAt: new Date() }],
      skipDuplicates: true,
    });
  }
}

const metadataOf = ({ organizationId, groupId }: BilledGroup) => ({
  organization_id: organizationId,
  group_id: groupId,
});

/** The ids are UUIDs of our own, so nothing needs escaping. */
const clause = (key: string, value: string) => `metadata['${key}']:'${value}'`;

/** The oldest customer that carries the group's ids. */
async function search(stripe: Stripe, group: BilledGroup): Promise<string | undefined> {
  const query = Object.entries(metadataOf(group))
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

/** @param replaced the customer that stood for the group before, and is gone */
async function create(stripe: Stripe, group: BilledGroup, replaced: string | null): Promise<string> {
  const metadata = metadataOf(group);
  const customer = await once<Stripe.Customer>(
    `customer ${group.organizationId} ${group.groupId} ${replaced ?? ''}`,
    // Nothing that can change: a repeat with other parameters is refused.
    (options) => stripe.customers.create({ description: `Group ${group.groupId}`, metadata }, options),
    async () => {
      const created = { gte: Math.floor(Date.now() / 1000) - 2 * dayS };
      const recent = await stripe.customers.list({ created, limit: 100 }).autoPagingToArray({ limit: maxRecent });
      return recent.find(
        (found) => found.metadata.group_id === group.groupId && found.metadata.organization_id === group.organizationId,
      );
    },
    ({ id }) => exists(stripe, id),
  );
  return customer.id;
}
