import { Client } from 'pg';
import { WebhookEventType } from '../../../src/generated/prisma/enums.ts';
import { eventually } from '../../support/eventually.ts';
import { send } from '../../support/graphql.ts';
import type { TestOrganization } from '../../support/organization.ts';
import { Receiver, verify } from './receiver.ts';
import { rotate, Site, sendTest } from './site.ts';

const allEvents = Object.values(WebhookEventType).filter((event) => event !== 'TEST');

let site: Site;
let receiver: Receiver;
let organization: TestOrganization;

beforeAll(async () => {
  site = await Site.open();
});
afterAll(() => site.close());
beforeEach(async () => {
  receiver = await Receiver.start();
  organization = await site.organization();
});
afterEach(() => receiver.stop());

const arrived = (count: number) => eventually(`${count} deliveries`, () => receiver.received.length >= count);

/** Makes a change of every kind; the events that it is to be told by, in the order of each resource. */
async function changeEverything(organization: TestOrganization, isPartner = true): Promise<string[]> {
  const { key } = organization;
  const [inGroup] = await organization.addWebsites(1);
  const external = isPartner ? ', externalId: "theirs"' : '';
  const { g, w, a } = await site.data(
    key,
    `mutation ($inGroup: ID!) {
      w: createWebsite(input: { url: "a.example"${external} }) { ... on CreateWebsiteSuccess { website { id } } }
      g: createGroup(input: { name: "Group", websiteIds: [$inGroup]${external} }) { ... on CreateGroupSuccess { group { id } } }
      a: createAccountGroup(input: { names: [{ language: { id: 1 }, labelText: "Team" }] }) {
        ... on CreateAccountGroupSuccess { accountGroup { id } }
      }
    }`,
    { inGroup },
  );
  const ids = { g: g.group.id, w: w.website.id, a: a.accountGroup.id };
  const { s } = await site.data(
    key,
    `mutation ($g: ID!, $w: ID!, $a: ID!) {
      updateGroup(input: { id: $g, name: "Renamed" }) { __typename }
      updateWebsite(input: { id: $w, name: "Site" }) { __typename }
      deleteWebsite(input: { id: $w }) { __typename }
      restoreWebsite(input: { id: $w }) { __typename }
      deleteGroup(input: { id: $g }) { __typename }
      updateAccountGroup(input: { id: $a, names: [{ language: { id: 1 }, labelText: "Crew" }] }) { __typename }
      s: createStaffAccount(input: { login: "ada", displayName: "Ada", accountGroupId: $a }) {
        ... on CreateStaffAccountSuccess { staffAccount { id } }
      }
    }`,
    ids,
  );
  await site.data(
    key,
    `mutation ($s: ID!) {
      updateStaffAccount(input: { id: $s, displayName: "Ada L." }) { __typename }
      deleteStaffAccount(input: { id: $s }) { __typename }
    }`,
    { s: s.staffAccount.id },
  );
  return [
    ...['group.created', 'group.updated', 'group.deleted'],
    ...['website.created', 'website.updated', 'website.deleted', 'website.restored'],
    ...['account_group.created', 'account_group.updated', 'account_group.updated', 'account_group.updated'],
    ...['staff_account.created', 'staff_account.updated', 'staff_account.deleted'],
  ];
}

const typesOf = (payloads: { type: string }[], resource: string) =>
  payloads.map(({ type }) => type).filter((type) => type.startsWith(`${resource}.`));

