import 'reflect-metadata';
import { isObjectType } from 'graphql';
import { resultClasses } from '../../../src/schema/repeatable-mutations.ts';
import { idOf } from '../../api/api-keys/operations.ts';
import { TestOrganization } from '../../support/organization.ts';
import { introspect } from '../../support/schema.ts';
import { isReplay, repeatable } from './request.ts';

type Ids = Record<
  | 'group'
  | 'website'
  | 'deletedWebsite'
  | 'accountGroup'
  | 'emptyAccountGroup'
  | 'account'
  | 'apiKey'
  | 'webhookEndpoint'
  | 'webhookDelivery',
  string
>;

const label = '{ language: { id: 1 }, labelText: "New" }';

/** Each mutation: an input that changes something, and the table in which its transaction shows. */
const changes: Record<string, [input: (ids: Ids) => string, table: string]> = {
  createGroup: [({ website }) => `name: "New", websiteIds: ["${website}"], billingEnabled: true`, 'groups'],
  updateGroup: [({ group }) => `id: "${group}", name: "New", billingEnabled: true`, 'groups'],
  createGroups: [({ website }) => `name: "New", websiteIds: ["${website}"], billingEnabled: true`, 'groups'],
  updateGroups: [({ group }) => `id: "${group}", name: "New", billingEnabled: true`, 'groups'],
  createWebsites: [() => 'url: "new.example"', 'websites'],
  updateAccountGroups: [({ accountGroup }) => `id: "${accountGroup}", names: [${label}]`, 'account_groups'],
  deleteGroup: [({ group }) => `id: "${group}"`, 'group_changes'],
  createWebsite: [() => 'url: "new.example"', 'websites'],
  updateWebsite: [({ website }) => `id: "${website}", name: "New"`, 'websites'],
  deleteWebsite: [({ website }) => `id: "${website}"`, 'websites'],
  restoreWebsite: [({ deletedWebsite }) => `id: "${deletedWebsite}"`, 'websites'],
  createApiKey: [() => 'name: "New"', 'api_keys'],
  updateApiKey: [({ apiKey }) => `id: "${apiKey}", name: "New"`, 'api_keys'],
  rotateApiKey: [({ apiKey }) => `id: "${apiKey}"`, 'api_keys'],
  revokeApiKey: [({ apiKey }) => `id: "${apiKey}"`, 'api_keys'],
  createWebhookEndpoint: [() => 'url: "https://hooks.example", events: [GROUP_CREATED]', 'webhook_endpoints'],
  updateWebhookEndpoint: [({ webhookEndpoint }) => `id: "${webhookEndpoint}", isEnabled: false`, 'webhook_endpoints'],
  deleteWebhookEndpoint: [({ webhookEndpoint }) => `id: "${webhookEndpoint}"`, 'organization_changes'],
  rotateWebhookSigningSecret: [({ webhookEndpoint }) => `id: "${webhookEndpoint}"`, 'webhook_endpoints'],
  sendTestWebhook: [({ webhookEndpoint }) => `id: "${webhookEndpoint}"`, 'webhook_deliveries'],
  redeliverWebhook: [({ webhookDelivery }) => `id: "${webhookDelivery}"`, 'webhook_deliveries'],
  createAccountGroup: [() => `names: [${label}], displayOrder: 1`, 'account_groups'],
  updateAccountGroup: [({ accountGroup }) => `id: "${accountGroup}", names: [${label}]`, 'account_groups'],
  deleteAccountGroup: [({ emptyAccountGroup }) => `id: "${emptyAccountGroup}"`, 'account_group_changes'],
  moveStaffAccounts: [
    ({ account, emptyAccountGroup }) => `accountIds: ["${account}"], accountGroupId: "${emptyAccountGroup}"`,
    'staff_accounts',
  ],
  createStaffAccount: [
    ({ accountGroup }) => `login: "new", displayName: "New", accountGroupId: "${accountGroup}"`,
    'staff_accounts',
  ],
  updateStaffAccount: [({ account }) => `id: "${account}", displayName: "New"`, 'staff_accounts'],
  deleteStaffAccount: [({ account }) => `id: "${account}"`, 'account_group_changes'],
};

/** Changes nothing in the database: the billing provider is told before its outcome is recorded. */
const atTheProvider = ['setGroupCredits', 'setWebsiteCredits', 'setOrganizationCredits'];

