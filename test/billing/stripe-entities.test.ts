import { newGroup, openStripe, recordOf, type StripeFixture, within } from './stripe-adapter.ts';
import { answers } from './stripe-faults.ts';

let stripe: StripeFixture;

beforeAll(async () => {
  stripe = await openStripe();
});

beforeEach(() => {
  stripe.server.mend();
  stripe.server.latencyMs = 0;
  // Nothing is found by search within a test, unless it says so.
  stripe.server.books.searchLagMs = 3_600_000;
});

afterAll(() => stripe.close());

const customers = (groupId: string) => stripe.server.books.customersOf(groupId);

/** As the layer of calls does with what may be repeated at once. */
async function repeated(call: () => Promise<void>): Promise<void> {
  for (;;)
    try {
      return await call();
    } catch (error) {
      if (!(error as { repeat?: boolean }).repeat) throw error;
      await new Promise((done) => setTimeout(done, 20));
    }
}

test('a group gets a customer that carries its ids, once', async () => {
  const group = newGroup();
  await stripe.nodes[0].ensureEntity(group, within(5000));
  await stripe.nodes[0].ensureEntity(group, within(5000));
  expect(customers(group.groupId)).toEqual([
    expect.objectContaining({ metadata: { organization_id: group.organizationId, group_id: group.groupId } }),
  ]);
});

test('two nodes that make sure of the same entity at the same time make one customer', async () => {
  const group = newGroup();
  stripe.server.latencyMs = 30;
  await Promise.all(
    [...stripe.nodes, ...stripe.nodes, ...stripe.nodes].map((node) =>
      repeated(() => node.ensureEntity(group, within(5000))),
    ),
  );
  expect(customers(group.groupId)).toHaveLength(1);
});

test.each(['lost', 'reset', 'malformed', 'other', 'huge'] as const)(
  'the answer to the creation is %s: the repeat finds the customer',
  async (fault) => {
    const group = newGroup();
    stripe.server.arm(fault, { writesOnly: true, times: 1 });
    await expect(stripe.nodes[0].ensureEntity(group, within(5000))).rejects.toMatchObject({ retryable: true });
    await stripe.nodes[1].ensureEntity(group, within(5000));
    expect(customers(group.groupId)).toHaveLength(1);
  },
);

test('a customer whose record was lost is found by search', async () => {
  const group = newGroup();
  stripe.server.books.searchLagMs = 0;
  await stripe.nodes[0].ensureEntity(group, within(5000));
  await stripe.database.prisma.stripeCustomer.deleteMany({ where: recordOf(group) });
  stripe.server.forgetKeys();
  await stripe.nodes[1].ensureEntity(group, within(5000));
  expect(customers(group.groupId)).toHaveLength(1);
  expect(await stripe.database.prisma.stripeCustomer.findMany({ where: recordOf(group) })).toEqual([
    expect.objectContaining({ customerId: customers(group.groupId)[0]?.id }),
  ]);
});

test('a failure that Stripe repeats for the key does not stand in the way for a day', async () => {
  const group = newGroup();
  stripe.server.arm({ ...answers.serverError, kept: true }, { writesOnly: true, times: 3 });
  await expect(stripe.nodes[0].ensureEntity(group, within(5000))).rejects.toMatchObject({ reason: 'unavailable' });
  stripe.server.mend();
  await stripe.nodes[1].ensureEntity(group, within(5000));
  expect(customers(group.groupId)).toHaveLength(1);
});

test('Stripe made the customer though it answered with a failure, and repeats that: it is found', async () => {
  const group = newGroup();
  stripe.server.arm({ ...answers.serverError, kept: true, done: true }, { writesOnly: true, times: 1 });
  await expect(stripe.nodes[0].ensureEntity(group, within(5000))).rejects.toMatchObject({ retryable: true });
  await stripe.nodes[0].ensureEntity(group, within(5000));
  expect(customers(group.groupId)).toHaveLength(1);
});

test('a customer that somebody deleted at Stripe is replaced', async () => {
  const group = newGroup();
  await stripe.nodes[0].ensureEntity(group, within(5000));
  Object.assign(customers(group.groupId)[0] as object, { deleted: true });
  await stripe.nodes[0].ensureEntity(group, within(5000));
  expect(customers(group.groupId)).toHaveLength(1);
  expect(await stripe.nodes[1].setBalances(group, { oneOff: 5 }, within(5000))).toBe('set');
});

test('a deleted customer whose record was lost, too, is replaced', async () => {
  const group = newGroup();
  await stripe.nodes[0].ensureEntity(group, within(5000));
  Object.assign(customers(group.groupId)[0] as object, { deleted: true });
  await stripe.database.prisma.stripeCustomer.deleteMany({ where: recordOf(group) });
  await stripe.nodes[0].ensureEntity(group, within(5000));
  expect(customers(group.groupId)).toHaveLength(1);
});

test('entities are found by our records and by search, and not where the customer was deleted', async () => {
  const { organizationId } = newGroup();
  const [recorded, searched, deleted, never] = [newGroup(), newGroup(), newGroup(), newGroup()].map(({ groupId }) => ({
    organizationId,
    groupId,
  })) as [
    ReturnType<typeof newGroup>,
    ReturnType<typeof newGroup>,
    ReturnType<typeof newGroup>,
    ReturnType<typeof newGroup>,
  ];
  await stripe.nodes[0].ensureEntity(recorded, within(5000));
  await stripe.nodes[0].ensureEntity(deleted, within(5000));
  Object.assign(customers(deleted.groupId)[0] as object, { deleted: true });
  stripe.server.books.searchLagMs = 0;
  await stripe.nodes[0].ensureEntity(searched, within(5000));
  await stripe.database.prisma.stripeCustomer.deleteMany({ where: recordOf(searched) });
  const ids = [recorded, searched, deleted, never].map(({ groupId }) => groupId);
  expect(await stripe.nodes[1].findEntities(organizationId, ids, within(5000))).toEqual(
    new Set([recorded.groupId, searched.groupId]),
  );
});

test('a website and the organization are customers with credits of their own, which are found by search too', async () => {
  stripe.server.books.searchLagMs = 0;
  const group = newGroup();
  const { organizationId } = group;
  const websiteId = newGroup().groupId;
  const all = [group, { organizationId, websiteId }, { organizationId }];
  for (const [n, billed] of all.entries()) {
    await stripe.nodes[0].ensureEntity(billed, within(5000));
    expect(await stripe.nodes[0].setBalances(billed, { oneOff: 10 + n }, within(5000))).toBe('set');
  }
  const ids = [group.groupId, websiteId, organizationId];
  const read = async () => {
    const balances = await stripe.nodes[1].readBalances(organizationId, ids, within(5000));
    return ids.map((id) => balances.get(id)?.oneOff);
  };
  expect(await read()).toEqual([10, 11, 12]);
  expect(await stripe.nodes[1].findEntities(organizationId, ids, within(5000))).toEqual(new Set(ids));

  await stripe.database.prisma.stripeCustomer.deleteMany({ where: { organizationId } });
  stripe.server.forgetKeys();
  for (const billed of all) await stripe.nodes[1].ensureEntity(billed, within(5000));
  expect(await read()).toEqual([10, 11, 12]);
});
