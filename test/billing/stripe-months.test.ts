import type { BilledGroup } from '../../src/billing/provider.ts';
import { newGroup, openStripe, recordOf, type StripeFixture, within } from './stripe-adapter.ts';

let now = new Date('2026-11-22T12:00:00Z');
let stripe: StripeFixture;
let group: BilledGroup;

beforeAll(async () => {
  stripe = await openStripe({ clock: () => now, alone: true });
});

beforeEach(async () => {
  now = new Date('2026-11-22T12:00:00Z');
  stripe.server.mend();
  group = newGroup();
  await stripe.database.prisma.stripeCustomer.deleteMany();
  await stripe.nodes[0].ensureEntity(group, within(5000));
});

afterAll(() => stripe.close());

const set = (monthly: number) => stripe.nodes[0].setBalances(group, { monthly }, within(5000));

async function read() {
  const balances = await stripe.nodes[1].readBalances(group.organizationId, [group.groupId], within(5000));
  const { monthly = -1, monthlyResetsAt } = balances.get(group.groupId) ?? {};
  expect(stripe.server.books.available(group.groupId, 'monthly')).toBe(monthly);
  return [monthly, monthlyResetsAt?.toISOString().slice(0, 10)];
}

function spendAll(): void {
  const { books } = stripe.server;
  for (const grant of books.grants)
    if (books.availableOf(grant) > 0) books.used.set(grant.id, grant.amount.monetary.value);
}

test('monthly credits are back to what was set when the month turns, without anybody doing anything', async () => {
  await set(300);
  spendAll();
  expect(await read()).toEqual([0, '2026-12-01']);
  now = new Date('2026-11-30T23:59:59Z');
  expect(await read()).toEqual([0, '2026-12-01']);
  now = new Date('2026-12-01T00:00:00Z');
  expect(await read()).toEqual([300, '2027-01-01']);
});

test('they go on month after month where a node renews them, and never twice', async () => {
  await set(300);
  for (const month of ['2026-12', '2027-01', '2027-02', '2027-03']) {
    now = new Date(`${month}-10T00:00:00Z`);
    const runs = await Promise.all(stripe.nodes.map((node) => node.renewMonthly(within(5000))));
    for (const { failures } of runs) for (const failure of failures) expect(failure).toMatchObject({ reason: 'busy' });
    expect((await read())[0]).toBe(300);
    spendAll();
    expect((await read())[0]).toBe(0);
    expect((await stripe.nodes[0].renewMonthly(within(5000))).due).toBe(0);
  }
});

test('a service that was down for months grants the current month as soon as it is up', async () => {
  await set(300);
  now = new Date('2027-04-02T00:00:00Z');
  expect(await read()).toEqual([0, undefined]);
  expect(await stripe.nodes[0].renewMonthly(within(5000))).toEqual({ due: 1, failures: [] });
  expect(await read()).toEqual([300, '2027-05-01']);
});

test('monthly credits set to nothing stay at nothing', async () => {
  await set(300);
  await set(0);
  expect(await read()).toEqual([0, undefined]);
  now = new Date('2026-12-02T00:00:00Z');
  expect(await read()).toEqual([0, undefined]);
  await stripe.nodes[0].renewMonthly(within(5000));
  expect(await read()).toEqual([0, undefined]);
});

test('a lower balance counts for the next months, too', async () => {
  await set(300);
  await set(40);
  now = new Date('2026-12-02T00:00:00Z');
  expect(await read()).toEqual([40, '2027-01-01']);
  await set(50);
  await stripe.nodes[0].renewMonthly(within(5000));
  now = new Date('2027-01-02T00:00:00Z');
  expect(await read()).toEqual([50, '2027-02-01']);
});

test('one-off credits outlast the months', async () => {
  await stripe.nodes[0].setBalances(group, { oneOff: 9 }, within(5000));
  now = new Date('2031-01-01T00:00:00Z');
  const balances = await stripe.nodes[0].readBalances(group.organizationId, [group.groupId], within(5000));
  expect(balances.get(group.groupId)).toEqual({ monthly: 0, monthlyResetsAt: null, oneOff: 9 });
});

test('a renewal that fails is told of and is made by the next run', async () => {
  await set(300);
  now = new Date('2026-12-02T00:00:00Z');
  stripe.server.arm('lost', { organizationId: group.organizationId });
  expect(await stripe.nodes[0].renewMonthly(within(5000))).toMatchObject({
    due: 1,
    failures: [{ reason: 'unavailable' }],
  });
  stripe.server.mend();
  expect(await stripe.nodes[0].renewMonthly(within(5000))).toEqual({ due: 1, failures: [] });
  now = new Date('2027-01-02T00:00:00Z');
  expect(await read()).toEqual([300, '2027-02-01']);
});

test('a customer that was found again by search has its monthly credits renewed', async () => {
  await set(300);
  await stripe.database.prisma.stripeCustomer.deleteMany({ where: recordOf(group) });
  now = new Date('2026-12-02T00:00:00Z');
  await stripe.nodes[0].ensureEntity(group, within(5000));
  await stripe.nodes[0].renewMonthly(within(5000));
  now = new Date('2027-01-02T00:00:00Z');
  expect(await read()).toEqual([300, '2027-02-01']);
});
