import { Client } from 'pg';
import { openDatabase } from '../../../src/database/client.ts';
import { startBoundingWebhooks } from '../../../src/jobs/webhook-backlogs.ts';
import { eventually } from '../../support/eventually.ts';
import type { TestOrganization } from '../../support/organization.ts';
import { ok, Receiver, status } from './receiver.ts';
import { Site, sendTest, update } from './site.ts';

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

const state = async (id: string) =>
  (await organization.query('SELECT * FROM webhook_endpoints WHERE id = $1', [id]))[0];

const test_ = (id: string, { key } = organization) => site.run(sendTest, key, { id });

test('an organization whose endpoints are slow takes a quarter of the turns of a node, and others are told meanwhile', async () => {
  const slow = await Receiver.start();
  slow.answer = () => {};
  const endpoints = await Promise.all(Array.from({ length: 8 }, () => site.endpoint(organization, slow.url)));
  await Promise.all(endpoints.map(({ id }) => test_(id)));
  await eventually('it has its turns', () => slow.received.length >= 5);
  const other = await site.organization();
  const { id } = await site.endpoint(other, receiver.url);
  await test_(id, other);
  await eventually('the other is told', () => receiver.received.length === 1, 3000);
  expect(slow.received).toHaveLength(5);
  await slow.stop();
});

test('a delivery that somebody holds is not recorded for now, and delays no other one', async () => {
  const { id } = await site.endpoint(organization, receiver.url);
  receiver.answer = (response) => setTimeout(() => response.writeHead(204).end(), 1000);
  const holder = new Client({ connectionString: site.url });
  await holder.connect();
  await test_(id);
  const [held] = await site.deliveries(organization, id);
  await holder.query('BEGIN');
  await holder.query('SELECT FROM webhook_deliveries WHERE id = $1 FOR UPDATE', [held?.id]);
  await site.rename(organization, await organization.addGroup(), 'New');
  const statuses = async () => (await site.deliveries(organization, id)).map(({ status }) => status);
  await eventually('the other is recorded', async () => (await statuses())[0] === 'DELIVERED');
  expect(await statuses()).toEqual(['DELIVERED', 'PENDING']);
  const sent = receiver.received.length;
  await eventually('the turn ended, and another one sends it again', () => receiver.received.length > sent, 5000);
  await holder.query('ROLLBACK');
  await holder.end();
  await eventually('it is recorded, too', async () => (await statuses())[1] === 'DELIVERED');
}, 30_000);

test('an endpoint that is gone is switched off at once', async () => {
  const { id } = await site.endpoint(organization, receiver.url);
  receiver.answer = status(410);
  await test_(id);
  await eventually('it is switched off', async () => (await state(id))?.is_enabled === false);
  expect((await state(id))?.disabled_reason).toMatch(/HTTP 410/);
  expect(receiver.received).toHaveLength(1);
  receiver.answer = ok;
  const on = await site.run(update, organization.key, { id, isEnabled: true });
  expect(on.webhookEndpoint).toMatchObject({ isEnabled: true, disabledReason: null });
});

test.each([
  [429, () => '600', 600],
  [503, () => new Date(Date.now() + 600_000).toUTCString(), 600],
  [503, () => '86400', 900],
  [500, () => '600', 0],
])('an endpoint that answers %i with Retry-After', async (code, retryAfter, seconds) => {
  const { id } = await site.endpoint(organization, receiver.url);
  receiver.answer = status(code, { 'retry-after': retryAfter() });
  await test_(id);
  const returned = await eventually('the turn is over', async () => {
    const row = await state(id);
    return row?.lease === null && Number(row.consecutive_failures) > 0 && row;
  });
  const until = returned.paused_until as Date | null;
  if (seconds === 0) expect(until).toBeNull();
  else expect(Math.abs(Number(until) - Date.now() - seconds * 1000)).toBeLessThan(10_000);
});

test('an endpoint that more than 100,000 deliveries wait for is switched off, and those count no more when it is on', async () => {
  const { id } = await site.endpoint(organization, receiver.url);
  const { id: other } = await site.endpoint(organization, receiver.url);
  await organization.query("UPDATE webhook_endpoints SET paused_until = now() + interval '1 h' WHERE id = ANY($1)", [
    [id, other],
  ]);
  const wait = (endpoint: string, count: number) =>
    organization.query(
      `INSERT INTO webhook_deliveries (organization_id, endpoint_id, event, resource_id, occurred_at, content)
       SELECT $1, $2, 'TEST', 'x', now(), '{}' FROM generate_series(1, $3)`,
      [organization.id, endpoint, count],
    );
  await wait(other, 100_000);
  await wait(id, 100_001);
  const opened = openDatabase(site.url, () => {});
  const warned: object[] = [];
  const log = { warn: (fields: object) => warned.push(fields), error: (fields: object) => warned.push(fields) };
  const end = startBoundingWebhooks(opened.prisma, log as never, { firstMs: 1, everyMs: 20 });
  await eventually('it is switched off', async () => (await state(id))?.is_enabled === false);
  expect((await state(id))?.disabled_reason).toMatch(/100,000 deliveries wait/);
  expect((await state(other))?.is_enabled).toBe(true);
  await site.run(update, organization.key, { id, isEnabled: true });
  await organization.query("UPDATE webhook_endpoints SET paused_until = now() + interval '1 h' WHERE id = $1", [id]);
  await wait(other, 1);
  await eventually('the other is switched off', async () => (await state(other))?.is_enabled === false);
  expect((await state(id))?.is_enabled).toBe(true);
  await end();
  await opened.close();
  expect(warned).toMatchObject([{ webhookEndpointId: id }, { webhookEndpointId: other }]);
}, 60_000);
