import { data, post, send } from '../../../support/graphql.ts';
import { TestOrganization } from '../../../support/organization.ts';

const max = '9223372036854775807';
/** No id of anything: not in the one decimal form, or out of range. */
const noIds = [
  '0',
  '-1',
  '-9223372036854775808',
  '007',
  '+7',
  ' 7',
  '7 ',
  '7.0',
  '1e3',
  '0x7',
  '٧',
  '',
  '\0',
  'x',
].concat(['9223372036854775808', '18446744073709551617', '9'.repeat(5000), '\ud800']);

const one = 'query ($id: ID!) { accountGroup(id: $id) { id lookupName } }';
const many = 'query ($ids: [ID!]!) { accountGroupsById(ids: $ids) { id lookupName } }';
const account = 'query ($id: ID!) { staffAccount(id: $id) { id displayName staffGroup { id } } }';

test('an account group is found by its id, null where there is none', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup({ id: '7', names: { 1: 'a' } });
  expect(await data(organization.key, one, { id })).toEqual({ accountGroup: { id: '7', lookupName: 'a' } });
  for (const unknown of ['8', max, ...noIds])
    expect(await data(organization.key, one, { id: unknown })).toEqual({ accountGroup: null });
});

test('ids are exact up to the largest int64', async () => {
  const organization = await TestOrganization.create();
  // As JavaScript numbers these were two pairs of equals.
  const ids = ['9007199254740992', '9007199254740993', '9223372036854775806', max];
  for (const id of ids) await organization.addAccountGroup({ id, names: { 1: `name of ${id}` } });
  for (const id of ids) {
    expect(await data(organization.key, one, { id })).toEqual({ accountGroup: { id, lookupName: `name of ${id}` } });
    // A literal in a document is text, too.
    expect(await data(organization.key, `{ accountGroup(id: ${id}) { id } }`)).toEqual({ accountGroup: { id } });
    const { accountGroups } = await data(organization.key, '{ accountGroups { nodes { id } } }');
    expect(accountGroups.nodes.map((node: { id: string }) => node.id)).toEqual(ids);
  }
  const input = { id: max, names: [{ language: { id: 1 }, labelText: 'new' }] };
  const mutation = `mutation ($input: UpdateAccountGroupInput!) {
    updateAccountGroup(input: $input) { ... on UpdateAccountGroupSuccess { accountGroup { id lookupName } } }
  }`;
  expect(await data(organization.key, mutation, { input })).toEqual({
    updateAccountGroup: { accountGroup: { id: max, lookupName: 'new' } },
  });
  expect(await data(organization.key, many, { ids: [...ids].reverse() })).toEqual({
    accountGroupsById: [
      { id: max, lookupName: 'new' },
      ...ids
        .slice(0, 3)
        .reverse()
        .map((id) => ({ id, lookupName: `name of ${id}` })),
    ],
  });
});

test('accounts of the largest ids are exact, too', async () => {
  const organization = await TestOrganization.create();
  const staffGroup = { id: await organization.addAccountGroup({ id: max }) };
  for (const id of ['9007199254740993', max]) {
    await organization.query(
      `INSERT INTO staff_accounts (organization_id, id, login, display_name, account_group_id) VALUES ($1, $2, 'login ' || $2::bigint, 'x', $3)`,
      [organization.id, id, staffGroup.id],
    );
    expect(await data(organization.key, account, { id })).toEqual({
      staffAccount: { id, displayName: 'x', staffGroup },
    });
  }
});

test('a JSON number that is not exact is refused, and never finds the row that it was rounded to', async () => {
  const organization = await TestOrganization.create();
  const exact = await organization.addAccountGroup({ id: '9007199254740991' });
  await organization.addAccountGroup({ id: '9007199254740992' });
  const request = (id: string) =>
    post(`{"query": ${JSON.stringify(one)}, "variables": {"id": ${id}}}`, { 'x-api-key': organization.key });
  expect((await request(exact)).data.accountGroup.id).toBe(exact);
  for (const id of ['9007199254740993', '9007199254740992', max, '-9007199254740993', '1e20'])
    expect(await request(id)).toMatchObject({ data: undefined, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
});

test('the batch answers in the order of the ids, with null where there is none, and repeats', async () => {
  const [organization, victim] = [await TestOrganization.create(), await TestOrganization.create()];
  const theirs = await victim.addAccountGroup();
  const a = await organization.addAccountGroup({ names: { 1: 'a' } });
  const b = await organization.addAccountGroup({ names: { 1: 'b' } });
  const [foundA, foundB] = [
    { id: a, lookupName: 'a' },
    { id: b, lookupName: 'b' },
  ];
  const ids = [b, theirs, a, 'x', b, ...noIds];
  expect(await data(organization.key, many, { ids })).toEqual({
    accountGroupsById: [foundB, null, foundA, null, foundB, ...noIds.map(() => null)],
  });
  expect(await data(organization.key, many, { ids: [] })).toEqual({ accountGroupsById: [] });
});

test('the batch takes 1,000 ids, not 1,001', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup();
  const found = await data(organization.key, many, { ids: new Array(1000).fill(id) });
  expect(found.accountGroupsById).toHaveLength(1000);
  const { data: answer, errors } = await send(organization.key, many, { ids: new Array(1001).fill(id) });
  expect(answer).toBeNull();
  expect(errors).toMatchObject([{ path: ['accountGroupsById'], extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('a staff account is found by its id with its group, null where there is none', async () => {
  const [organization, victim] = [await TestOrganization.create(), await TestOrganization.create()];
  const staffGroup = { id: await organization.addAccountGroup() };
  const [id] = await organization.addStaffAccounts(staffGroup.id, 1);
  const [theirs] = await victim.addStaffAccounts(await victim.addAccountGroup(), 1);
  expect(await data(organization.key, account, { id })).toEqual({
    staffAccount: { id, displayName: 'Account 0001', staffGroup },
  });
  for (const unknown of [theirs, max, ...noIds])
    expect(await data(organization.key, account, { id: unknown })).toEqual({ staffAccount: null });
});

test("another organization's account group is null in every look-up", async () => {
  const [organization, victim] = [await TestOrganization.create(), await TestOrganization.create()];
  const id = await victim.addAccountGroup({ descriptions: { 1: 'secret' } });
  await victim.addStaffAccounts(id, 2);
  expect(await data(organization.key, one, { id })).toEqual({ accountGroup: null });
  expect(await data(organization.key, many, { ids: [id] })).toEqual({ accountGroupsById: [null] });
  expect(
    await data(
      organization.key,
      '{ accountGroups { totalCount nodes { id } } staffAccounts { totalCount nodes { id } } }',
    ),
  ).toEqual({ accountGroups: { totalCount: 0, nodes: [] }, staffAccounts: { totalCount: 0, nodes: [] } });
});
