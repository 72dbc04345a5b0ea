import fc from 'fast-check';
import { data, send } from '../../../support/graphql.ts';
import { TestOrganization } from '../../../support/organization.ts';

const connection = 'edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const pageArguments = '$first: Int, $after: String, $last: Int, $before: String';
const passed = 'first: $first, after: $after, last: $last, before: $before';

/** The lists of this resource: how to ask for a page. */
const lists = {
  accountGroups: `query (${pageArguments}, $orderBy: AccountGroupOrder) {
    list: accountGroups(${passed}, orderBy: $orderBy) { ${connection} }
  }`,
  staffAccounts: `query (${pageArguments}) { list: staffAccounts(${passed}) { ${connection} } }`,
};

interface Page {
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

const idsOf = ({ edges }: Page) => edges.map(({ node }) => node.id);

/** All ids, in steps of a size, forwards or backwards. */
async function walk(
  ask: (page: Record<string, unknown>) => Promise<Page>,
  size: number,
  backwards: boolean,
): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null | undefined; ; ) {
    const page = await ask(backwards ? { last: size, before: cursor } : { first: size, after: cursor });
    ids[backwards ? 'unshift' : 'push'](...idsOf(page));
    expect(page.pageInfo.startCursor).toBe(page.edges[0]?.cursor ?? null);
    expect(page.pageInfo.endCursor).toBe(page.edges.at(-1)?.cursor ?? null);
    expect(page.pageInfo[backwards ? 'hasNextPage' : 'hasPreviousPage']).toBe(cursor !== undefined);
    if (!page.pageInfo[backwards ? 'hasPreviousPage' : 'hasNextPage']) return ids;
    cursor = backwards ? page.pageInfo.startCursor : page.pageInfo.endCursor;
  }
}

/** Account groups with ids and keys over the whole range of bigint and int, and with equal names and times. */
async function setUp(): Promise<TestOrganization> {
  const organization = await TestOrganization.create();
  const ids = ['1', '2', '10', '9007199254740992', '9007199254740993', '9223372036854775806', '9223372036854775807'];
  const orders = [2147483647, 9, 10, 1, 2147483646, 99, 100];
  for (const [index, id] of ids.entries())
    await organization.addAccountGroup({
      id,
      names: { 1: `Name ${index % 2}` },
      displayOrder: orders[index] as number,
    });
  await organization.query(
    `UPDATE account_groups SET created_at = date_trunc('day', now()) + (id % 2) * interval '1 ms',
       updated_at = now() + (id % 3) * interval '1 ms' WHERE organization_id = $1`,
    [organization.id],
  );
  return organization;
}

test('pages of every size, both ways, in every order, make up the whole list', async () => {
  const organization = await setUp();
  for (const field of ['DISPLAY_ORDER', 'LOOKUP_NAME', 'CREATED_AT', 'UPDATED_AT'])
    for (const direction of ['ASC', 'DESC']) {
      const ask = async (page: Record<string, unknown>): Promise<Page> =>
        (await data(organization.key, lists.accountGroups, { ...page, orderBy: { field, direction } })).list;
      const whole = idsOf(await ask({}));
      expect(new Set(whole).size).toBe(7);
      for (const size of [1, 2, 3, 7, 100])
        for (const backwards of [false, true]) expect(await walk(ask, size, backwards)).toEqual(whole);
    }
});

test('accounts come by display name, then by id, page by page', async () => {
  const organization = await setUp();
  await organization.query(
    `INSERT INTO staff_accounts (organization_id, id, login, display_name, account_group_id)
     SELECT $1, id, id::text, name, 10 FROM (VALUES
       (3::bigint, 'b'), (20, 'B'), (9223372036854775807, 'a'), (9007199254740993, 'a'), (9007199254740992, 'a'), (4, 'Ä')
     ) AS account(id, name)`,
    [organization.id],
  );
  const whole = ['9007199254740992', '9007199254740993', '9223372036854775807', '4', '3', '20'];
  const ask = async (page: Record<string, unknown>): Promise<Page> =>
    (await data(organization.key, lists.staffAccounts, page)).list;
  for (const size of [1, 2, 4, 6, 100])
    for (const backwards of [false, true]) expect(await walk(ask, size, backwards)).toEqual(whole);

  const nested = `query ($first: Int, $after: String) {
    accountGroup(id: "10") { list: accounts(first: $first, after: $after) { ${connection} } }
  }`;
  const ofGroup = async (page: Record<string, unknown>): Promise<Page> =>
    (await data(organization.key, nested, page)).accountGroup.list;
  for (const size of [1, 2, 4, 6, 100]) expect(await walk(ofGroup, size, false)).toEqual(whole);
});

