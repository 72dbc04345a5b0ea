import { unchanged } from '../../support/expectations.ts';
import { data } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { errorCode, issuePaths, mutate, noIds, refused } from '../account-groups/operations.ts';

async function setUp() {
  const organization = await TestOrganization.create();
  return { organization, accountGroupId: await organization.addAccountGroup() };
}

const account = (login: string, displayName = 'Ada') => ({ login, displayName });

test('an account is created, renamed and deleted', async () => {
  const { organization, accountGroupId } = await setUp();
  const before = await organization.snapshot({ history: false });
  const created = await mutate(organization, 'createStaffAccount', { ...account(' ada ', ' Ada L. '), accountGroupId });
  const { id } = created.staffAccount;
  expect(created).toEqual({
    __typename: 'CreateStaffAccountSuccess',
    staffAccount: {
      id: expect.stringMatching(/^[1-9]\d*$/),
      ...account('ada', 'Ada L.'),
      staffGroup: { id: accountGroupId },
    },
  });
  const steps: [change: object, login: string, displayName: string][] = [
    [{ displayName: 'Ada' }, 'ada', 'Ada'],
    [{ login: 'lovelace' }, 'lovelace', 'Ada'],
    [{ login: 'a', displayName: 'A' }, 'a', 'A'],
    [{ login: 'a' }, 'a', 'A'],
  ];
  for (const [change, login, displayName] of steps)
    expect(await mutate(organization, 'updateStaffAccount', { id, ...change })).toEqual({
      __typename: 'UpdateStaffAccountSuccess',
      staffAccount: { id, login, displayName, staffGroup: { id: accountGroupId } },
    });
  const query = '{ staffAccounts { nodes { id login displayName } } }';
  expect((await data(organization.key, query)).staffAccounts.nodes).toEqual([{ id, login: 'a', displayName: 'A' }]);
  expect(await mutate(organization, 'deleteStaffAccount', { id })).toEqual({
    __typename: 'DeleteStaffAccountSuccess',
    deletedStaffAccountId: id,
  });
  expect(await organization.snapshot({ history: false })).toBe(before);
});

test('a login is unique in the organization, compared exactly', async () => {
  const { organization, accountGroupId } = await setUp();
  const [one, two] = [await TestOrganization.create(), await TestOrganization.create()];
  for (const other of [one, two]) {
    const otherGroup = await other.addAccountGroup();
    expect(await mutate(other, 'createStaffAccount', { ...account('ada'), accountGroupId: otherGroup })).toMatchObject({
      __typename: 'CreateStaffAccountSuccess',
    });
  }
  const first = await mutate(organization, 'createStaffAccount', { ...account('ada'), accountGroupId });
  const second = await mutate(organization, 'createStaffAccount', { ...account('Ada'), accountGroupId });
  const taken = {
    __typename: 'StaffAccountLoginTaken',
    message: expect.any(String),
    login: 'ada',
    existingStaffAccount: { id: first.staffAccount.id, login: 'ada' },
  };
  expect(await refused(organization, 'createStaffAccount', { ...account(' ada'), accountGroupId })).toEqual(taken);
  const { id } = second.staffAccount;
  expect(await refused(organization, 'updateStaffAccount', { id, login: 'ada', displayName: 'B' })).toEqual(taken);
});

test('bad texts and nulls are InvalidResourceInput', async () => {
  const { organization, accountGroupId } = await setUp();
  const [id] = await organization.addStaffAccounts(accountGroupId, 1);
  for (const bad of ['', ' \t', '\0', 'a\ud800', '😀'.repeat(256)]) {
    const fields = { login: bad, displayName: bad };
    for (const [name, input] of [
      ['createStaffAccount', { ...fields, accountGroupId: '1' }],
      ['updateStaffAccount', { ...fields, id: '1' }],
    ] as const)
      expect(await issuePaths(organization, name, input)).toEqual(['login', 'displayName']);
  }
  expect(await issuePaths(organization, 'updateStaffAccount', { id })).toEqual(['']);
  expect(await issuePaths(organization, 'updateStaffAccount', { id, login: null, displayName: null })).toEqual([
    'login',
    'displayName',
  ]);
  const longest = '😀'.repeat(255);
  expect(await mutate(organization, 'updateStaffAccount', { id, ...account(longest, longest) })).toMatchObject({
    staffAccount: account(longest, longest),
  });
});

test("what there is not, or is another organization's, is ResourceNotFound", async () => {
  const { organization } = await setUp();
  const victim = await setUp();
  const [theirs] = await victim.organization.addStaffAccounts(victim.accountGroupId, 1);
  await unchanged(victim.organization, async () => {
    for (const id of [theirs, '1']) {
      const missing = { __typename: 'ResourceNotFound', message: expect.any(String), typeName: 'StaffAccount', id };
      expect(await refused(organization, 'updateStaffAccount', { id, login: 'x' })).toEqual(missing);
      expect(await refused(organization, 'deleteStaffAccount', { id })).toEqual(missing);
    }
    for (const id of [victim.accountGroupId, '1'])
      expect(await refused(organization, 'createStaffAccount', { ...account('x'), accountGroupId: id })).toMatchObject({
        __typename: 'ResourceNotFound',
        typeName: 'AccountGroup',
        id,
      });
  });
});

test('an id that no account and no account group can have is InvalidResourceInput', async () => {
  const { organization } = await setUp();
  for (const id of noIds) {
    expect(await issuePaths(organization, 'updateStaffAccount', { id, login: 'x' })).toEqual(['id']);
    expect(await issuePaths(organization, 'deleteStaffAccount', { id })).toEqual(['id']);
    expect(await issuePaths(organization, 'createStaffAccount', { ...account('x'), accountGroupId: id })).toEqual([
      'accountGroupId',
    ]);
  }
});

test('only a global key with STAFF_ADMINISTRATION changes accounts', async () => {
  const { organization, accountGroupId } = await setUp();
  const [id] = await organization.addStaffAccounts(accountGroupId, 1);
  const websiteIds = await organization.addWebsites(1);
  for (const options of [{}, { websiteIds, permissions: ['STAFF_ADMINISTRATION'] }]) {
    const key = await organization.createKey(options);
    for (const [name, input] of [
      ['createStaffAccount', { ...account('x'), accountGroupId }],
      ['updateStaffAccount', { id, login: 'x' }],
      ['updateStaffAccount', { id }],
      ['deleteStaffAccount', { id }],
    ] as const)
      expect(await errorCode(organization, key, name, input)).toBe('FORBIDDEN');
  }
});

test('of two racing for one login one wins, the other is told who has it', async () => {
  const { organization, accountGroupId } = await setUp();
  const results = await Promise.all(
    Array.from({ length: 20 }, () => mutate(organization, 'createStaffAccount', { ...account('ada'), accountGroupId })),
  );
  const winners = results.filter(({ __typename }) => __typename === 'CreateStaffAccountSuccess');
  expect(winners).toHaveLength(1);
  for (const result of results.filter((each) => each !== winners[0]))
    expect(result).toMatchObject({
      __typename: 'StaffAccountLoginTaken',
      existingStaffAccount: { id: winners[0]?.staffAccount.id },
    });
});
