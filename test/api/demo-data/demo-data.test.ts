import { readFile } from 'node:fs/promises';
import { createKey } from '../../../src/auth/keys.service.ts';
import { openDatabase } from '../../../src/database/client.ts';
import { migrate } from '../../../src/database/migrations/migrate.ts';
import { createDemoData, demoKeysIn } from '../../../src/organizations/demo-data.ts';
import { data, send } from '../../support/graphql.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';

const demoKeys = [
  'gg_demo_partner',
  'gg_demo_partner_reader',
  'gg_demo_partner_website',
  'gg_demo_direct',
  'gg_demo_outage',
];

let service: ServiceProcess;
let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  database = await createDatabase(serverUrl());
  const { prisma, pool, close } = openDatabase(database.url, () => {});
  await migrate(pool);
  await createDemoData(prisma);
  await createDemoData(prisma); // another node, or another start: the demo is there already
  await close();
  service = await startService({ DATABASE_URL: database.url });
});
afterAll(async () => {
  await service.kill();
  await database.drop();
});

const everything = `{
  viewer { organization { name isPartner } apiKey { scope permissions readOnly websites { url } } }
  websites { totalCount } groups { totalCount } accountGroups { totalCount } staffAccounts { totalCount }
}`;
const viewerOnly =
  '{ viewer { organization { name isPartner } apiKey { scope permissions readOnly websites { url } } } }';

const staff = ['STAFF_ADMINISTRATION'];
const staffAndKeys = [...staff, 'KEY_ADMINISTRATION'];
const counts = (websites: number, groups: number, accountGroups: number) => ({
  websites: { totalCount: websites },
  groups: { totalCount: groups },
  accountGroups: { totalCount: accountGroups },
});

test.each([
  ['gg_demo_partner', 'Northwind Partners', true, staffAndKeys, false, counts(12, 4, 3)],
  ['gg_demo_partner_reader', 'Northwind Partners', true, [], true, counts(12, 4, 3)],
  ['gg_demo_direct', 'Contoso Direct', false, staffAndKeys, false, counts(5, 2, 2)],
  ['gg_demo_outage', 'Fabrikam Outage', true, staff, false, counts(3, 2, 1)],
])('%s is a global key of %s', async (key, name, isPartner, permissions, readOnly, totals) => {
  const { viewer, ...lists } = await data(key, everything, {}, service);
  expect(viewer).toEqual({
    organization: { name, isPartner },
    apiKey: { scope: 'GLOBAL', permissions, readOnly, websites: [] },
  });
  expect(lists).toMatchObject(totals);
});

test('gg_demo_partner_website is confined to one website', async () => {
  const { viewer } = await data('gg_demo_partner_website', viewerOnly, {}, service);
  expect(viewer).toEqual({
    organization: { name: 'Northwind Partners', isPartner: true },
    apiKey: { scope: 'WEBSITES', permissions: [], readOnly: false, websites: [{ url: 'blog.northwind.example' }] },
  });
});

test('Northwind has a billed group with credits, and accounts in groups that are named in two languages', async () => {
  const answer = await data(
    'gg_demo_partner',
    `{ billed: groups(filter: { billingEnabled: true }) {
        nodes { name externalId credits { total monthly { balance } oneOff { balance } } }
      }
      accountGroups { nodes { names { language { lookupName } } } }
      staffAccounts { totalCount }
      labelLanguages { lookupName name } }`,
    {},
    service,
  );
  const credits = { total: 500, monthly: { balance: 300 }, oneOff: { balance: 200 } };
  expect(answer.billed.nodes).toEqual([{ name: 'Enterprise Clients', externalId: 'acct_9e4c1b8d', credits }]);
  expect(answer.staffAccounts.totalCount).toBe(6);
  for (const { names } of answer.accountGroups.nodes)
    expect(names).toEqual(['en_US', 'de_DE'].map((lookupName) => ({ language: { lookupName } })));
  for (const lookupName of ['en_US', 'en_GB'])
    expect(answer.labelLanguages).toContainEqual({ lookupName, name: 'English' });
});