/** An endpoint that is paused, with a delivery: nothing about them changes by itself. */
async function addWebhook(organization: TestOrganization) {
  const [endpoint] = await organization.query(
    `INSERT INTO webhook_endpoints (organization_id, id, url, events, signing_secret, paused_until)
     VALUES ($1, gen_random_uuid(), 'https://hooks.example', '{GROUP_UPDATED}', 'whsec_AAAA', 'infinity') RETURNING id`,
    [organization.id],
  );
  const webhookEndpoint = endpoint?.id as string;
  const [delivery] = await organization.query(
    `INSERT INTO webhook_deliveries (organization_id, endpoint_id, event, resource_id, occurred_at, content)
     VALUES ($1, $2, 'TEST', '', now(), '{}') RETURNING id`,
    [organization.id, webhookEndpoint],
  );
  return { webhookEndpoint, webhookDelivery: delivery?.id as string };
}

test('the walk knows every mutation', async () => {
  const schema = await introspect((await TestOrganization.create()).key);
  const fields = Object.keys(schema.getMutationType()?.getFields() ?? {});
  expect([...Object.keys(changes), ...atTheProvider].sort()).toEqual(fields.sort());
});

test.each(Object.entries(changes))(
  '%s and its record are one transaction, and its repeat changes nothing',
  async (name, [input, table]) => {
    const organization = await TestOrganization.create();
    const [website = ''] = await organization.addWebsites(1);
    const accountGroup = await organization.addAccountGroup();
    const ids: Ids = {
      website,
      group: await organization.addGroup({ websiteIds: [website] }),
      deletedWebsite: await organization.addWebsite({ deleted: true }),
      accountGroup,
      emptyAccountGroup: await organization.addAccountGroup(),
      apiKey: await idOf(await organization.createKey()),
      account: (await organization.addStaffAccounts(accountGroup, 1))[0] as string,
      ...(await addWebhook(organization)),
    };
    const argument = name.endsWith('s') && name !== 'moveStaffAccounts' ? 'inputs' : 'input';
    const document = `mutation { result: ${name}(${argument}: { ${input(ids)} }) { __typename } }`;
    const answer = await repeatable(organization.key, 'key', document, {});
    expect([answer.data?.result].flat()[0].__typename).toMatch(/Success$/);
    const rows = await organization.query(
      `SELECT FROM idempotency_records r JOIN ${table} t ON t.organization_id = r.organization_id AND t.xmin = r.xmin
     WHERE r.organization_id = $1`,
      [organization.id],
    );
    expect(rows.length).toBeGreaterThan(0);
    const before = await organization.snapshot();
    const again = await repeatable(organization.key, 'key', document, {});
    expect([again.data, isReplay(again)]).toEqual([answer.data, true]);
    expect(await organization.snapshot()).toBe(before);
  },
);

const credits = 'credits { total monthly { balance } oneOff { balance } }';

test.each([
  ['setGroupCredits', 'groupId', `group { id name ${credits} }`],
  ['setWebsiteCredits', 'websiteId', `website { id url ${credits} }`],
  ['setOrganizationCredits', undefined, `organization { id name defaultLanguage { id } ${credits} }`],
])('%s that is sent again is answered again, and its credits stay as others have set them', async (name, id, told) => {
  const organization = await TestOrganization.create();
  const [websiteId = ''] = await organization.addWebsites(1);
  const groupId = await organization.addGroup({ websiteIds: [websiteId] });
  await organization.query('INSERT INTO sandbox_billing_entities VALUES ($1, $2, 7, 0)', [organization.id, groupId]);
  const ids: Record<string, string> = { websiteId, groupId };
  const set = (key: string, monthly: number) =>
    repeatable(
      organization.key,
      key,
      `mutation { result: ${name}(input: { ${id ? `${id}: "${ids[id]}", ` : ''}monthly: ${monthly} }) {
        __typename ... on ${name.replace('set', 'Set')}Success { ${told} } } }`,
      {},
    );
  const first = await set('a', 5);
  expect(first.data?.result.__typename).toMatch(/Success$/);
  await set('b', 6);
  const again = await set('a', 5);
  expect([again.errors, isReplay(again)]).toEqual([undefined, true]);
  expect(again.data?.result.__typename).toBe(first.data?.result.__typename);
  expect(JSON.stringify(again.data)).toContain('"monthly":{"balance":6}');
});

test('every member of a result union can be told again', async () => {
  const schema = await introspect((await TestOrganization.create()).key);
  const unions = Object.values(schema.getTypeMap()).filter((type) => type.name.endsWith('Result'));
  expect(unions.length).toBeGreaterThan(10);
  for (const union of unions)
    for (const member of 'getTypes' in union ? union.getTypes() : [])
      if (isObjectType(member))
        expect({ member: member.name, known: resultClasses.has(member.name) }).toEqual({
          member: member.name,
          known: true,
        });
});
