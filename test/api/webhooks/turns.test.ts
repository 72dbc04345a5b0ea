import { Client } from 'pg';
import { eventually } from '../../support/eventually.ts';
import type { TestOrganization } from '../../support/organization.ts';
import { Receiver } from './receiver.ts';
import { Site, sendTest } from './site.ts';

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
