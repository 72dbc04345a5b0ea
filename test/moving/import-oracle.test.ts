import { mutations } from '../api/account-groups/operations.ts';
import { Oracle } from '../stand-ins/oracle.ts';
import { data } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { accountGroupsOf, importOracle, reportOf } from './support.ts';

// Each command is a process of its own, which a busy machine is slow to start.
import.meta.jest.setTimeout(120_000);

let oracle: Oracle;
let organization: TestOrganization;
beforeEach(async () => {
  oracle = await new Oracle().start();
  organization = await TestOrganization.create();
});
afterEach(() => oracle.stop());

const run = async (...args: string[]) => reportOf(await importOracle(oracle, organization, [...args, '--json']));
const largest = '9223372036854775807';

test('account groups and accounts come over with their ids, exact to the last digit', async () => {
  oracle.addGroup('100133', 'Login', {
    displayOrder: 2,
    descriptions: { 1: 'Text', 3: 'Beschreibung' },
    customerCareAccess: true,
  });
  oracle.addGroup(largest, 'Last', { displayOrder: 7, names: { 1: 'Last', 3: 'Letzte' } });
  oracle.addAccount('9007199254740993', 'ada', largest, 'Ada Lovelace');
  expect(await run('--as', 'Ada')).toMatchObject({
    code: 0,
    counts: { accountGroups: { created: 2 }, accounts: { created: 1 } },
  });
  const created_at = new Date('2024-05-01T10:00:00.000Z');
  expect(await accountGroupsOf(organization)).toEqual([
    {
      id: '100133',
      display_order: 2,
      lookup_name: 'Login',
      customer_care_access: true,
      created_at,
      labels: ['NAME 1 Login', 'DESCRIPTION 1 Text', 'DESCRIPTION 3 Beschreibung'],
    },
    {
      id: largest,
      display_order: 7,
      lookup_name: 'Last',
      customer_care_access: false,
      created_at,
      labels: ['NAME 1 Last', 'NAME 3 Letzte'],
    },
  ]);
  const { staffAccounts, organizationChanges } = await data(
    organization.key,
    '{ staffAccounts { nodes { id login displayName } } organizationChanges(first: 9) { nodes { operator } } }',
  );
  expect(staffAccounts.nodes).toMatchObject([{ id: '9007199254740993', login: 'ada', displayName: 'Ada Lovelace' }]);
  for (const { operator } of organizationChanges.nodes) expect(operator).toBe('import oracle by Ada');
});

test('a second import writes nothing, and a later one follows each change', async () => {
  for (const [n, name] of ['A', 'B', 'C'].entries())
    oracle.addGroup(String(11 + n), name, { descriptions: { 1: name } });
  oracle.addAccount('21', 'ada', '11');
  await run();
  const before = await organization.snapshot();
  expect(await run()).toMatchObject({
    code: 0,
    counts: { accountGroups: { created: 0, changed: 0 }, accounts: { changed: 0 } },
  });
  expect(await organization.snapshot()).toBe(before);

  const group = (id: string) => oracle.groups.get(id) as NonNullable<ReturnType<typeof oracle.groups.get>>;
  // C comes first, and the others move on.
  Object.assign(group('13'), { displayOrder: 1 });
  Object.assign(group('11'), {
    displayOrder: 2,
    names: { 1: 'A2', 3: 'A3' },
    descriptions: {},
    customerCareAccess: true,
  });
  Object.assign(group('12'), { displayOrder: 3 });
  Object.assign(oracle.accounts.get('21') as object, { login: 'ada.l', groupId: '12' });
  expect(await run()).toMatchObject({ code: 0, counts: { accounts: { changed: 1 } } });
  expect(await accountGroupsOf(organization)).toMatchObject([
    { id: '13', display_order: 1 },
    { id: '11', display_order: 2, lookup_name: 'A2', customer_care_access: true, labels: ['NAME 1 A2', 'NAME 3 A3'] },
    { id: '12', display_order: 3 },
  ]);
  const after = await organization.snapshot();
  expect(await run()).toMatchObject({ code: 0 });
  expect(await organization.snapshot()).toBe(after);
});

