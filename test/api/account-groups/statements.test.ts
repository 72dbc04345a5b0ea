import { data } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { WireCounter } from '../../support/wire-counter.ts';
import { label, mutate } from './operations.ts';

let counter: WireCounter;
let service: ServiceProcess;

beforeAll(async () => {
  const opened = await WireCounter.open(databaseUrl());
  counter = opened.counter;
  service = await startService({ DATABASE_URL: opened.url });
});
afterAll(async () => {
  await service.kill();
  await counter.close();
});

/** The statements of a request, where the node knows the key and the languages already. */
async function statements({ key }: TestOrganization, work: () => Promise<unknown>): Promise<number> {
  const { url } = service;
  await data(key, '{ labelLanguages { id } }', {}, { url });
  return counter.during(work);
}

async function organizationWith(
  groups: number,
  accounts: number,
): Promise<{ organization: TestOrganization; ids: string[] }> {
  const organization = await TestOrganization.create();
  const ids: string[] = [];
  for (let n = 0; n < groups; n++) {
    ids.push(
      await organization.addAccountGroup({ names: { 1: `en ${n}`, 3: `de ${n}` }, descriptions: { 1: 'text' } }),
    );
    await organization.addStaffAccounts(ids[n] as string, accounts);
  }
  return { organization, ids };
}

test('a page of 100 account groups with labels, names and 25 accounts each: 2 statements', async () => {
  const { organization } = await organizationWith(100, 26);
  const query = `{ accountGroups(first: 100) { nodes {
    id lookupName displayOrder name german: name(language: {id: 3}) attributes { customerCareAccess }
    names { language { id lookupName name } labelText } descriptions { language { id } labelText }
    accounts(first: 25) { nodes { id login displayName } pageInfo { hasNextPage endCursor } }
  } pageInfo { hasNextPage } } }`;
  const { accountGroups } = await data(organization.key, query, {}, { url: service.url });
  expect(accountGroups.nodes).toHaveLength(100);
  for (const { accounts, names } of accountGroups.nodes) {
    expect(accounts.nodes).toHaveLength(25);
    expect(names).toHaveLength(2);
  }
  const ask = () => data(organization.key, query, {}, { url: service.url });
  expect(await statements(organization, ask)).toBe(2);
  // With the counts and back to the groups, one more each; what waits behind the large page is asked elsewhere again.
  const more = query
    .replace('nodes { id login displayName }', 'totalCount nodes { id login displayName staffGroup { id name } }')
    .replace('pageInfo { hasNextPage } } }', 'totalCount } }');
  expect(
    await statements(organization, () => data(organization.key, more, {}, { url: service.url })),
  ).toBeLessThanOrEqual(8);
});

test('a batch of 1,000 ids, and all look-ups of one request: 1 statement', async () => {
  const { organization, ids } = await organizationWith(10, 1);
  const { url } = service;
  const batch = 'query ($ids: [ID!]!) { accountGroupsById(ids: $ids) { id displayOrder } }';
  const wanted = [...ids, ...Array.from({ length: 990 }, (_, n) => String(n + 1))];
  expect(await statements(organization, () => data(organization.key, batch, { ids: wanted }, { url }))).toBe(1);
  const single = `{ ${ids.map((id, n) => `a${n}: accountGroup(id: "${id}") { id }`).join(' ')} }`;
  expect(await statements(organization, () => data(organization.key, single, {}, { url }))).toBe(1);
  const hopeless = '{ a: accountGroup(id: "x") { id } b: accountGroup(id: "007") { id } }';
  expect(await statements(organization, () => data(organization.key, hopeless, {}, { url }))).toBe(0);
});

test('a list of accounts: 1 statement, 2 with their groups, 3 with the count', async () => {
  const { organization } = await organizationWith(5, 10);
  for (const [fields, expected] of [
    ['nodes { id }', 1],
    ['nodes { id staffGroup { id } }', 2],
    ['nodes { id staffGroup { id } } totalCount', 3],
  ] as const) {
    const ask = () => data(organization.key, `{ staffAccounts { ${fields} } }`, {}, { url: service.url });
    expect([fields, await statements(organization, ask)]).toEqual([fields, expected]);
  }
});

test('changes', async () => {
  const { organization, ids } = await organizationWith(3, 1);
  const [id, other] = ids as [string, string];
  // Each with the statement that reads the labels for the answer.
  const cost = (name: Parameters<typeof mutate>[1], input: object) =>
    statements(organization, () => mutate(organization, name, input, service.url));
  const change = {
    id,
    names: [label(1, 'x'), label('German', 'y')],
    removeDescriptions: [{ id: 1 }],
    expectedRevision: 1,
  };
  expect(await cost('updateAccountGroup', change)).toBe(1 + 1);
  // BEGIN, the hold on the order, the statement, COMMIT.
  expect(await cost('updateAccountGroup', { id, displayOrder: 2 })).toBe(4 + 1);
  expect(await cost('createAccountGroup', { names: [label(1, 'x')] })).toBe(4 + 1);
  expect(await cost('moveStaffAccounts', { accountIds: ['1'], accountGroupId: id })).toBe(1);
  expect(await cost('deleteAccountGroup', { id: other })).toBe(1);
  // What the input alone decides asks nothing.
  expect(await cost('updateAccountGroup', { id })).toBe(0);
  expect(await cost('updateAccountGroup', { id, names: [label('xx_XX', 'x')] })).toBe(0);
  expect(await cost('updateAccountGroup', { id: '007', displayOrder: 1 })).toBe(0);
});
