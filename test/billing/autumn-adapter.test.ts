import { randomUUID } from 'node:crypto';
import { AutumnBilling } from '../../src/billing/autumn/provider.ts';
import { Billing, type FailedCall } from '../../src/billing/billing.ts';
import { AutumnServer, secretKey } from './autumn-server.ts';

let autumn: AutumnServer;
beforeEach(async () => {
  autumn = await AutumnServer.open();
});
afterEach(() => autumn.close());

const failed: FailedCall[] = [];

function open({ creditsFeatureId = 'credits', groupFeatureId = 'groups', url = autumn.url, timeoutMs = 5000 } = {}) {
  failed.length = 0;
  const entityFeatureIds = { group: groupFeatureId, website: 'websites', organization: 'organizations' };
  const provider = new AutumnBilling({ url, secretKey, creditsFeatureId, entityFeatureIds });
  return Billing.of(provider, timeoutMs, { failed: (call) => failed.push(call), circuit() {} });
}

const newGroup = () => ({ organizationId: randomUUID(), groupId: randomUUID() });

/** An organization with groups that have an entity. */
async function groups(count: number) {
  const { organizationId } = newGroup();
  const billing = open();
  const groupIds = Array.from({ length: count }, () => randomUUID());
  for (const groupId of groupIds) await billing.ensureEntity({ organizationId, groupId });
  autumn.calls.length = 0;
  return { organizationId, groupIds };
}

const grants = ({ organizationId, groupId }: ReturnType<typeof newGroup>) =>
  autumn.books.find(organizationId, groupId)?.grants ?? [];

test.each(['reset', 'reset-in-answer', 'malformed'] as const)(
  'a bucket is made once though the answer was lost: %s',
  async (kind) => {
    const group = newGroup();
    const billing = open();
    await billing.ensureEntity(group);
    autumn.arm(group.organizationId, { kind, after: true }, { times: 1, path: 'balances.create' });
    expect(await billing.setBalances(group, { monthly: 300, oneOff: 200 })).toBe('set');
    expect(grants(group)).toMatchObject([
      { interval: 'month', remaining: 300 },
      { interval: 'one_off', remaining: 200 },
    ]);
  },
);

test('nodes that set balances at once leave the balance of one of them', async () => {
  const group = newGroup();
  await open().ensureEntity(group);
  await Promise.all([1, 2, 3, 4].map((n) => open().setBalances(group, { monthly: n * 100, oneOff: 5 })));
  const { monthly, oneOff } = autumn.books.balances(group.organizationId, group.groupId);
  expect([100, 200, 300, 400]).toContain(monthly);
  expect(oneOff).toBe(5);
  expect(grants(group)).toHaveLength(2);
});

test("a plan's monthly grant is set, and no other is made", async () => {
  const group = newGroup();
  const billing = open();
  await billing.ensureEntity(group);
  const resetsAt = Date.now() + 1000;
  grants(group).push({ id: 'cus_ent_1', interval: 'month', included: 50, remaining: 49.5, resetsAt });
  const read = () => billing.readBalances(group.organizationId, [group.groupId]).then((all) => all.get(group.groupId));
  expect(await read()).toEqual({ monthly: 49, monthlyResetsAt: new Date(resetsAt), oneOff: 0 });
  await billing.setBalances(group, { monthly: 20 });
  expect(grants(group)).toMatchObject([{ id: 'cus_ent_1', remaining: 20 }]);
  expect(await read()).toEqual({ monthly: 20, monthlyResetsAt: new Date(resetsAt), oneOff: 0 });
});

test('overage, other intervals and unlimited grants fit the two buckets', async () => {
  const group = newGroup();
  const billing = open();
  await billing.ensureEntity(group);
  const grant = (interval: string, remaining: number) =>
    grants(group).push({ id: randomUUID(), interval, included: 0, remaining, resetsAt: null });
  grant('month', -3);
  grant('one_off', 2_000_000_000);
  grant('year', 17);
  const balances = await billing.readBalances(group.organizationId, [group.groupId]);
  expect(balances.get(group.groupId)).toEqual({ monthly: 0, monthlyResetsAt: null, oneOff: 1_000_000_000 });
});

