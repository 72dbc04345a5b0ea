import type { BilledGroup } from '../../src/billing/provider.ts';
import { eventually } from '../support/eventually.ts';
import { newGroup, openStripe, type StripeFixture, within } from './stripe-adapter.ts';
import { answers } from './stripe-faults.ts';
import type { StripeRequest } from './stripe-server.ts';

let stripe: StripeFixture;
let group: BilledGroup;

beforeAll(async () => {
  stripe = await openStripe();
});

beforeEach(async () => {
  stripe.server.mend();
  stripe.server.latencyMs = 0;
  stripe.server.writeLatencyMs = 0;
  group = newGroup();
  await stripe.nodes[0].ensureEntity(group, within(5000));
});

afterAll(() => stripe.close());

const set = (balances: { monthly?: number; oneOff?: number }, node: 0 | 1 = 0) =>
  stripe.nodes[node].setBalances(group, balances, within(5000));

/** What the service reads, after making sure that it is what Stripe would let the customer spend. */
async function read() {
  const balances = await stripe.nodes[0].readBalances(group.organizationId, [group.groupId], within(5000));
  const { monthly = -1, oneOff = -1 } = balances.get(group.groupId) ?? {};
  const { books } = stripe.server;
  expect([books.available(group.groupId, 'monthly'), books.available(group.groupId, 'one_off')]).toEqual([
    monthly,
    oneOff,
  ]);
  return { monthly, oneOff };
}

async function requestsOf(work: () => Promise<unknown>): Promise<StripeRequest[]> {
  const before = stripe.server.requests.length;
  await work();
  return stripe.server.requests.slice(before);
}

/** Uses up credits of a bucket, as an invoice does. */
function use(bucket: string, amount: number): void {
  const { books } = stripe.server;
  const grant = books.grants.find(
    (found) =>
      found.metadata.bucket === bucket &&
      books.availableOf(found) >= amount &&
      books.customersOf(group.groupId).some(({ id }) => id === found.customer),
  );
  if (!grant) throw new Error('No such credits');
  books.used.set(grant.id, (books.used.get(grant.id) ?? 0) + amount);
}

test('balances are set up, down and to nothing, and a bucket left out stays', async () => {
  expect(await read()).toEqual({ monthly: 0, oneOff: 0 });
  for (const [balances, expected] of [
    [
      { monthly: 300, oneOff: 200 },
      { monthly: 300, oneOff: 200 },
    ],
    [{ monthly: 500 }, { monthly: 500, oneOff: 200 }],
    [{ oneOff: 20 }, { monthly: 500, oneOff: 20 }],
    [{ monthly: 0 }, { monthly: 0, oneOff: 20 }],
    [
      { monthly: 1_000_000_000, oneOff: 0 },
      { monthly: 1_000_000_000, oneOff: 0 },
    ],
  ] as const) {
    expect(await set(balances)).toBe('set');
    expect(await read()).toEqual(expected);
  }
});

test('to set what is set already writes nothing', async () => {
  await set({ monthly: 300, oneOff: 200 });
  const requests = await requestsOf(() => set({ monthly: 300, oneOff: 200 }, 1));
  expect(requests.filter(({ method }) => method === 'POST')).toEqual([]);
  await set({ monthly: 0, oneOff: 0 });
  expect((await requestsOf(() => set({ monthly: 0, oneOff: 0 }))).filter(({ method }) => method === 'POST')).toEqual(
    [],
  );
});

test('a balance that was used in part is brought back to the whole', async () => {
  await set({ monthly: 300, oneOff: 200 });
  use('monthly', 120);
  use('one_off', 200);
  expect(await read()).toEqual({ monthly: 180, oneOff: 0 });
  await set({ monthly: 300 });
  await set({ oneOff: 50 });
  expect(await read()).toEqual({ monthly: 300, oneOff: 50 });
});

test('a group without a customer has no entity', async () => {
  const { organizationId, groupId } = newGroup();
  expect(await stripe.nodes[0].setBalances({ organizationId, groupId }, { monthly: 1 }, within(5000))).toBe(
    'no-entity',
  );
  expect(await stripe.nodes[0].readBalances(organizationId, [groupId], within(5000))).toEqual(new Map());
});

test("a deleted customer's group has no entity", async () => {
  await set({ oneOff: 5 });
  Object.assign(stripe.server.books.customersOf(group.groupId)[0] as object, { deleted: true });
  expect(await set({ oneOff: 6 })).toBe('no-entity');
  expect(await stripe.nodes[0].readBalances(group.organizationId, [group.groupId], within(5000))).toEqual(new Map());
});

test.each([
  ['raised', { monthly: 500, oneOff: 400 }],
  ['lowered', { monthly: 100, oneOff: 50 }],
  ['cleared', { monthly: 0, oneOff: 0 }],
])('balances are %s though any one answer is lost: the repeat finishes it', async (_, balances) => {
  for (const fault of ['lost', 'hang'] as const)
    for (let skip = 0; ; skip++) {
      await set({ monthly: 300, oneOff: 200 });
      stripe.server.arm(fault, { writesOnly: true, skip, times: 1 });
      const outcome = await stripe.nodes[0].setBalances(group, balances, within(150)).catch(() => 'failed');
      stripe.server.mend();
      await set(balances, 1);
      expect(await read()).toEqual(balances);
      if (outcome === 'set') break;
    }
});