test('rows that come and go between pages make no page repeat or skip the others', async () => {
  const organization = await TestOrganization.create();
  const ids: string[] = [];
  for (let place = 10; place <= 60; place += 10) ids.push(await organization.addAccountGroup({ displayOrder: place }));
  const ask = async (page: Record<string, unknown>): Promise<Page> =>
    (await data(organization.key, lists.accountGroups, page)).list;
  const first = await ask({ first: 3 });
  await organization.addAccountGroup({ displayOrder: 5 });
  const added = await organization.addAccountGroup({ displayOrder: 45 });
  // The row that the cursor stands on, too.
  await organization.query('DELETE FROM account_groups WHERE organization_id = $1 AND id = $2', [
    organization.id,
    ids[2],
  ]);
  const second = await ask({ first: 100, after: first.pageInfo.endCursor });
  expect(idsOf(second)).toEqual([ids[3], added, ids[4], ids[5]]);
});

test('first, last and cursors that are out of range are BAD_USER_INPUT', async () => {
  const organization = await setUp();
  const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const { list } = await data(organization.key, lists.accountGroups, { first: 1 });
  const good = list.pageInfo.endCursor;
  const byName = { field: 'LOOKUP_NAME', direction: 'ASC' };
  for (const variables of [
    { first: 0 },
    { first: -1 },
    { first: 101 },
    { last: 0 },
    { last: 101 },
    { first: 1, last: 1 },
    { after: '' },
    { after: 'x' },
    { before: good.slice(1) },
    { after: good, orderBy: byName },
    { after: cursor('account-group-display-order', '1') },
    { after: cursor('account-group-display-order', '0', '1') },
    { after: cursor('account-group-display-order', '1', '0') },
    { after: cursor('account-group-display-order', 1, 1) },
    { after: cursor('account-group-display-order', '1', '9223372036854775808') },
    { after: cursor('account-group-display-order', '1; DROP TABLE x', '1') },
    { after: cursor('account-group-lookup-name', 'a\0', '1'), orderBy: byName },
    { after: cursor('account-group-created', '2026-02-31', '1'), orderBy: { field: 'CREATED_AT', direction: 'ASC' } },
    { after: cursor('staff-account', 'a', '1') },
  ]) {
    const { data: answer, errors } = await send(organization.key, lists.accountGroups, variables);
    expect([variables, answer, errors?.map((error) => [error.path, error.extensions.code])]).toEqual([
      variables,
      null,
      [[['list'], 'BAD_USER_INPUT']],
    ]);
  }
});

test('no cursor brings the service down', async () => {
  const organization = await setUp();
  const anyCursor = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json().map((json) => Buffer.from(json).toString('base64url')),
    fc
      .tuple(
        fc.constantFrom('account-group-display-order', 'staff-account'),
        fc.oneof(fc.string(), fc.bigInt().map(String)),
        fc.oneof(fc.string(), fc.bigInt().map(String)),
      )
      .map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url')),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.values(lists)), anyCursor, async (document, after) => {
      const { errors } = await send(organization.key, document, { after });
      for (const { extensions } of errors ?? []) expect(extensions.code).toBe('BAD_USER_INPUT');
    }),
    { numRuns: 150 },
  );
});

test('a cursor of another list, order or direction is refused, and so is what is none', async () => {
  const organization = await setUp();
  const [group] = await organization.query('SELECT id::text FROM account_groups WHERE organization_id = $1 LIMIT 1', [
    organization.id,
  ]);
  await organization.addStaffAccounts(group?.id as string, 2);
  const ofGroup = `query (${pageArguments}, $id: ID!) {
    accountGroup(id: $id) { list: accounts(first: $first, after: $after) { ${connection} } changes(first: $last, after: $before) { nodes { id } } }
  }`;
  const asks = [
    ...['DISPLAY_ORDER', 'LOOKUP_NAME', 'CREATED_AT', 'UPDATED_AT'].flatMap((field) =>
      ['ASC', 'DESC'].map((direction) => ({ document: lists.accountGroups, orderBy: { field, direction } })),
    ),
    { document: lists.staffAccounts },
    { document: ofGroup, id: group?.id },
  ];
  const ask = ({ document, ...variables }: (typeof asks)[number], page: object) =>
    send(organization.key, document, { ...variables, ...page });
  for (const one of asks) {
    const { data: answer } = await ask(one, { first: 1 });
    const { endCursor } = (answer.list ?? answer.accountGroup.list).pageInfo;
    for (const other of asks) {
      const { errors } = await ask(other, { first: 1, after: endCursor });
      if (other === one) expect(errors).toBeUndefined();
      else expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    for (const after of ['', 'x', `${endCursor}!`, `${endCursor} `, Buffer.from('[]').toString('base64url')])
      expect((await ask(one, { first: 1, after })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  }
});
