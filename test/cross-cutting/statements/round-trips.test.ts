import { data } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { WireCounter } from '../../support/wire-counter.ts';

let counter: WireCounter;
let service: ServiceProcess;
let organization: TestOrganization;
let websiteIds: string[];
let groupIds: string[];

beforeAll(async () => {
  const proxy = await WireCounter.open(databaseUrl());
  counter = proxy.counter;
  service = await startService({ DATABASE_URL: proxy.url });
  organization = await TestOrganization.create();
  websiteIds = await organization.addWebsites(30);
  groupIds = await organization.addGroups(100, (n) => ({
    name: `Group ${n}`,
    externalId: `external ${n}`,
    websiteIds: [0, 1, 2].map((step) => websiteIds[(n + step * 7) % 30] as string),
  }));
  await organization.query(
    'INSERT INTO sandbox_billing_entities (organization_id, group_id, monthly) SELECT organization_id, id, 5 FROM groups WHERE organization_id = $1',
    [organization.id],
  );
});

afterAll(async () => {
  await service.kill();
  await counter.close();
});

const ask = (query: string, variables: Record<string, unknown> = {}) =>
  data(organization.key, query, variables, service);

/** The round trips of a request whose key is known already and whose statements were prepared before. */
async function roundTrips(query: string, variables: Record<string, unknown> = {}): Promise<number> {
  await ask(query, variables);
  await ask('{ __typename }'); // the key's look-up is remembered for 2 s from here on
  return counter.during(() => ask(query, variables));
}

test('a key that is known costs no statement, and one that is not costs one', async () => {
  const fresh = await organization.createKey();
  expect(await counter.during(() => data(fresh, '{ viewer { organization { name } } }', {}, service))).toBe(1);
  expect(await counter.during(() => data(fresh, '{ viewer { organization { name } } }', {}, service))).toBe(0);
});

test('concurrent requests with one new key share its look-up', async () => {
  const fresh = await organization.createKey();
  expect(
    await counter.during(() =>
      Promise.all(Array.from({ length: 20 }, () => data(fresh, '{ __typename }', {}, service))),
    ),
  ).toBe(1);
});

test('a group is one statement', async () => {
  expect(
    await roundTrips('query ($id: ID!) { group(id: $id) { id name externalId revision organization { name } } }', {
      id: groupIds[0],
    }),
  ).toBe(1);
});

test('20 groups in one document are one statement', async () => {
  const aliases = groupIds.slice(0, 20).map((id, n) => `g${n}: group(id: "${id}") { name }`);
  expect(await roundTrips(`{ ${aliases.join(' ')} }`)).toBe(1);
});

test('groups and websites of one document are one statement each', async () => {
  const websites = websiteIds.slice(0, 10).map((id, n) => `w${n}: website(id: "${id}") { url }`);
  const groups = groupIds.slice(0, 10).map((id, n) => `g${n}: groupsById(ids: ["${id}"]) { name }`);
  expect(await roundTrips(`{ ${websites.join(' ')} ${groups.join(' ')} }`)).toBe(2);
});

test('a list with websites and their groups is one statement', async () => {
  const levels = (inner: string) => `{ groups(first: 100) { nodes { id ${inner} } } }`;
  expect(await roundTrips(levels(''))).toBe(1);
  expect(await roundTrips(levels('websites { nodes { id } }'))).toBe(1);
  expect(
    await roundTrips(
      levels('websites { nodes { id groups { edges { cursor node { id } } pageInfo { hasNextPage } } } }'),
    ),
  ).toBe(1);
});

test('lists that a directive may leave out are one statement a level', async () => {
  const query =
    'query ($with: Boolean!) { groups(first: 100) { nodes { id websites @include(if: $with) { nodes { id groups { nodes { id } } } } } } }';
  expect(await roundTrips(query, { with: false })).toBe(1);
  expect(await roundTrips(query, { with: true })).toBe(3);
});

test('the websites of what a mutation answers with are one statement more', async () => {
  const mutation =
    'mutation ($id: ID!) { updateGroup(input: { id: $id, name: "Kept" }) { ... on UpdateGroupSuccess { group { websites { nodes { id } } } } } }';
  expect(await roundTrips(mutation, { id: groupIds[5] })).toBe(2);
});