test('a call that was given up, and is done while it is repeated, grants nothing twice', async () => {
  stripe.server.writeLatencyMs = 400;
  const first = stripe.nodes[0].setBalances(group, { oneOff: 200 }, within(200));
  await expect(first).rejects.toMatchObject({ reason: 'timeout' });
  await expect(set({ oneOff: 200 }, 1)).rejects.toMatchObject({ reason: 'busy', repeat: true });
  stripe.server.writeLatencyMs = 0;
  await eventually('the grant of the first call', () => set({ oneOff: 200 }, 1).catch(() => undefined));
  expect(await read()).toEqual({ monthly: 0, oneOff: 200 });
});

test('a failure that Stripe repeats for the key does not stand in the way for a day', async () => {
  const failure = { status: 500, body: { error: { type: 'api_error' } }, kept: true };
  stripe.server.arm(failure, { writesOnly: true, times: 2 });
  await expect(set({ oneOff: 200 })).rejects.toMatchObject({ reason: 'unavailable' });
  stripe.server.mend();
  await set({ oneOff: 200 }, 1);
  expect(await read()).toEqual({ monthly: 0, oneOff: 200 });
});

test('a grant that Stripe does not expire is voided, and one that is ended already is left at that', async () => {
  await set({ oneOff: 200 });
  stripe.server.arm(answers.badRequest, { writesOnly: true, skip: 1, times: 1 });
  await set({ oneOff: 100 });
  expect(await read()).toEqual({ monthly: 0, oneOff: 100 });
  stripe.server.arm({ ...answers.badRequest, kept: true, done: true }, { writesOnly: true, skip: 1, times: 1 });
  await set({ oneOff: 50 });
  expect(await read()).toEqual({ monthly: 0, oneOff: 50 });
});

test('two nodes that set different balances at the same time leave one of them', async () => {
  stripe.server.latencyMs = 10;
  for (let round = 0; round < 5; round++) {
    const wanted = [100 + round, 900 - round, 100 + round];
    await Promise.all(wanted.map((oneOff, index) => set({ oneOff }, index === 1 ? 1 : 0).catch(() => undefined)));
    const { oneOff } = await read();
    expect(wanted).toContain(oneOff);
    await set({ oneOff: 7 });
    expect(await read()).toMatchObject({ oneOff: 7 });
  }
});

test('a balance can be set more often than a customer may have unused grants', async () => {
  for (let amount = 1; amount <= 120; amount++) await set({ oneOff: amount });
  expect(await read()).toMatchObject({ oneOff: 120 });
}, 60_000);

test('credits that others granted, and those in another currency, are left alone', async () => {
  await set({ oneOff: 200 });
  const customer = stripe.server.books.customersOf(group.groupId)[0]?.id as string;
  const foreign = {
    customer,
    amount: { type: 'monetary', monetary: { currency: 'eur', value: '70' } },
    applicability_config: { scope: { price_type: 'metered' } },
  };
  stripe.server.books.createGrant(foreign);
  stripe.server.books.createGrant({
    ...foreign,
    amount: { type: 'monetary', monetary: { currency: 'usd', value: '80' } },
  });
  await set({ oneOff: 100, monthly: 10 });
  expect(await read()).toEqual({ monthly: 10, oneOff: 100 });
});

test('how many calls each piece of work takes', async () => {
  const count = async (work: () => Promise<unknown>) => (await requestsOf(work)).length;
  const fresh = newGroup();
  expect({
    entity: await count(() => stripe.nodes[0].ensureEntity(fresh, within(5000))),
    entityAgain: await count(() => stripe.nodes[0].ensureEntity(fresh, within(5000))),
    setBoth: await count(() => set({ monthly: 300, oneOff: 200 })),
    setBothAgain: await count(() => set({ monthly: 300, oneOff: 200 })),
    setBothToOthers: await count(() => set({ monthly: 301, oneOff: 201 })),
    setOneOffToAnother: await count(() => set({ oneOff: 202 })),
    clearBoth: await count(() => set({ monthly: 0, oneOff: 0 })),
    readNothing: await count(read),
  }).toEqual({
    entity: 2,
    entityAgain: 1,
    setBoth: 5,
    setBothAgain: 4,
    setBothToOthers: 8,
    setOneOffToAnother: 4,
    clearBoth: 5,
    readNothing: 1,
  });
});

test('100 groups are read with at most three calls each, ten groups at a time', async () => {
  const { organizationId } = group;
  const groups = Array.from({ length: 100 }, () => ({ organizationId, groupId: newGroup().groupId }));
  for (const each of groups) {
    await stripe.nodes[0].ensureEntity(each, within(5000));
    await stripe.nodes[0].setBalances(each, { monthly: 30, oneOff: 20 }, within(5000));
  }
  stripe.server.peak = 0;
  stripe.server.latencyMs = 20;
  let balances = new Map();
  const ids = groups.map(({ groupId }) => groupId);
  const requests = await requestsOf(async () => {
    balances = await stripe.nodes[1].readBalances(organizationId, ids, within(5000));
  });
  expect(balances.size).toBe(100);
  expect(balances.get(ids[99] as string)).toMatchObject({ monthly: 30, oneOff: 20 });
  expect(requests.length).toBeLessThanOrEqual(300);
  expect(stripe.server.peak).toBeLessThanOrEqual(20);
}, 60_000);
