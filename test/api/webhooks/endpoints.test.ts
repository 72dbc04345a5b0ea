import { isReplay, repeatable } from '../../cross-cutting/idempotency/request.ts';
import { expectError } from '../../support/expectations.ts';
import { send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { create, redeliver, remove, rotate, sendTest, update } from './site.ts';

const url = 'https://hooks.example.com/tenant/secret-path';

let organization: TestOrganization;

beforeEach(async () => {
  organization = await TestOrganization.create();
});

const added = async () => (await create(organization.key, { url, events: ['GROUP_UPDATED'] })).webhookEndpoint;

test('an endpoint is created with a secret of 256 bits, and listed without it', async () => {
  const created = await create(organization.key, {
    url: 'https://Hooks.Example.com:443/a',
    events: ['GROUP_UPDATED', 'WEBSITE_DELETED', 'GROUP_UPDATED'],
    description: ' For billing ',
  });
  expect(Buffer.from(created.signingSecret.replace(/^whsec_/, ''), 'base64')).toHaveLength(32);
  const endpoint = {
    id: expect.any(String),
    url: 'https://hooks.example.com/a',
    description: 'For billing',
    events: ['GROUP_UPDATED', 'WEBSITE_DELETED'],
    isEnabled: true,
    disabledReason: null,
  };
  expect(created.webhookEndpoint).toMatchObject(endpoint);
  const document = `query ($id: ID!) {
    webhookEndpoint(id: $id) { id url description events isEnabled disabledReason }
    webhookEndpoints { totalCount nodes { id url description events isEnabled disabledReason deliveries { totalCount } } }
  }`;
  const answer = await send(organization.key, document, { id: created.webhookEndpoint.id });
  expect(answer.data).toEqual({
    webhookEndpoint: endpoint,
    webhookEndpoints: { totalCount: 1, nodes: [{ ...endpoint, deliveries: { totalCount: 0 } }] },
  });
});

test('only what is sent of an endpoint changes', async () => {
  const { id } = await added();
  const changed = await update(organization.key, { id, events: ['GROUP_DELETED'], description: 'New' });
  expect(changed.webhookEndpoint).toMatchObject({
    url,
    events: ['GROUP_DELETED'],
    description: 'New',
    isEnabled: true,
  });
  const off = await update(organization.key, { id, isEnabled: false, description: null });
  expect(off.webhookEndpoint).toMatchObject({
    url,
    events: ['GROUP_DELETED'],
    description: null,
    isEnabled: false,
    disabledReason: null,
  });
});

test('a deleted endpoint is gone with its deliveries', async () => {
  const { id } = await added();
  await sendTest(organization.key, { id });
  expect(await remove(organization.key, { id })).toMatchObject({ deletedWebhookEndpointId: id });
  const left = await organization.query('SELECT FROM webhook_deliveries WHERE organization_id = $1', [organization.id]);
  expect(left).toEqual([]);
  for (const operation of [remove, update, rotate, sendTest])
    expect(await operation(organization.key, { id, ...(operation === update && { description: 'x' }) })).toMatchObject({
      __typename: 'ResourceNotFound',
      typeName: 'WebhookEndpoint',
      id,
    });
});

test.each([
  ['http://hooks.example.com', /https:\/\//],
  ['ftp://hooks.example.com', /https:\/\//],
  ['hooks.example.com', /https:\/\//],
  ['https://user@hooks.example.com', /user name/],
  ['https://:password@hooks.example.com', /user name/],
  ['https://hooks.example.com/#part', /fragment/],
  ['https://hooks.example.com:22/', /443 or 8443/],
  ['https://hooks.example.com:80/', /443 or 8443/],
  ['https://127.0.0.1/', /public internet/],
  ['https://2130706433/', /public internet/],
  ['https://0x7f.1/', /public internet/],
  ['https://localhost/', /public internet/],
  ['https://a.localhost./', /public internet/],
  ['https://169.254.169.254/latest/meta-data', /public internet/],
  ['https://10.1.2.3:8443/', /public internet/],
  ['https://[::1]/', /public internet/],
  ['https://[::ffff:10.0.0.1]/', /public internet/],
  ['https://[64:ff9b::a00:1]/', /public internet/],
  [`https://hooks.example.com/${'a'.repeat(2048)}`, /2048/],
])('the address %.60s is refused, with the reason', async (address, reason) => {
  const refused = await create(organization.key, { url: address, events: ['GROUP_UPDATED'] });
  expect(refused).toMatchObject({ issues: [{ path: ['url'], message: expect.stringMatching(reason) }] });
  const { id } = await added();
  expect(await update(organization.key, { id, url: address })).toMatchObject({ issues: [{ path: ['url'] }] });
});

test('all that is wrong with an input is told at once, and nothing is written', async () => {
  const refused = await create(organization.key, { url: '', events: ['TEST'], description: ' ' });
  expect(refused.issues.map(({ path }: { path: string[] }) => path)).toEqual([
    ['url'],
    ['events', '0'],
    ['description'],
  ]);
  expect(await create(organization.key, { url, events: [] })).toMatchObject({ issues: [{ path: ['events'] }] });
  const { id } = await added();
  expect(await update(organization.key, { id })).toMatchObject({ issues: [{ path: [] }] });
  expect(await update(organization.key, { id, url: null, events: null, isEnabled: null })).toMatchObject({
    issues: [{ path: ['isEnabled'] }, { path: ['url'] }, { path: ['events'] }],
  });
  for (const overlapSeconds of [-1, 604_801])
    expect(await rotate(organization.key, { id, overlapSeconds })).toMatchObject({
      issues: [{ path: ['overlapSeconds'] }],
    });
});

test('an organization has at most 20 endpoints, however many are created at the same time', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 25 }, () => create(organization.key, { url, events: ['GROUP_UPDATED'] })),
  );
  const limits = outcomes.filter(({ __typename }) => __typename === 'WebhookEndpointLimitReached');
  expect(limits).toHaveLength(5);
  expect(limits[0]?.limit).toBe(20);
});

