import { admin } from '../../support/admin.ts';
import { TestOrganization } from '../../support/organization.ts';
import { label, mutate } from '../account-groups/operations.ts';
import { accountGroupHistory, nothingOfAccountGroup as nothing } from './history.ts';

const change = (from: unknown, to: unknown) => ({ from, to });
const author = { apiKeyId: expect.any(String), name: 'test', prefix: expect.stringMatching(/^gg_.{8}$/) };
const updated = { ...nothing, kind: 'UPDATED', changedBy: author };

test('creation and update tell of labels by language, place and switches', async () => {
  const organization = await TestOrganization.create();
  const { accountGroup } = await mutate(organization, 'createAccountGroup', {
    names: [label(1, 'One'), label(3, 'Eins')],
    descriptions: [label(1, 'Text')],
  });
  const { id } = accountGroup;
  await mutate(organization, 'updateAccountGroup', {
    id,
    names: [label(1, 'Two'), label(3, 'Eins'), label(4, 'Deux')],
    removeDescriptions: [{ id: 1 }, { id: 3 }],
    displayOrder: 7,
    attributes: { customerCareAccess: true },
  });
  await mutate(organization, 'updateAccountGroup', { id, names: [label(1, 'Two')], displayOrder: 7 });
  expect(await accountGroupHistory(organization.key, id)).toEqual([
    {
      ...updated,
      revision: 2,
      names: [
        { language: { id: 1 }, ...change('One', 'Two') },
        { language: { id: 4 }, ...change(null, 'Deux') },
      ],
      descriptions: [{ language: { id: 1 }, ...change('Text', null) }],
      lookupName: change('One', 'Two'),
      displayOrder: change(1, 7),
      attributes: { customerCareAccess: change(false, true) },
    },
    {
      ...nothing,
      kind: 'CREATED',
      changedBy: author,
      revision: 1,
      names: [
        { language: { id: 1 }, ...change(null, 'One') },
        { language: { id: 3 }, ...change(null, 'Eins') },
      ],
      descriptions: [{ language: { id: 1 }, ...change(null, 'Text') }],
      lookupName: change(null, 'One'),
      displayOrder: change(null, 1),
      attributes: { customerCareAccess: change(null, false) },
    },
  ]);
});

test('siblings that make room have it in their own history', async () => {
  const organization = await TestOrganization.create();
  const [one, two] = [await organization.addAccountGroup(), await organization.addAccountGroup()];
  await mutate(organization, 'createAccountGroup', { names: [label(1, 'New')], displayOrder: 1 });
  await mutate(organization, 'updateAccountGroup', { id: two, displayOrder: 2 });
  expect(await accountGroupHistory(organization.key, one)).toEqual([
    { ...updated, revision: 3, displayOrder: change(2, 3) },
    { ...updated, revision: 2, displayOrder: change(1, 2) },
  ]);
  expect(await accountGroupHistory(organization.key, two)).toEqual([
    { ...updated, revision: 3, displayOrder: change(3, 2) },
    { ...updated, revision: 2, displayOrder: change(2, 3) },
  ]);
});

test('accounts that join and leave are in the history of both account groups, whose revisions stay', async () => {
  const organization = await TestOrganization.create();
  const [from, to] = [await organization.addAccountGroup(), await organization.addAccountGroup()];
  const { staffAccount } = await mutate(organization, 'createStaffAccount', {
    login: 'ada',
    displayName: 'Ada',
    accountGroupId: from,
  });
  const [stays = ''] = await organization.addStaffAccounts(to, 1);
  await mutate(organization, 'moveStaffAccounts', { accountIds: [staffAccount.id, stays], accountGroupId: to });
  await mutate(organization, 'moveStaffAccounts', { accountIds: [staffAccount.id], accountGroupId: to });
  await mutate(organization, 'deleteStaffAccount', { id: staffAccount.id });
  const ada = [{ id: staffAccount.id, login: 'ada' }];
  expect(await accountGroupHistory(organization.key, from)).toEqual([
    { ...updated, revision: 1, accountsLeft: ada },
    { ...updated, revision: 1, accountsJoined: ada },
  ]);
  expect(await accountGroupHistory(organization.key, to)).toEqual([
    { ...updated, revision: 1, accountsLeft: ada },
    { ...updated, revision: 1, accountsJoined: ada },
  ]);
});

test('a deletion is recorded with what the account group was', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup({ names: { 1: 'Gone' } });
  await mutate(organization, 'deleteAccountGroup', { id });
  const rows = await organization.query(
    'SELECT kind, revision, details FROM account_group_changes WHERE organization_id = $1',
    [organization.id],
  );
  expect(rows).toEqual([
    {
      kind: 'DELETED',
      revision: 1,
      details: {
        displayOrder: change(1, null),
        customerCareAccess: change(false, null),
        lookupName: change('Gone', null),
      },
    },
  ]);
});

test('what an operator does is recorded without a key', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup({ names: { 1: 'One', 3: 'Eins' } });
  const same = await organization.addAccountGroup({ names: { 1: 'Same', 3: 'Same' } });
  const run = await admin('organization', 'edit', organization.id, '--default-language', 'de_DE');
  expect(run.code).toBe(0);
  await admin(
    ...['account', 'create', '--organization', organization.id, '--group', id],
    ...['--login', 'ada', '--display-name', 'Ada'],
  );
  const byOperator = { ...updated, changedBy: null, revision: 2 };
  expect(await accountGroupHistory(organization.key, id)).toEqual([
    { ...byOperator, accountsJoined: [{ id: expect.any(String), login: 'ada' }] },
    { ...byOperator, lookupName: change('One', 'Eins') },
  ]);
  expect(await accountGroupHistory(organization.key, same)).toEqual([]);
});

test('a key without the permission reads the history, one that is confined to websites does not', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup();
  await mutate(organization, 'updateAccountGroup', { id, displayOrder: 5 });
  expect(await accountGroupHistory(await organization.createKey(), id)).toHaveLength(1);
  const confined = await organization.createKey({ websiteIds: await organization.addWebsites(1) });
  await expect(accountGroupHistory(confined, id)).rejects.toThrow('FORBIDDEN');
});
