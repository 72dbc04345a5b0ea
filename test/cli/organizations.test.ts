import { randomUUID } from 'node:crypto';
import { admin, adminDocument } from '../support/admin.ts';
import { eventually } from '../support/eventually.ts';
import { data } from '../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../support/organization.ts';
import { query } from '../support/postgres.ts';

test('an organization is created as a direct customer with labels in English, its name trimmed', async () => {
  const created = await adminDocument('organization', 'create', '--name', '  Contoso Ünïcode 🌐 ');
  expect(created).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    name: 'Contoso Ünïcode 🌐',
    isPartner: false,
    defaultLanguage: { id: 1, lookupName: 'en_US', name: 'English' },
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  });
});

test('a partner with another language is created, and its key sees both', async () => {
  const { id } = await adminDocument('org', 'create', '--name', 'Partner', '--partner', '--default-language', 'de_DE');
  const { key } = await adminDocument('key', 'create', '--organization', id, '--name', 'first');
  const { viewer } = await data(
    key,
    '{ viewer { organization { id name isPartner defaultLanguage { lookupName } } } }',
  );
  expect(viewer.organization).toEqual({
    id,
    name: 'Partner',
    isPartner: true,
    defaultLanguage: { lookupName: 'de_DE' },
  });
});

test('the list holds every organization, for people and for scripts', async () => {
  const { id, name } = await adminDocument('organization', 'create', '--name', `Listed ${randomUUID()}`);
  const list = await adminDocument('organization', 'list');
  expect(list.find((organization: { id: string }) => organization.id === id)).toMatchObject({ name, isPartner: false });
  const { code, stdout } = await admin('organization', 'list');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ID +NAME +PARTNER +DEFAULT LANGUAGE +CREATED\n/);
  expect(stdout).toMatch(new RegExp(`^${id} +${name} +no +en_US +\\d{4}-`, 'm'));
});

test('an edit of the partner flag takes effect on keys in use within 2 seconds', async () => {
  const organization = await TestOrganization.create({ partner: false });
  await organization.addGroup({ externalId: 'acct-1' });
  const externalIdIsSeen = async () =>
    (await data(organization.key, '{ groups { nodes { externalId } } }')).groups.nodes[0].externalId === 'acct-1';
  expect(await externalIdIsSeen()).toBe(false);
  expect(await adminDocument('organization', 'edit', organization.id, '--partner')).toMatchObject({
    isPartner: true,
    changed: true,
  });
  await eventually('the external id is seen', externalIdIsSeen, 2100);
  expect(await adminDocument('organization', 'edit', organization.id, '--no-partner')).toMatchObject({
    isPartner: false,
    changed: true,
  });
  await eventually('the external id is hidden', async () => !(await externalIdIsSeen()), 2100);
});

test('an edit changes what is given and keeps the rest', async () => {
  const { id } = await adminDocument('organization', 'create', '--name', 'Before', '--partner');
  expect(await adminDocument('organization', 'edit', id, '--name', 'After')).toMatchObject({
    name: 'After',
    isPartner: true,
    defaultLanguage: { lookupName: 'en_US' },
    changed: true,
  });
  expect(await adminDocument('organization', 'edit', id, '--default-language', 'en_GB')).toMatchObject({
    name: 'After',
    isPartner: true,
    defaultLanguage: { lookupName: 'en_GB' },
    changed: true,
  });
});

test.each([[[]], [['--name', 'Same', '--no-partner', '--default-language', 'en_US']], [['--no-partner']]])(
  'an edit that changes nothing succeeds and says so: %j',
  async (options: string[]) => {
    const { id } = await adminDocument('organization', 'create', '--name', 'Same');
    const { code, stdout, stderr } = await admin('organization', 'edit', id, ...options);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Nothing changed/);
    expect(await adminDocument('organization', 'edit', id, ...options)).toMatchObject({ name: 'Same', changed: false });
  },
);

test('control characters in a name are refused, and those of an older one do not reach the terminal', async () => {
  const name = 'two\nlines \u001b[31mred\u0007';
  expect((await admin('organization', 'create', '--name', name)).code).toBe(2);
  const { id } = await TestOrganization.create();
  await query(databaseUrl(), 'UPDATE organizations SET name = $2 WHERE id = $1', [id, name]);
  const { stdout } = await admin('organization', 'list');
  expect(stdout).toMatch(new RegExp(`^${id}  two lines  \\[31mred `, 'm'));
  expect([...stdout].filter((character) => character < ' ' && character !== '\n')).toEqual([]);
});

test('a name of 255 characters outside the basic plane is taken, one more is refused', async () => {
  const name = '🌐'.repeat(255);
  const { id } = await adminDocument('organization', 'create', '--name', name);
  expect(await query(databaseUrl(), 'SELECT name FROM organizations WHERE id = $1', [id])).toEqual([{ name }]);
  expect((await admin('organization', 'create', '--name', `${name}🌐`)).code).toBe(2);
});

test('the lookup names of account groups follow the default language, and groups that keep theirs are left alone', async () => {
  const organization = await TestOrganization.create();
  const create = async (...names: { language: { lookupName: string }; labelText: string }[]) =>
    (
      await data(
        organization.key,
        'mutation ($input: CreateAccountGroupInput!) { createAccountGroup(input: $input) { ... on CreateAccountGroupSuccess { accountGroup { id } } } }',
        { input: { names } },
      )
    ).createAccountGroup.accountGroup.id;
  const english = { language: { lookupName: 'en_US' }, labelText: 'Sales' };
  const both = await create(english, { language: { lookupName: 'de_DE' }, labelText: 'Vertrieb' });
  const one = await create(english);
  await adminDocument('organization', 'edit', organization.id, '--default-language', 'de_DE');
  const { accountGroups } = await data(organization.key, '{ accountGroups { nodes { id lookupName revision } } }');
  expect(accountGroups.nodes).toEqual([
    { id: both, lookupName: 'Vertrieb', revision: 2 },
    { id: one, lookupName: 'Sales', revision: 1 },
  ]);
});