test('a key without the permission neither sees nor changes endpoints', async () => {
  const { id } = await added();
  const key = await organization.createKey({ permissions: ['STAFF_ADMINISTRATION'] });
  expectError(await send(key, '{ webhookEndpoints { nodes { id } } }'), 'FORBIDDEN', 'webhookEndpoints');
  expectError(await send(key, '{ webhookEndpoints { totalCount } }'), 'FORBIDDEN', 'webhookEndpoints');
  expectError(
    await send(key, 'query ($id: ID!) { webhookEndpoint(id: $id) { id } }', { id }),
    'FORBIDDEN',
    'webhookEndpoint',
  );
  for (const operation of [create, update, remove, rotate, sendTest, redeliver]) {
    const input = operation === create ? { url, events: ['GROUP_UPDATED'] } : { id };
    expect((await operation.attempt(key, input)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
  const reader = await organization.createKey({ permissions: ['KEY_ADMINISTRATION'], readOnly: true });
  expect((await send(reader, '{ webhookEndpoints { nodes { id } } }')).data.webhookEndpoints.nodes).toEqual([{ id }]);
});

test('what becomes of an endpoint is in the history, without its secret and the path of its address', async () => {
  const { id } = await added();
  await update(organization.key, { id, url: `${url}/2`, events: ['GROUP_DELETED'] });
  await update(organization.key, { id, events: ['GROUP_DELETED'] }); // which changes nothing
  const { signingSecret } = await rotate(organization.key, { id });
  await remove(organization.key, { id });
  const answer = await send(
    organization.key,
    `query ($id: ID!) { organizationChanges(filter: { resourceTypes: [WEBHOOK_ENDPOINT], resourceId: $id }) {
      nodes { kind changedBy { name } fields { field from to } } } }`,
    { id },
  );
  const host = 'https://hooks.example.com';
  const { nodes } = answer.data.organizationChanges;
  expect(nodes.map(({ kind }: { kind: string }) => kind)).toEqual(['DELETED', 'UPDATED', 'UPDATED', 'CREATED']);
  expect(nodes[1].fields).toEqual([{ field: 'previousSecretUntil', from: null, to: expect.any(String) }]);
  expect(nodes[2].fields).toEqual([
    { field: 'events', from: '["GROUP_UPDATED"]', to: '["GROUP_DELETED"]' },
    { field: 'url', from: host, to: host },
  ]);
  expect(nodes[3]).toMatchObject({ changedBy: { name: 'test' } });
  const text = JSON.stringify(answer.data);
  expect([signingSecret, 'secret-path'].filter((secret) => text.includes(secret))).toEqual([]);
});

test('an endpoint that is switched off is sent nothing', async () => {
  const { id } = await added();
  const test = await sendTest(organization.key, { id });
  await update(organization.key, { id, isEnabled: false });
  const off = { __typename: 'WebhookEndpointDisabled', webhookEndpointId: id };
  expect(await sendTest(organization.key, { id })).toMatchObject(off);
  expect(await redeliver(organization.key, { id: test.webhookDelivery.id })).toMatchObject(off);
});

test('a repeated creation has the secret of the first, and the database has it in no other place', async () => {
  const input = { url, events: ['GROUP_UPDATED'] };
  const once = () => repeatable(organization.key, 'create-1', create.document, { input });
  const [first, second] = [await once(), await once()];
  const { signingSecret } = first.data.createWebhookEndpoint;
  expect(isReplay(second)).toBe(true);
  expect(second.data).toEqual(first.data);
  expect(signingSecret).toMatch(/^whsec_/);
  const stored = JSON.parse(await organization.snapshot());
  const places = stored.filter(({ row }: { row: object }) => JSON.stringify(row).includes(signingSecret));
  expect(places.map(({ table }: { table: string }) => table)).toEqual(['webhook_endpoints']);
});