test('new account groups and accounts get no id that came over', async () => {
  const [row] = await organization.query('SELECT last_value::text AS last FROM account_groups_id_seq');
  const next = BigInt(row?.last as string) + 2n;
  for (let n = 0n; n < 12n; n++) oracle.addGroup(String(next + n), `Group ${n}`);
  await run();
  const names = [{ labelText: 'New', language: { id: 1 } }];
  await mutations.createAccountGroup(organization.key, { names });
  const [created] = await organization.query(
    "SELECT id::text FROM account_groups WHERE organization_id = $1 AND lookup_name = 'New'",
    [organization.id],
  );
  expect(BigInt(created?.id as string)).toBeGreaterThan(next + 11n);
});

test('what was made here under the same id is left alone, and the report says what to do', async () => {
  await organization.addAccountGroup({ id: '7', names: { 1: 'Made here' } });
  await organization.query(
    `INSERT INTO staff_accounts (organization_id, id, login, display_name, account_group_id)
     VALUES ($1, 21, 'here', 'Made here', 7)`,
    [organization.id],
  );
  oracle.addGroup('7', 'Old', { displayOrder: 3 });
  oracle.addGroup('11', 'Kept');
  oracle.addAccount('20', 'eve', '7');
  oracle.addAccount('21', 'ada', '11');
  for (let times = 0; times < 2; times++) {
    const report = await run();
    expect(report).toMatchObject({
      code: 1,
      counts: { accountGroups: { left: 1 }, accounts: { left: 2, created: 0 } },
    });
    expect(report.problems.map(({ id, problem }: Record<string, string>) => `${id} ${problem}`)).toEqual([
      expect.stringMatching(/^7 is left out: "Made here" has this id, and was made here. Delete that one/),
      expect.stringMatching(/^20 is left out: its account group 7 is another one here/),
      expect.stringMatching(/^21 is left out: "here" has this id here/),
    ]);
  }
  expect(await accountGroupsOf(organization)).toMatchObject([
    { id: '7', lookup_name: 'Made here' },
    { id: '11', lookup_name: 'Kept' },
  ]);
});

test('labels that stand only as links in a list are read one by one', async () => {
  oracle.labelsAreLinks = true;
  oracle.addGroup('11', 'Sales', { names: { 1: 'Sales', 3: 'Vertrieb' } });
  expect(await run()).toMatchObject({ code: 0 });
  expect(await accountGroupsOf(organization)).toMatchObject([{ labels: ['NAME 1 Sales', 'NAME 3 Vertrieb'] }]);
});

test('what breaks a rule is in the report, and the rest comes over', async () => {
  oracle.languages[99] = 'xx_XX';
  oracle.addGroup('11', 'Kept', { names: { 1: 'Kept', 99: 'Unknown' } });
  oracle.addGroup('12', 'x'.repeat(81));
  oracle.addGroup('13', 'Twin', { displayOrder: 1 });
  oracle.addAccount('21', 'ada', '11');
  oracle.addAccount('22', 'ada', '11');
  oracle.addAccount('23', 'eve', '12');
  const report = await run();
  expect(report).toMatchObject({
    code: 1,
    complete: true,
    counts: { accountGroups: { created: 2, left: 1 }, accounts: { created: 1, left: 2 } },
  });
  expect(report.problems.map(({ id, problem }: Record<string, string>) => `${id} ${problem}`)).toEqual([
    expect.stringMatching(/^11 has no names in "xx_XX": the installation has no such language/),
    expect.stringMatching(/^12 has no names in "en_US": the text must have at most 80 characters/),
    expect.stringMatching(/^12 is left out: it has no name that can be here/),
    expect.stringMatching(/^22 is left out: .*login/),
    expect.stringMatching(/^23 is left out: .*no AccountGroup/),
  ]);
  // Both want the first place: the one with the larger id comes after the other.
  expect(await accountGroupsOf(organization)).toMatchObject([
    { id: '11', display_order: 1 },
    { id: '13', display_order: 2 },
  ]);
  const before = await organization.snapshot();
  await run();
  expect(await organization.snapshot()).toBe(before);
});

test('a dry run writes nothing', async () => {
  oracle.addGroup('11', 'Sales');
  oracle.addAccount('21', 'ada', '11');
  const before = await organization.snapshot();
  const { code, stdout } = await importOracle(oracle, organization, ['--dry-run']);
  expect(code).toBe(0);
  expect(stdout).toContain('+ account group 11 name "Sales", displayOrder 1');
  expect(stdout).toContain('+ account 21 login "ada"');
  expect(await organization.snapshot()).toBe(before);
});

test('the password comes from the environment alone', async () => {
  const { code, stderr } = await importOracle(oracle, organization, ['--password', oracle.password]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/unknown option/);
});
