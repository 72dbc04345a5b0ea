import { createServer, type Server } from 'node:net';
import { eventually } from '../../support/eventually.ts';
import type { TestOrganization } from '../../support/organization.ts';
import { ok, Receiver, status } from './receiver.ts';
import { redeliver, Site, sendTest, update } from './site.ts';

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

/** The first delivery of an endpoint, when it has so many attempts. */
const attempted = (id: string, attempts = 1, deadlineMs = 15_000) =>
  eventually(
    'it was attempted',
    async () => {
      const delivery = (await site.deliveries(organization, id)).at(-1);
      return delivery && delivery.attempts.length >= attempts && delivery;
    },
    deadlineMs,
  );

const test_ = (id: string) => site.run(sendTest, organization.key, { id });

test('what fails is sent again with the same id and body, and then it is delivered', async () => {
  const { id } = await site.endpoint(organization, receiver.url);
  receiver.answer = (response, received) => (receiver.received.length === 1 ? status(500) : ok)(response, received);
  await test_(id);
  expect(await attempted(id)).toMatchObject({
    status: 'PENDING',
    attempts: [{ responseStatus: 500, error: 'The answer was HTTP 500.' }],
  });
  expect(await attempted(id, 2)).toMatchObject({
    status: 'DELIVERED',
    attempts: [{ responseStatus: 500 }, { responseStatus: 204, error: null }],
  });
  const [first, second] = receiver.received;
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect(second?.body).toBe(first?.body);
});

test('a redirect is not followed', async () => {
  const elsewhere = await Receiver.start();
  receiver.answer = status(302, { location: elsewhere.url });
  const { id } = await site.endpoint(organization, receiver.url);
  await test_(id);
  expect(await attempted(id)).toMatchObject({
    status: 'PENDING',
    attempts: [{ responseStatus: 302, error: 'Redirects are not followed.' }],
  });
  expect(elsewhere.received).toEqual([]);
  await elsewhere.stop();
});