test('each change is told once, in the order of its resource, with the resource and what changed', async () => {
  const { id } = await site.endpoint(organization, receiver.url, allEvents);
  const expected = await changeEverything(organization);
  await arrived(expected.length);
  const { payloads } = receiver;
  for (const resource of ['group', 'website', 'account_group', 'staff_account'])
    expect(typesOf(payloads, resource)).toEqual(expected.filter((type) => type.startsWith(`${resource}.`)));
  const dataOf = (type: string) => payloads.find((payload) => payload.type === type)?.data;
  expect(dataOf('group.updated')).toEqual({
    id: expect.any(String),
    name: 'Renamed',
    billingEnabled: false,
    externalId: 'theirs',
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    updatedAt: expect.stringMatching(/Z$/),
    revision: 2,
    changes: { name: { from: 'Group', to: 'Renamed' } },
    changedBy: { apiKeyId: expect.any(String), name: 'test', prefix: organization.key.slice(0, 11) },
    operator: null,
  });
  expect(dataOf('group.created').changes.websitesAdded).toEqual([expect.any(String)]);
  expect(dataOf('group.deleted')).toMatchObject({
    name: 'Renamed',
    externalId: 'theirs',
    revision: 2,
    changes: { name: { from: 'Renamed', to: null } },
  });
  expect(dataOf('website.deleted')).toMatchObject({
    url: 'a.example',
    externalId: null,
    deletedAt: expect.any(String),
  });
  expect(dataOf('account_group.created')).toMatchObject({
    id: expect.any(String),
    lookupName: 'Team',
    displayOrder: 1,
  });
  expect(dataOf('staff_account.created')).toMatchObject({
    login: 'ada',
    accountGroupId: dataOf('account_group.created').id,
  });
  expect(JSON.stringify(payloads)).not.toMatch(/freed|organization_id|organizationId/);
  const deliveries = await eventually('all are recorded', async () => {
    const all = await site.deliveries(organization, id);
    return all.every(({ status }) => status === 'DELIVERED') && all;
  });
  const byId = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
  for (const { headers, body } of receiver.received)
    expect(byId.get(headers['webhook-id'] as string)?.payload).toBe(body);
  expect(deliveries[0]?.attempts).toEqual([
    { at: expect.stringMatching(/Z$/), responseStatus: 204, durationMs: expect.any(Number), error: null },
  ]);
});

test('a direct customer is told nothing of external ids', async () => {
  const direct = await site.organization({ partner: false });
  await site.endpoint(direct, receiver.url, allEvents);
  const group = await direct.addGroup({ externalId: 'of-a-partner' });
  const expected = await changeEverything(direct, false);
  await site.rename(direct, group, 'New');
  await arrived(expected.length + 1);
  expect(JSON.stringify(receiver.payloads)).not.toMatch(/externalId|of-a-partner/);
});

test('an endpoint is told of what it asked for alone, and of no other organization', async () => {
  const other = await site.organization();
  await site.endpoint(organization, receiver.url, ['STAFF_ACCOUNT_CREATED']);
  await changeEverything(other);
  await changeEverything(organization);
  await arrived(1);
  const rows = await organization.query(
    'SELECT organization_id, event FROM webhook_deliveries WHERE organization_id = ANY($1)',
    [[organization.id, other.id]],
  );
  expect(rows).toEqual([{ organization_id: organization.id, event: 'STAFF_ACCOUNT_CREATED' }]);
});

test('what a transaction takes back is told to nobody, and nothing before it is committed', async () => {
  await site.endpoint(organization, receiver.url, ['GROUP_UPDATED']);
  const group = await organization.addGroup();
  const client = new Client({ connectionString: site.url });
  await client.connect();
  const change = (name: string) =>
    client.query(
      `WITH updated AS (UPDATE groups SET name = $3 WHERE organization_id = $1 AND id = $2)
       INSERT INTO group_changes (organization_id, group_id, kind, revision, details, author_name)
       VALUES ($1, $2, 'UPDATED', 2, '{}', 'operator')`,
      [organization.id, group, name],
    );
  await client.query('BEGIN');
  await change('Taken back');
  await client.query('ROLLBACK');
  await client.query('BEGIN');
  await change('Kept');
  // A change of another group that comes later overtakes it, so what is committed is sent meanwhile.
  await site.rename(organization, await organization.addGroup(), 'Other');
  await arrived(1);
  expect(receiver.payloads.map(({ data }) => data.name)).toEqual(['Other']);
  await client.query('COMMIT');
  await client.end();
  await arrived(2);
  expect(receiver.payloads.map(({ data }) => [data.name, data.operator])).toEqual([
    ['Other', null],
    ['Kept', 'operator'],
  ]);
});

