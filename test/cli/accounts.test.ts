import { documentOf, runCommand } from '../support/admin.ts';
import { data } from '../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../support/organization.ts';

const admin = (...args: string[]) => runCommand('admin', ['account', ...args], { DATABASE_URL: databaseUrl() });
const document = async (...args: string[]) => documentOf(await admin(...args, '--json'));

test('an operator creates, renames, lists and removes an account, and the service follows', async () => {
  const organization = await TestOrganization.create();
  const group = await organization.addAccountGroup();
  const of = ['--organization', organization.id];
  const created = await document('create', ...of, '--group', group, '--login', 'ada', '--display-name', 'Ada Lovelace');
  const expected = { id: created.id, login: 'ada', displayName: 'Ada Lovelace', accountGroupId: group };
  expect(created).toEqual(expected);

  const edited = await document('edit', created.id, ...of, '--display-name', 'Ada King');
  expect(edited).toEqual({ ...expected, displayName: 'Ada King' });
  expect(await document('list', ...of)).toEqual([edited]);
  const query = '{ staffAccounts { nodes { id login displayName } } }';
  expect((await data(organization.key, query)).staffAccounts.nodes).toEqual([
    { id: created.id, login: 'ada', displayName: 'Ada King' },
  ]);

  expect(await document('remove', created.id, ...of)).toEqual({ id: created.id });
  expect((await data(organization.key, query)).staffAccounts.nodes).toEqual([]);
});

test('what an organization has not got, and a login that is taken, are wrong use', async () => {
  const organization = await TestOrganization.create();
  const group = await organization.addAccountGroup();
  await organization.addStaffAccounts(group, 1);
  const stranger = await TestOrganization.create();
  const before = await organization.snapshot();
  const names = ['--login', `login-${group}-1`, '--display-name', 'x'];
  for (const [args, message] of [
    [['create', '--organization', organization.id, '--group', group, ...names], /login/],
    [['create', '--organization', stranger.id, '--group', group, ...names], /no AccountGroup/],
    [['create', '--organization', organization.id, '--group', 'x', ...names], /whole number/],
    [['edit', '1', '--organization', organization.id], /at least one field/],
    [['remove', '1', '--organization', organization.id], /no StaffAccount/],
    [['list', '--organization', group], /UUID/],
  ] as const) {
    const { code, stderr, stdout } = await admin(...args);
    expect({ args, code, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      args,
      code: 2,
      stdout: '',
      lines: 1,
    });
    expect(stderr).toMatch(message);
  }
  expect(await organization.snapshot()).toBe(before);
});
