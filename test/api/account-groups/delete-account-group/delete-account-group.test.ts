import { TestOrganization } from '../../../support/organization.ts';
import { errorCode, issuePaths, label, mutate, noIds, places, read, refused } from '../operations.ts';

test('an empty account group is deleted with its labels, and leaves its place as a gap', async () => {
  const organization = await TestOrganization.create();
  const before = await organization.snapshot({ history: false });
  const id = await organization.addAccountGroup({ names: { 1: 'a', 3: 'b' }, descriptions: { 1: 'c' } });
  expect(await mutate(organization, 'deleteAccountGroup', { id })).toEqual({
    __typename: 'DeleteAccountGroupSuccess',
    deletedAccountGroupId: id,
  });
  expect(await organization.snapshot({ history: false })).toBe(before);
  expect(await read(organization, id)).toBeNull();
  expect(await refused(organization, 'deleteAccountGroup', { id })).toMatchObject({ __typename: 'ResourceNotFound' });
});

test('siblings stay where they are', async () => {
  const organization = await TestOrganization.create();
  const ids = [];
  for (const displayOrder of [1, 2, 3]) ids.push(await organization.addAccountGroup({ displayOrder }));
  await mutate(organization, 'deleteAccountGroup', { id: ids[1] });
  expect(await places(organization)).toEqual([
    [ids[0], 1],
    [ids[2], 3],
  ]);
});

test('an account group with accounts is AccountGroupNotEmpty until they have moved', async () => {
  const organization = await TestOrganization.create();
  const [id, other] = [await organization.addAccountGroup(), await organization.addAccountGroup()];
  const accountIds = await organization.addStaffAccounts(id, 3);
  expect(await refused(organization, 'deleteAccountGroup', { id })).toEqual({
    __typename: 'AccountGroupNotEmpty',
    message: expect.stringContaining('3'),
    accountCount: 3,
  });
  await mutate(organization, 'moveStaffAccounts', { accountIds, accountGroupId: other });
  expect(await mutate(organization, 'deleteAccountGroup', { id })).toMatchObject({ deletedAccountGroupId: id });
});

test('another revision than the expected one is AccountGroupRevisionConflict, also where there are accounts', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup();
  await mutate(organization, 'updateAccountGroup', { id, names: [label(1, 'x')] });
  const conflict = {
    __typename: 'AccountGroupRevisionConflict',
    message: expect.any(String),
    currentAccountGroup: await read(organization, id),
  };
  expect(await refused(organization, 'deleteAccountGroup', { id, expectedRevision: 1 })).toEqual(conflict);
  await organization.addStaffAccounts(id, 1);
  expect(await refused(organization, 'deleteAccountGroup', { id, expectedRevision: 1 })).toEqual(conflict);
  expect(await refused(organization, 'deleteAccountGroup', { id, expectedRevision: 2 })).toMatchObject({
    __typename: 'AccountGroupNotEmpty',
  });
  await organization.query('DELETE FROM staff_accounts WHERE organization_id = $1', [organization.id]);
  expect(await mutate(organization, 'deleteAccountGroup', { id, expectedRevision: 2 })).toMatchObject({
    __typename: 'DeleteAccountGroupSuccess',
  });
});

test('null is no expectation', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup();
  expect(await mutate(organization, 'deleteAccountGroup', { id, expectedRevision: null })).toMatchObject({
    __typename: 'DeleteAccountGroupSuccess',
  });
});

test("ids that there are not, and another organization's, are ResourceNotFound", async () => {
  const [organization, victim] = [await TestOrganization.create(), await TestOrganization.create()];
  const theirs = await victim.addAccountGroup();
  const full = await victim.addAccountGroup();
  await victim.addStaffAccounts(full, 1);
  const before = await victim.snapshot();
  for (const id of [theirs, full, '1'])
    for (const expectedRevision of [undefined, 1, 7])
      expect(await refused(organization, 'deleteAccountGroup', { id, expectedRevision })).toEqual({
        __typename: 'ResourceNotFound',
        message: expect.any(String),
        typeName: 'AccountGroup',
        id,
      });
  expect(await victim.snapshot()).toBe(before);
});

test('an id that no account group can have is InvalidResourceInput', async () => {
  const organization = await TestOrganization.create();
  for (const id of noIds) expect(await issuePaths(organization, 'deleteAccountGroup', { id })).toEqual(['id']);
});

test('only a global key with STAFF_ADMINISTRATION deletes', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup();
  const websiteIds = await organization.addWebsites(1);
  for (const options of [{}, { websiteIds, permissions: ['STAFF_ADMINISTRATION'] }]) {
    const key = await organization.createKey(options);
    for (const wanted of [id, 'x'])
      expect(await errorCode(organization, key, 'deleteAccountGroup', { id: wanted })).toBe('FORBIDDEN');
  }
});