test('what a refused mutation does not change is told to nobody', async () => {
  const { id } = await site.endpoint(organization, receiver.url);
  const group = await organization.addGroup({ name: 'Same' });
  await site.rename(organization, group, 'Same');
  await site.rename(organization, group, '');
  expect(await site.deliveries(organization, id)).toEqual([]);
});

test('an account group that makes room for another is told of', async () => {
  const first = await organization.addAccountGroup({ names: { 1: 'First' }, displayOrder: 1 });
  const second = await organization.addAccountGroup({ names: { 1: 'Second' }, displayOrder: 2 });
  await site.endpoint(organization, receiver.url, ['ACCOUNT_GROUP_UPDATED']);
  await site.data(
    organization.key,
    'mutation { createAccountGroup(input: { names: [{ language: { id: 1 }, labelText: "New" }], displayOrder: 1 }) { __typename } }',
  );
  await arrived(2);
  const told = receiver.payloads.map(({ data: { id, displayOrder, revision, changes } }) => ({
    ...{ id, displayOrder, revision, changes },
  }));
  expect(told).toHaveLength(2);
  expect(told).toEqual(
    expect.arrayContaining([
      { id: first, displayOrder: 2, revision: 2, changes: { displayOrder: { from: 1, to: 2 } } },
      { id: second, displayOrder: 3, revision: 2, changes: { displayOrder: { from: 2, to: 3 } } },
    ]),
  );
});

test('changes of one group arrive in their order, and every signature holds', async () => {
  const { secret } = await site.endpoint(organization, receiver.url);
  const groups = await organization.addGroups(3, () => ({}));
  const names = Array.from({ length: 40 }, (_, n) => `Name ${n}`);
  for (const name of names) await Promise.all(groups.map((group) => site.rename(organization, group, name)));
  await arrived(groups.length * names.length);
  for (const group of groups)
    expect(receiver.payloads.filter(({ data }) => data.id === group).map(({ data }) => data.name)).toEqual(names);
  for (const received of receiver.received) expect(verify(secret, received)).toEqual(received.payload);
  const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a test is delivered, and its signature is no other body’s', async () => {
  const { id, secret } = await site.endpoint(organization, receiver.url, ['GROUP_DELETED']);
  const sent = await site.run(sendTest, organization.key, { id });
  expect(sent).toMatchObject({ webhookDelivery: { event: 'TEST', status: 'PENDING' } });
  await arrived(1);
  const [received] = receiver.received;
  if (!received) throw new Error('It arrived');
  expect(received.body).toBe(sent.webhookDelivery.payload);
  expect(received.headers).toMatchObject({ 'webhook-id': sent.webhookDelivery.id, 'content-type': 'application/json' });
  expect(verify(secret, received)).toMatchObject({ type: 'webhook.test' });
  expect(() => verify(secret, { ...received, body: `${received.body} ` })).toThrow();
  expect(() => verify(`whsec_${Buffer.alloc(32).toString('base64')}`, received)).toThrow();
});

test('for the overlap of a rotation both secrets verify, and after it the new one alone', async () => {
  const { id, secret: old } = await site.endpoint(organization, receiver.url);
  const { signingSecret, webhookEndpoint } = await site.run(rotate, organization.key, { id, overlapSeconds: 60 });
  expect(Date.parse(webhookEndpoint.previousSecretUntil) - Date.now()).toBeLessThanOrEqual(61_000);
  await site.run(sendTest, organization.key, { id });
  await arrived(1);
  for (const secret of [old, signingSecret]) verify(secret, receiver.received[0] as never);
  await organization.query(
    "UPDATE webhook_endpoints SET previous_secret_until = now() - interval '1 s' WHERE id = $1",
    [id],
  );
  await site.run(sendTest, organization.key, { id });
  await arrived(2);
  verify(signingSecret, receiver.received[1] as never);
  expect(() => verify(old, receiver.received[1] as never)).toThrow();
  const ended = await site.run(rotate, organization.key, { id, overlapSeconds: 0 });
  expect(ended.webhookEndpoint.previousSecretUntil).toBeNull();
  await site.run(sendTest, organization.key, { id });
  await arrived(3);
  expect(() => verify(signingSecret, receiver.received[2] as never)).toThrow();
  verify(ended.signingSecret, receiver.received[2] as never);
});