test('a page of balances takes one call, as far as the list of a customer reaches', async () => {
  const { organizationId, groupIds } = await groups(90);
  const unbilled = randomUUID();
  const page = [...groupIds.slice(60, 85), unbilled];
  expect([...(await open().readBalances(organizationId, page)).keys()].sort()).toEqual(groupIds.slice(60, 85).sort());
  expect(autumn.calls).toEqual(['/v1/entities.list']);
});

test('what the first page of a long list lacks is read one by one', async () => {
  const { organizationId, groupIds } = await groups(120);
  const page = groupIds.slice(90, 115);
  expect((await open().readBalances(organizationId, page)).size).toBe(25);
  expect(autumn.calls.filter((path) => path === '/v1/entities.list')).toHaveLength(1);
  expect(autumn.calls.filter((path) => path === '/v1/entities.get')).toHaveLength(15);
});

test('few groups are read one by one', async () => {
  const { organizationId, groupIds } = await groups(2);
  expect((await open().readBalances(organizationId, groupIds)).size).toBe(2);
  expect(autumn.calls).toEqual(['/v1/entities.get', '/v1/entities.get']);
});

test('Retry-After is heeded where it fits into the deadline, and else the call fails at once', async () => {
  const group = newGroup();
  autumn.arm(group.organizationId, { kind: 'status', status: 429, retryAfter: 1 }, { times: 1 });
  const start = performance.now();
  await open().ensureEntity(group);
  expect(performance.now() - start).toBeGreaterThanOrEqual(1000);
  expect(autumn.calls).toHaveLength(2);

  const other = newGroup();
  autumn.arm(other.organizationId, { kind: 'status', status: 503, retryAfter: 30 });
  await expect(open().ensureEntity(other)).rejects.toMatchObject({ reason: 'unavailable', retryAfterMs: 30_000 });
  expect(autumn.calls).toHaveLength(3);
});

test('groups of a customer that are created at once wait for each other', async () => {
  autumn.books.creationMs = 40;
  const { organizationId } = newGroup();
  const billing = open();
  await Promise.all(Array.from({ length: 8 }, () => billing.ensureEntity({ organizationId, groupId: randomUUID() })));
  expect(autumn.books.customers.get(organizationId)?.entities).toHaveLength(8);
});

test('a wrong feature is named, and can be mended by nobody but the operator', async () => {
  const group = newGroup();
  await expect(open({ groupFeatureId: 'gruops' }).ensureEntity(group)).rejects.toMatchObject({
    reason: 'unknown_feature',
    retryable: false,
  });
  await open().ensureEntity(group);
  await expect(open({ creditsFeatureId: 'kredits' }).setBalances(group, { monthly: 1 })).rejects.toMatchObject({
    reason: 'unknown_feature',
    code: '404 feature_not_found',
  });
});

test('nobody listens at the address', async () => {
  const closed = await AutumnServer.open();
  const { url } = closed;
  await closed.close();
  await expect(open({ url, timeoutMs: 300 }).ensureEntity(newGroup())).rejects.toMatchObject({
    reason: 'unavailable',
    retryable: true,
    code: 'ECONNREFUSED',
  });
  expect(failed).toHaveLength(1);
});

test('a website and the organization are entities with credits of their own', async () => {
  const group = newGroup();
  const { organizationId } = group;
  const website = { organizationId, websiteId: randomUUID() };
  const billing = open();
  for (const [n, billed] of [group, website, { organizationId }].entries()) {
    await billing.ensureEntity(billed);
    expect(await billing.setBalances(billed, { monthly: 10 + n })).toBe('set');
  }
  const ids = [group.groupId, website.websiteId, organizationId];
  const balances = await open().readBalances(organizationId, ids);
  expect(ids.map((id) => balances.get(id)?.monthly)).toEqual([10, 11, 12]);
  expect(ids.map((id) => autumn.books.find(organizationId, id)?.featureId)).toEqual([
    'groups',
    'websites',
    'organizations',
  ]);
});