/** A server that answers connections with some bytes, or with nothing at all. */
async function raw(answer: string | undefined): Promise<{ url: string; server: Server }> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => answer !== undefined && socket.end(answer));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}/`, server };
}

test.each([
  ['garbage', 'garbage\r\n\r\n', null, 'The answer was not HTTP.'],
  ['nothing', '', null, 'The connection was closed before the answer.'],
  ['endless headers', `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}`, null, 'The answer was not HTTP.'],
])('an endpoint that answers %s has failed', async (_, answer, responseStatus, error) => {
  const { url, server } = await raw(answer);
  const { id } = await site.endpoint(organization, url);
  await test_(id);
  expect((await attempted(id)).attempts).toMatchObject([{ responseStatus, error }]);
  server.close();
});

test('an endpoint that nobody listens at has failed', async () => {
  const { id } = await site.endpoint(organization, receiver.url);
  await receiver.stop();
  await test_(id);
  expect((await attempted(id)).attempts).toMatchObject([
    { responseStatus: null, error: 'The connection was refused.' },
  ]);
});

test('an endpoint that does not answer has failed after ten seconds, and only then; others are told meanwhile', async () => {
  const { url, server } = await raw(undefined);
  let connections = 0;
  server.on('connection', () => connections++);
  const hanging = await site.endpoint(organization, url);
  const other = await site.endpoint(organization, receiver.url);
  await test_(hanging.id);
  await test_(other.id);
  await eventually('the other is told', () => receiver.received.length === 1, 3000);
  const { attempts } = await attempted(hanging.id);
  expect(attempts).toMatchObject([{ responseStatus: null, error: 'There was no answer within 10 s.' }]);
  expect(attempts[0]?.durationMs).toBeGreaterThanOrEqual(9900);
  expect(connections).toBe(1); // the lease is shorter, and is renewed
  server.close();
}, 30_000);

test('of an answer its status counts, however long it is, and nothing of it is kept', async () => {
  receiver.answer = (response) => {
    response.on('error', () => {});
    response.writeHead(200).write('a'.repeat(1_000_000));
  };
  const { id } = await site.endpoint(organization, receiver.url);
  await test_(id);
  const delivery = await attempted(id);
  expect(delivery).toMatchObject({ status: 'DELIVERED', attempts: [{ responseStatus: 200, error: null }] });
  expect(delivery.attempts[0]?.durationMs).toBeLessThan(5000);
});

test('a change that fails does not hold up the ones after it, and others keep their order', async () => {
  const { id } = await site.endpoint(organization, receiver.url);
  const [poison, healthy] = await organization.addGroups(2, () => ({}));
  receiver.answer = (response, received) =>
    (received.payload.data.name === 'Poison' ? status(400) : ok)(response, received);
  await site.rename(organization, poison as string, 'Poison');
  const names = ['A', 'B', 'C'];
  for (const name of names) {
    await site.rename(organization, healthy as string, name);
    await site.rename(organization, poison as string, name);
  }
  await eventually('all arrive', () => receiver.received.length >= 7);
  for (const group of [poison, healthy])
    expect(
      receiver.payloads.filter(({ data }) => data.id === group && data.name !== 'Poison').map(({ data }) => data.name),
    ).toEqual(names);
  expect((await site.deliveries(organization, id)).filter(({ status }) => status === 'PENDING')).toHaveLength(1);
});

test('an endpoint that is down is tried by one delivery now and then; when it is back, all arrive', async () => {
  const { id } = await site.endpoint(organization, receiver.url);
  const groups = await organization.addGroups(30, () => ({}));
  receiver.answer = status(503);
  for (const group of groups) await site.rename(organization, group, 'New');
  const state = async () => (await organization.query('SELECT * FROM webhook_endpoints WHERE id = $1', [id]))[0];
  await eventually('it counts as down', async () => Number((await state())?.consecutive_failures) >= 5);
  await eventually('the turn is over', async () => (await state())?.lease === null);
  const sentWhileDown = receiver.received.length;
  expect(sentWhileDown).toBeLessThanOrEqual(10); // 5 and those that were under way
  await organization.query('UPDATE webhook_endpoints SET paused_until = now() WHERE id = $1', [id]);
  await eventually('one tries', async () => receiver.received.length > sentWhileDown);
  await eventually('the turn is over', async () => (await state())?.lease === null);
  expect(receiver.received.length).toBe(sentWhileDown + 1);
  receiver.answer = ok;
  await organization.query('UPDATE webhook_endpoints SET paused_until = now() WHERE id = $1', [id]);
  await eventually(
    'all are delivered',
    async () => (await site.deliveries(organization, id)).every(({ status: its }) => its === 'DELIVERED'),
    20_000,
  );
  expect(await state()).toMatchObject({ consecutive_failures: 0, failing_since: null, paused_until: null });
}, 40_000);

test('an endpoint that fails for three days is switched off with the reason, until somebody switches it on', async () => {
  const { id } = await site.endpoint(organization, receiver.url);
  receiver.answer = status(500);
  await test_(id);
  await attempted(id);
  await organization.query(
    "UPDATE webhook_endpoints SET failing_since = now() - interval '3 days 1 min', lease = NULL, leased_until = NULL WHERE id = $1",
    [id],
  );
  await organization.query(
    "UPDATE webhook_deliveries SET due_at = now(), give_up_at = now() + interval '1 h' WHERE endpoint_id = $1",
    [id],
  );
  const endpoint = await eventually('it is switched off', async () => {
    const { webhookEndpoint } = await site.data(
      organization.key,
      'query ($id: ID!) { webhookEndpoint(id: $id) { isEnabled disabledReason } }',
      { id },
    );
    return !webhookEndpoint.isEnabled && webhookEndpoint;
  });
  expect(endpoint.disabledReason).toMatch(/failed for 3 days/);
  const { organizationChanges } = await site.data(
    organization.key,
    `{ organizationChanges(first: 1) { nodes { resourceType operator fields { field to } } } }`,
  );
  expect(organizationChanges.nodes).toEqual([
    {
      resourceType: 'WEBHOOK_ENDPOINT',
      operator: 'group-gateway',
      fields: [
        { field: 'disabledReason', to: endpoint.disabledReason },
        { field: 'isEnabled', to: 'false' },
      ],
    },
  ]);
  // Nothing is recorded for it now; what waits goes out when it is back.
  await site.rename(organization, await organization.addGroup(), 'Unseen');
  receiver.answer = ok;
  const on = await site.run(update, organization.key, { id, isEnabled: true });
  expect(on.webhookEndpoint).toMatchObject({ isEnabled: true, disabledReason: null });
  await organization.query('UPDATE webhook_deliveries SET due_at = now() WHERE endpoint_id = $1', [id]);
  await eventually('it is delivered', async () => (await site.deliveries(organization, id))[0]?.status === 'DELIVERED');
  expect(receiver.payloads.map(({ type }) => type)).not.toContain('group.updated');
});

test('a delivery that fails for three days has failed; it can be sent again, with the same id', async () => {
  const { id } = await site.endpoint(organization, receiver.url);
  receiver.answer = status(500);
  await test_(id);
  await attempted(id);
  await organization.query('UPDATE webhook_deliveries SET due_at = now(), give_up_at = now() WHERE endpoint_id = $1', [
    id,
  ]);
  expect(await attempted(id, 2)).toMatchObject({ status: 'FAILED' });
  receiver.answer = ok;
  const delivery = await attempted(id);
  expect(await site.run(redeliver, organization.key, { id: delivery.id })).toMatchObject({
    webhookDelivery: { id: delivery.id, status: 'PENDING' },
  });
  expect(await attempted(id, 3)).toMatchObject({ status: 'DELIVERED' });
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});

test('pauses between attempts grow to hours, and attempts go on for three days', async () => {
  const { retryPauseMs } = await import('../../../src/webhooks/delivery/schedule.ts');
  let at = 0;
  let attempts = 1;
  for (let last = 0; at < 72 * 3600_000; attempts++) {
    const pause = retryPauseMs(attempts);
    expect(pause).toBeGreaterThan(Math.min(last, 6 * 3600_000));
    last = pause;
    at += pause;
  }
  expect(attempts).toBeGreaterThan(12);
  expect(attempts).toBeLessThan(30);
});