test('credits that are set are told, and so is each of many changes at once', async () => {
  await site.endpoint(organization, receiver.url, ['GROUP_CREDITS_SET', 'GROUP_UPDATED']);
  const group = await organization.addGroup({ billingEnabled: true });
  await organization.query(
    'INSERT INTO sandbox_billing_entities (organization_id, group_id, monthly) VALUES ($1, $2, 7)',
    [organization.id, group],
  );
  await site.data(
    organization.key,
    'mutation ($input: SetGroupCreditsInput!) { setGroupCredits(input: $input) { __typename } }',
    { input: { groupId: group, monthly: 30 } },
  );
  await arrived(1);
  expect(receiver.payloads[0]).toMatchObject({
    type: 'group.credits_set',
    data: { id: group, revision: 1, changes: { monthlyCredits: { from: 7, to: 30 } } },
  });
  const [website = ''] = await organization.addWebsites(1);
  await site.endpoint(organization, receiver.url, ['WEBSITE_CREDITS_SET', 'ORGANIZATION_CREDITS_SET']);
  await site.data(
    organization.key,
    `mutation ($website: ID!) {
      setWebsiteCredits(input: { websiteId: $website, oneOff: 3 }) { __typename }
      setOrganizationCredits(input: { monthly: 9 }) { __typename }
    }`,
    { website },
  );
  await arrived(3);
  const told = (type: string) => receiver.payloads.find((payload) => payload.type === type)?.data;
  expect(told('website.credits_set')).toMatchObject({
    id: website,
    revision: 1,
    changes: { oneOffCredits: { from: null, to: 3 } },
  });
  expect(told('organization.credits_set')).toEqual({
    id: organization.id,
    name: expect.any(String),
    isPartner: true,
    changes: { monthlyCredits: { from: null, to: 9 } },
    changedBy: expect.objectContaining({ name: 'test' }),
    operator: null,
  });
  const groups = await organization.addGroups(20, () => ({}));
  await site.data(
    organization.key,
    'mutation ($inputs: [UpdateGroupInput!]!) { updateGroups(inputs: $inputs) { __typename } }',
    { inputs: groups.map((id, n) => ({ id, name: `Name ${n}` })) },
  );
  await arrived(23);
  expect(new Set(receiver.payloads.slice(3).map(({ data: { id, name } }) => `${id} ${name}`))).toEqual(
    new Set(groups.map((id, n) => `${id} Name ${n}`)),
  );
});

test('an organization pays for its deliveries', async () => {
  const limited = await Site.open(1, { RATE_LIMIT_POINTS: '10000', RATE_LIMIT_WINDOW_S: '3600' });
  try {
    const owner = await limited.organization();
    const { id } = await limited.endpoint(owner, receiver.url);
    const pause = (until: string) =>
      owner.query('UPDATE webhook_endpoints SET paused_until = $2::timestamptz WHERE id = $1', [id, until]);
    await pause('infinity');
    for (const group of await owner.addGroups(100, () => ({}))) await limited.rename(owner, group, 'New');
    const { url } = limited.node;
    const left = async () => {
      const { headers } = await send(owner.key, '{ __typename }', {}, { url });
      return Number(headers.get('x-rate-limit-remaining'));
    };
    const before = await left();
    await pause('-infinity');
    await arrived(100);
    let looks = 0;
    await eventually('they are paid', async () => before - (await left()) - ++looks >= 10);
  } finally {
    await limited.close();
  }
}, 60_000);