test('the changes of a page, with their websites, are one statement a level', async () => {
  await ask(
    `mutation { ${groupIds.slice(50, 60).map((id, n) => `u${n}: updateGroup(input: { id: "${id}", addWebsiteIds: ["${websiteIds[n]}"], removeWebsiteIds: ${JSON.stringify(websiteIds.slice(10))} }) { __typename }`)} }`,
  );
  const levels = (inner: string) =>
    `{ groups(first: 100) { nodes { id changes { ${inner} nodes { id name { to } } } } } }`;
  expect(await roundTrips(levels(''))).toBe(2);
  expect(await roundTrips(levels('totalCount edges { node { websitesAdded { id } websitesRemoved { url } } }'))).toBe(
    4,
  );
});

test('totalCount is one statement more a level', async () => {
  expect(
    await roundTrips(
      '{ groups(first: 100) { totalCount nodes { id websites { totalCount nodes { id groups { totalCount nodes { id } } } } } } }',
    ),
  ).toBe(4);
  expect(await roundTrips('{ groups { totalCount } }')).toBeLessThanOrEqual(2);
});

test('credits of a page are one statement, and none unless selected', async () => {
  expect(await roundTrips('{ groups(first: 100) { nodes { id } } }')).toBe(1);
  expect(await roundTrips('{ groups(first: 100) { nodes { id credits { total } } } }')).toBe(2);
});

test.each(['groupsById', 'websitesById', 'groupsByExternalId'])('%s of 1,000 is one statement', async (field) => {
  const values = Array.from({ length: 1000 }, (_, n) =>
    field === 'groupsByExternalId'
      ? `external ${n}`
      : ((field === 'groupsById' ? groupIds : websiteIds)[n % 30] as string),
  );
  const query =
    field === 'groupsByExternalId'
      ? `query ($values: [String!]!) { ${field}(externalIds: $values) { id } }`
      : `query ($values: [ID!]!) { ${field}(ids: $values) { id } }`;
  expect(await roundTrips(query, { values })).toBe(1);
});

test('an update without billing is at most 3 round trips, with its answer', async () => {
  const mutation =
    'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename ... on UpdateGroupSuccess { group { name externalId revision } } } }';
  const input = {
    id: groupIds[0],
    externalId: 'changed',
    addWebsiteIds: websiteIds.slice(0, 10),
    removeWebsiteIds: websiteIds.slice(20),
  };
  expect(await roundTrips(mutation, { input: { ...input, name: 'Changed' } })).toBeLessThanOrEqual(3);
  await ask('{ __typename }');
  expect(await counter.during(() => ask(mutation, { input: { ...input, name: 'Changed again' } }))).toBeLessThanOrEqual(
    3,
  );
});

test('a change that is refused for the external id of another group is one round trip, with that group', async () => {
  const mutation =
    'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { ... on GroupExternalIdTaken { existingGroup { id } } } }';
  const input = { id: groupIds[2], externalId: 'external 3', name: 'Not this' };
  expect(await ask(mutation, { input })).toEqual({ updateGroup: { existingGroup: { id: groupIds[3] } } });
  expect(await roundTrips(mutation, { input })).toBe(1);
});

test('the other mutations are few round trips, too', async () => {
  const create =
    'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { __typename ... on CreateGroupSuccess { group { id } } } }';
  expect(await roundTrips(create, { input: { name: 'New', websiteIds } })).toBe(1);
  const { createGroup } = await ask(create, { input: { name: 'Gone soon', websiteIds } });
  const remove = 'mutation ($input: DeleteGroupInput!) { deleteGroup(input: $input) { __typename } }';
  expect(await roundTrips(remove, { input: { id: createGroup.group.id } })).toBe(1);
  expect(
    await roundTrips('mutation ($input: SetGroupCreditsInput!) { setGroupCredits(input: $input) { __typename } }', {
      input: { groupId: groupIds[1], monthly: 3 },
    }),
  ).toBeLessThanOrEqual(7);
});
