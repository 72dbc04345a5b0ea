import { expectError } from '../../support/expectations.ts';
import { data, send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { groups, websites } from './connection.ts';

let organization: TestOrganization;
beforeAll(async () => {
  organization = await TestOrganization.create();
  const ids = await organization.addWebsites(101);
  for (let n = 0; n < 30; n++) await organization.addGroup({ name: `Group ${n}`, websiteIds: n === 0 ? ids : [] });
});

const lists = [
  ['groups', groups],
  ['websites', websites],
] as const;

describe.each(lists)('%s', (field, list) => {
  test.each([{}, { first: null, last: null, after: null, before: null }, { last: null }])(
    '%j: the first 25',
    async (args) => {
      const page = await list(organization.key, args);
      expect(page.nodes).toHaveLength(25);
      expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
      expect(page.nodes).toEqual((await list(organization.key, { first: 25 })).nodes);
    },
  );

  test.each(['first', 'last'])('%s goes from 1 to 100', async (name) => {
    const whole = field === 'groups' ? 30 : 101;
    expect((await list(organization.key, { [name]: 1 })).nodes).toHaveLength(1);
    expect((await list(organization.key, { [name]: 100 })).nodes).toHaveLength(Math.min(whole, 100));
    for (const size of [0, -1, 101, 2147483647, -2147483648])
      expectError(await list.attempt(organization.key, { [name]: size }), 'BAD_USER_INPUT', field);
  });

  test('first and last together are refused', async () => {
    expectError(await list.attempt(organization.key, { first: 1, last: 1 }), 'BAD_USER_INPUT', field);
  });

  test('a cursor without a size asks for 25', async () => {
    const { nodes, pageInfo } = await list(organization.key, { first: 28 });
    const after = await list(organization.key, { after: pageInfo.startCursor });
    expect(after.nodes.slice(0, 25).map(({ id }) => id)).toEqual(nodes.slice(1, 26).map(({ id }) => id));
    const before = await list(organization.key, { before: pageInfo.endCursor });
    expect(before.nodes).toEqual(nodes.slice(0, 25));
  });

  test('first with before, and last with after, stay between the cursors', async () => {
    const { nodes, edges } = await list(organization.key, { first: 20 });
    const [from, to] = [edges[4]?.cursor as string, edges[10]?.cursor as string];
    const between = nodes.slice(5, 10);
    expect((await list(organization.key, { first: 100, after: from, before: to })).nodes).toEqual(between);
    expect((await list(organization.key, { last: 100, after: from, before: to })).nodes).toEqual(between);
    expect((await list(organization.key, { first: 2, after: from, before: to })).nodes).toEqual(between.slice(0, 2));
    expect((await list(organization.key, { last: 2, after: from, before: to })).nodes).toEqual(between.slice(-2));
    expect((await list(organization.key, { first: 100, after: to, before: from })).nodes).toEqual([]);
  });

  test.each([
    '',
    'x',
    'null',
    '🦊',
    '\0',
    'e30',
    `${Buffer.from('["website","a","123e4567-e89b-42d3-a456-426614174000"]').toString('base64url')}!`,
    `${Buffer.from('["group-name","a","123e4567-e89b-42d3-a456-426614174000"]').toString('base64url')}!`,
    Buffer.from('[]').toString('base64url'),
    Buffer.from('["group-name","a"]').toString('base64url'),
    Buffer.from('["group-name","a","no uuid"]').toString('base64url'),
    Buffer.from('["group-name","\\u0000","123e4567-e89b-42d3-a456-426614174000"]').toString('base64url'),
    Buffer.from('["website",1,"123e4567-e89b-42d3-a456-426614174000"]').toString('base64url'),
  ])('a cursor that is none is refused: %j', async (cursor) => {
    for (const args of [{ after: cursor }, { before: cursor, last: 5 }])
      expectError(await list.attempt(organization.key, args), 'BAD_USER_INPUT', field);
  });

  test('an empty page has no cursors and nothing beside it', async () => {
    const empty = await TestOrganization.create();
    expect(await list(empty.key)).toEqual({
      edges: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      totalCount: 0,
    });
  });

  test("another organization's cursor leads into one's own list alone", async () => {
    const stranger = await TestOrganization.create();
    const { pageInfo } = await list(organization.key, { first: 1 });
    expect((await list(stranger.key, { after: pageInfo.endCursor })).nodes).toEqual([]);
  });
});

test('cursors of another list or another order are refused', async () => {
  const orders = ['NAME', 'CREATED_AT', 'UPDATED_AT'].flatMap((field) =>
    ['ASC', 'DESC'].map((direction) => ({ field, direction })),
  );
  const { pageInfo } = await websites(organization.key);
  for (const orderBy of orders) {
    expectError(
      await groups.attempt(organization.key, { orderBy, after: pageInfo.endCursor }),
      'BAD_USER_INPUT',
      'groups',
    );
    const page = await groups(organization.key, { orderBy, first: 2 });
    expectError(
      await websites.attempt(organization.key, { after: page.pageInfo.endCursor }),
      'BAD_USER_INPUT',
      'websites',
    );
    for (const other of orders)
      if (other !== orderBy)
        expectError(
          await groups.attempt(organization.key, { orderBy: other, before: page.pageInfo.endCursor }),
          'BAD_USER_INPUT',
          'groups',
        );
  }
});

test('a cursor of a list below another resource is refused elsewhere, and the other way round', async () => {
  const document = `query ($root: String, $ofGroup: String, $ofWebsite: String) {
    websites(first: 1, after: $root) { pageInfo { endCursor } nodes { groups(first: 1, after: $ofWebsite) { pageInfo { endCursor } } } }
    groups(first: 1) { pageInfo { endCursor } nodes { websites(first: 1, after: $ofGroup) { pageInfo { endCursor } } } }
  }`;
  const { websites: list, groups: ofAll } = await data(organization.key, document);
  const cursors = {
    root: list.pageInfo.endCursor,
    ofWebsite: list.nodes[0].groups.pageInfo.endCursor,
    ofGroup: ofAll.nodes[0].websites.pageInfo.endCursor,
    groups: ofAll.pageInfo.endCursor,
  };
  expect(new Set(Object.values(cursors)).size).toBe(4);
  for (const place of ['root', 'ofGroup', 'ofWebsite'] as const)
    for (const [from, cursor] of Object.entries(cursors)) {
      const { errors } = await send(organization.key, document, { [place]: cursor });
      if (from === place) expect(errors).toBeUndefined();
      else expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    }
});

test.each(['+275760-09-13T00:00:00.000Z', '0000-01-01T00:00:00.000Z', 'now', 'infinity'])(
  'a forged cursor of the time %s is refused',
  async (time) => {
    for (const [field, name] of [
      ['CREATED_AT', 'group-created'],
      ['UPDATED_AT', 'group-updated'],
    ] as const) {
      const after = Buffer.from(JSON.stringify([name, time, '123e4567-e89b-42d3-a456-426614174000'])).toString(
        'base64url',
      );
      expectError(
        await groups.attempt(organization.key, { after, orderBy: { field, direction: 'ASC' } }),
        'BAD_USER_INPUT',
        'groups',
      );
    }
  },
);

test('totalCount counts all pages, with the filter and without the window', async () => {
  expect((await groups(organization.key, { first: 1 })).totalCount).toBe(30);
  const { edges } = await groups(organization.key, { first: 100 });
  expect((await groups(organization.key, { first: 1, after: edges[20]?.cursor as string })).totalCount).toBe(30);
  expect((await groups(organization.key, { first: 1, filter: { name: { startsWith: 'Group 1' } } })).totalCount).toBe(
    11,
  );
  expect((await websites(organization.key, { last: 2 })).totalCount).toBe(101);
});

test('each part of a page can be selected alone', async () => {
  const answer = await send(organization.key, '{ groups { totalCount } websites { pageInfo { hasNextPage } } }');
  expect(answer).toMatchObject({
    errors: undefined,
    data: { groups: { totalCount: 30 }, websites: { pageInfo: { hasNextPage: true } } },
  });
  expect(await data(organization.key, '{ groups(first: 1) { edges { node { name } } } }')).toEqual({
    groups: { edges: [{ node: { name: 'Group 0' } }] },
  });
});