test("Fabrikam's billing provider always fails", async () => {
  const { groups } = await data('gg_demo_outage', '{ groups { nodes { id } } }', {}, service);
  const enable = `mutation ($id: ID!) { updateGroup(input: { id: $id, billingEnabled: true }) { __typename } }`;
  expect(await data('gg_demo_outage', enable, { id: groups.nodes[0].id }, service)).toEqual({
    updateGroup: { __typename: 'BillingProviderFailed' },
  });
  const answer = await send('gg_demo_outage', '{ groups(first: 1) { nodes { credits { total } } } }', {}, service);
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['BILLING_PROVIDER_FAILED']);
});

describe('with NODE_ENV=production', () => {
  let production: ServiceProcess;
  beforeAll(async () => {
    production = await startService({ DATABASE_URL: database.url, NODE_ENV: 'production' });
  });
  afterAll(() => production.kill());

  test.each(demoKeys)('%s is refused like a key that does not exist', async (key) => {
    const unknown = await send('gg_demo_nobody_has_this', '{ __typename }', {}, production);
    const answer = await send(key, '{ __typename }', {}, production);
    expect({ status: answer.status, errors: answer.errors }).toEqual({ status: 401, errors: unknown.errors });
    const bearer = await fetch(`${production.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(bearer.status).toBe(401);
  });

  test('the log says at the start, as an error, which keys the database has', () => {
    const line = production
      .output()
      .split('\n')
      .find((text) => text.includes('the database has demo keys'));
    expect(JSON.parse(line as string)).toMatchObject({ level: 50, keys: demoKeys });
  });

  test('other keys of the same database work', async () => {
    const { prisma, close } = openDatabase(database.url, () => {});
    const { organizationId } = await prisma.apiKey.findFirstOrThrow({ select: { organizationId: true } });
    const { key } = await createKey(prisma, 'operator', {
      organizationId,
      name: 'Own',
      permissions: [],
      readOnly: false,
      websiteIds: null,
      expiresAt: null,
    });
    await close();
    expect((await send(key, '{ __typename }', {}, production)).status).toBe(200);
  });
});

test('demo keys are found as long as they work', async () => {
  const { prisma, close } = openDatabase(database.url, () => {});
  const found = async () => (await demoKeysIn(prisma)).map(({ key }) => key);
  expect(await found()).toEqual(demoKeys);
  await prisma.apiKey.updateMany({ where: { prefix: 'gg_demo_out' }, data: { revokedAt: new Date() } });
  await prisma.apiKey.updateMany({ where: { prefix: 'gg_demo_dir' }, data: { expiresAt: new Date(0) } });
  expect(await found()).toEqual(demoKeys.slice(0, 3));
  await close();
});

test('the query and the mutation of the README have the answers that it shows', async () => {
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
  const query = JSON.parse(/^curl .* -d '(\{.*?\})'$/ms.exec(readme)?.[1] ?? '').query;
  const [, mutation = ''] = /^```graphql\n(mutation .*?)^```$/ms.exec(readme) ?? [];
  const shown = [...readme.matchAll(/^```json\n(.*?)^```$/gms)].map(([, text = '']) =>
    JSON.parse(text.trim().replaceAll(/,\n/g, ',').replaceAll('\n', ' ')),
  );
  expect(shown).toHaveLength(2);
  const answers = [
    await data('gg_demo_partner', query, {}, service),
    await data('gg_demo_partner', mutation, {}, service),
  ];
  expect(answers).toEqual(shown.map((answer) => answer.data));
  const applied = await data('gg_demo_partner', mutation.replace(/^ *externalId:.*\n/m, ''), {}, service);
  expect(applied.updateGroup).toMatchObject({ __typename: 'UpdateGroupSuccess', group: { revision: 2 } });
});
