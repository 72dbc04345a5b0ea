import { documentOf, runCommand } from '../support/admin.ts';
import { createDatabase, serverUrl } from '../support/postgres.ts';

// Languages are the installation's: changing them wants a database of the test's own.
let database: Awaited<ReturnType<typeof createDatabase>>;
const admin = (...args: string[]) => runCommand('admin', args, { DATABASE_URL: database.url });
const document = async (...args: string[]) => documentOf(await admin(...args, '--json'));

beforeAll(async () => {
  database = await createDatabase(serverUrl());
  await runCommand('migrate', [], { DATABASE_URL: database.url });
});
afterAll(() => database.drop());

test('the list starts with English of the United States', async () => {
  const list = await document('language', 'list');
  expect(list[0]).toEqual({ id: 1, lookupName: 'en_US', name: 'English' });
  expect((await admin('language', 'list')).stdout).toMatch(/^ID +LOOKUP NAME +NAME\n1 +en_US +English\n2 +en_GB/);
});

test('an added language is listed, and can be the default of an organization', async () => {
  const irish = { id: 2147483647, lookupName: 'ga_IE', name: 'Irish' };
  const add = ['language', 'add', '--id', '2147483647', '--lookup-name', 'ga_IE', '--name', 'Irish'];
  expect(await document(...add)).toEqual({ ...irish, changed: true });
  expect(await document(...add)).toEqual({ ...irish, changed: false });
  expect(await document('language', 'list')).toContainEqual(irish);
  const organization = await document('organization', 'create', '--name', 'Irish', '--default-language', 'ga_IE');
  expect(organization.defaultLanguage).toEqual(irish);
});

test.each([
  ['id', ['--id', '1', '--lookup-name', 'cy_GB']],
  ['locale', ['--id', '101', '--lookup-name', 'en_US']],
])('a language whose %s is taken is refused, and the list is as before', async (_, options) => {
  const before = await document('language', 'list');
  expect(await admin('language', 'add', ...options, '--name', 'Welsh')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'group-gateway: The language 1, en_US (English), exists already. Use an id and a locale that no language has.\n',
  });
  expect(await document('language', 'list')).toEqual(before);
});

test.each([
  ['201', 'zh_Hant_HK'],
  ['202', 'es_419'],
  ['203', 'fil_PH'],
])('a language with the id %s and the locale %s is added', async (id, locale) => {
  const added = await document('language', 'add', '--id', id, '--lookup-name', locale, '--name', 'Another');
  expect(added).toMatchObject({ lookupName: locale, changed: true });
});

test('an edit gives a language another English name', async () => {
  const edit = ['language', 'edit', '9', '--name', 'Brazilian Portuguese'];
  const edited = { id: 9, lookupName: 'pt_BR', name: 'Brazilian Portuguese' };
  expect(await document(...edit)).toEqual({ ...edited, changed: true });
  expect(await document(...edit)).toEqual({ ...edited, changed: false });
  expect((await admin('language', 'edit', '99', '--name', 'x')).code).toBe(2);
});
