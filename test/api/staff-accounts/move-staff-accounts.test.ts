import { unchanged } from '../../support/expectations.ts';
import { data } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { errorCode, issuePaths, mutate, noIds, refused } from '../account-groups/operations.ts';

/** An organization with two account groups and three accounts in the first. */
async function setUp() {
  const organization = await TestOrganization.create();
  const [from, to] = [await organization.addAccountGroup(), await organization.addAccountGroup()];
  return { organization, from, to, accounts: await organization.addStaffAccounts(from, 3) };
}

test('accounts move, are told each once in the order of the input, and the rest stays', async () => {
  const { organization, from, to, accounts } = await setUp();
  const [a, b, c] = accounts as [string, string, string];
  const result = await mutate(organization, 'moveStaffAccounts', { accountIds: [c, a, c], accountGroupId: to });
  expect(result).toEqual({
    __typename: 'MoveStaffAccountsSuccess',
    accountGroup: { id: to, revision: 1 },
    accounts: [
      { id: c, displayName: 'Account 0003', staffGroup: { id: to } },
      { id: a, displayName: 'Account 0001', staffGroup: { id: to } },
    ],
  });
  const query = '{ accountGroups { nodes { id accounts { totalCount nodes { id staffGroup { id } } } } } }';
  expect((await data(organization.key, query)).accountGroups.nodes).toEqual([
    { id: from, accounts: { totalCount: 1, nodes: [{ id: b, staffGroup: { id: from } }] } },
    {
      id: to,
      accounts: {
        totalCount: 2,
        nodes: [
          { id: a, staffGroup: { id: to } },
          { id: c, staffGroup: { id: to } },
        ],
      },
    },
  ]);
});

test('a move to where the accounts are succeeds and changes nothing', async () => {
  const { organization, from, accounts } = await setUp();
  const move = () => mutate(organization, 'moveStaffAccounts', { accountIds: accounts, accountGroupId: from });
  expect(await unchanged(organization, move)).toMatchObject({ __typename: 'MoveStaffAccountsSuccess' });
});

test('1,000 accounts move at once, 1,001 and none are refused', async () => {
  const { organization, from, to } = await setUp();
  const accountIds = await organization.addStaffAccounts(to, 1000);
  const { accounts } = await mutate(organization, 'moveStaffAccounts', { accountIds, accountGroupId: from });
  expect(accounts.map(({ id }: { id: string }) => id)).toEqual(accountIds);
  for (const ids of [[...accountIds, accountIds[0]], []])
    expect(await issuePaths(organization, 'moveStaffAccounts', { accountIds: ids, accountGroupId: to })).toEqual([
      'accountIds',
    ]);
});

test('one account that there is not refuses all, each named by its place', async () => {
  const { organization, to, accounts } = await setUp();
  const victim = await TestOrganization.create();
  const [theirs] = await victim.addStaffAccounts(await victim.addAccountGroup(), 1);
  const before = await victim.snapshot();
  const bad = [theirs, '0', '-1', '007', ' 1', '1e3', '9223372036854775808', '9'.repeat(300), '', '\0', 'x', '1'];
  const accountIds = [accounts[0], ...bad, accounts[1]];
  expect(await issuePaths(organization, 'moveStaffAccounts', { accountIds, accountGroupId: to })).toEqual(
    bad.map((_, index) => `accountIds.${index + 1}`),
  );
  expect(await victim.snapshot()).toBe(before);
});

test("an account group that there is not, or another organization's, is ResourceNotFound", async () => {
  const { organization, accounts } = await setUp();
  const victim = await TestOrganization.create();
  const theirs = await victim.addAccountGroup();
  const before = await victim.snapshot();
  for (const accountGroupId of [theirs, '1'])
    expect(await refused(organization, 'moveStaffAccounts', { accountIds: accounts, accountGroupId })).toEqual({
      __typename: 'ResourceNotFound',
      message: expect.any(String),
      typeName: 'AccountGroup',
      id: accountGroupId,
    });
  expect(await victim.snapshot()).toBe(before);
});

test('input comes before existence, and all of it is told at once', async () => {
  const { organization } = await setUp();
  expect(await issuePaths(organization, 'moveStaffAccounts', { accountIds: ['1'], accountGroupId: '1' })).toEqual([
    'accountIds.0',
  ]);
  for (const accountGroupId of noIds)
    expect(await issuePaths(organization, 'moveStaffAccounts', { accountIds: ['1'], accountGroupId })).toEqual([
      'accountGroupId',
      'accountIds.0',
    ]);
});

test('only a global key with STAFF_ADMINISTRATION moves accounts', async () => {
  const { organization, to, accounts } = await setUp();
  const websiteIds = await organization.addWebsites(1);
  for (const options of [{}, { websiteIds, permissions: ['STAFF_ADMINISTRATION'] }]) {
    const key = await organization.createKey(options);
    for (const accountIds of [accounts, []])
      expect(await errorCode(organization, key, 'moveStaffAccounts', { accountIds, accountGroupId: to })).toBe(
        'FORBIDDEN',
      );
  }
});
