import { expectError } from '../../support/expectations.ts';
import { data, send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { groups, type ListArguments, readAll, websites } from './connection.ts';

const page =
  'edges { cursor node { id } } nodes { id name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount';
const websitesOfGroup = `query ($id: ID!, $first: Int, $after: String) { group(id: $id) { websites(first: $first, after: $after) { ${page} } } }`;
const groupsOfWebsite = `query ($id: ID!, $first: Int, $after: String) { website(id: $id) { groups(first: $first, after: $after) { ${page} } } }`;

let organization: TestOrganization;
let sites: string[];
let ids: string[];
beforeAll(async () => {
  organization = await TestOrganization.create();
  sites = await organization.addWebsites(30);
  ids = [];
  for (let n = 0; n < 30; n++)
    ids.push(
      await organization.addGroup({ name: `Group ${String(n).padStart(2, '0')}`, websiteIds: sites.slice(0, 30 - n) }),
    );
});

// Group n holds the first 30 - n websites, and so website n is in the first 30 - n groups.
describe.each([
  ["a group's websites", websitesOfGroup, 'group', 'websites', () => [ids, sites] as const],
  ["a website's groups", groupsOfWebsite, 'website', 'groups', () => [sites, ids] as const],
])('%s', (_, document, parent, field, lists) => {
  const ask = async (id: string, args: ListArguments = {}) =>
    (await data(organization.key, document, { id, ...args }))[parent][field];

  test('come in pages of 25 by default, by name', async () => {
    const [parents, children] = lists();
    const first = await ask(parents[0] as string);
    expect(first.nodes.map(({ id }: { id: string }) => id)).toEqual(children.slice(0, 25));
    expect(first).toMatchObject({ totalCount: 30, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    const second = await ask(parents[0] as string, { after: first.pageInfo.endCursor });
    expect(second.nodes.map(({ id }: { id: string }) => id)).toEqual(children.slice(25));
    expect(second).toMatchObject({ totalCount: 30, pageInfo: { hasNextPage: false, hasPreviousPage: true } });
  });

  test.each([1, 7, 100])('make up the whole list in pages of %i', async (size) => {
    const [parents, children] = lists();
    for (const n of [0, 15, 29]) {
      const found = await readAll((args) => ask(parents[n] as string, args), { size });
      expect(found.map(({ id }) => id)).toEqual(children.slice(0, 30 - n));
    }
  });

  test.each([{ first: 0 }, { first: 101 }, { after: 'x' }])('%j is refused', async (args) => {
    const [parents] = lists();
    const answer = await send(organization.key, document, { id: parents[0], ...args });
    expectError(answer, 'BAD_USER_INPUT', parent, field);
  });
});

test('each parent of a list has its own page and count', async () => {
  const { groups: list } = await data(
    organization.key,
    '{ groups(first: 100) { nodes { websites(first: 2) { totalCount nodes { id } } } } }',
  );
  expect(list.nodes).toEqual(
    ids.map((_, n) => ({
      websites: { totalCount: 30 - n, nodes: sites.slice(0, Math.min(2, 30 - n)).map((id) => ({ id })) },
    })),
  );
});

test('lists nest as deep as they are asked for', async () => {
  const document = `query ($id: ID!) { group(id: $id) { websites { nodes { groups(first: 2) { nodes { websites(first: 3) { totalCount nodes { id } } } } } } } }`;
  const { group } = await data(organization.key, document, { id: ids[29] });
  expect(group.websites.nodes).toEqual([
    {
      groups: {
        nodes: [30, 29].map((totalCount) => ({
          websites: { totalCount, nodes: sites.slice(0, 3).map((id) => ({ id })) },
        })),
      },
    },
  ]);
});

test('pages of different sizes in one request do not mix', async () => {
  const { a, b } = await data(
    organization.key,
    `query ($a: ID!, $b: ID!) { a: group(id: $a) { one: websites(first: 1) { nodes { id } } two: websites(first: 2) { nodes { id } } }
      b: group(id: $b) { two: websites(first: 2) { nodes { id } } } }`,
    { a: ids[0], b: ids[28] },
  );
  const nodes = (count: number) => ({ nodes: sites.slice(0, count).map((id) => ({ id })) });
  expect({ a, b }).toEqual({ a: { one: nodes(1), two: nodes(2) }, b: { two: nodes(2) } });
});

test('a bad page of one list is no error of another one in the same request', async () => {
  const answer = await send(
    organization.key,
    'query ($a: ID!, $b: ID!) { a: group(id: $a) { websites(first: 0) { totalCount } } b: group(id: $b) { websites(first: 1) { totalCount } } }',
    { a: ids[0], b: ids[1] },
  );
  expectError(answer, 'BAD_USER_INPUT', 'a', 'websites');
  expect(answer.data).toEqual({ a: null, b: { websites: { totalCount: 29 } } });
});

test("a cursor of a root's list is refused by a nested one, also where type and order are the same", async () => {
  const root = await websites(organization.key, { first: 3 });
  const ofGroup = await send(organization.key, websitesOfGroup, { id: ids[0], after: root.pageInfo.endCursor });
  expectError(ofGroup, 'BAD_USER_INPUT', 'group', 'websites');
  const byTime = await groups(organization.key, { first: 1, orderBy: { field: 'CREATED_AT', direction: 'ASC' } });
  for (const { pageInfo } of [root, byTime, await groups(organization.key)]) {
    const answer = await send(organization.key, groupsOfWebsite, { id: sites[0], after: pageInfo.endCursor });
    expectError(answer, 'BAD_USER_INPUT', 'website', 'groups');
  }
});

test("a cursor of one parent's list is good for another parent's list of the same field", async () => {
  const { group } = await data(organization.key, websitesOfGroup, { id: ids[0], first: 3 });
  const after = group.websites.pageInfo.endCursor;
  const other = await data(organization.key, websitesOfGroup, { id: ids[1], after });
  expect(other.group.websites.nodes[0].id).toBe(sites[3]);
});

test('a deleted website is in no nested list and in no count', async () => {
  const [kept] = (await organization.addWebsites(1)) as [string];
  const deleted = await organization.addWebsite({ deleted: true });
  const id = await organization.addGroup({ websiteIds: [kept, deleted] });
  expect((await data(organization.key, websitesOfGroup, { id })).group.websites).toMatchObject({
    totalCount: 1,
    nodes: [{ id: kept }],
  });
  expect((await data(organization.key, groupsOfWebsite, { id: deleted })).website.groups).toMatchObject({
    totalCount: 0,
    nodes: [],
  });
});
