import { connect } from 'node:net';
import { eventually } from '../../support/eventually.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { updateGroup } from '../groups/update-group/operation.ts';
import { groupChanged, Stream } from './stream.ts';

let service: ServiceProcess;
beforeAll(async () => {
  service = await startService({ DATABASE_URL: databaseUrl() });
});
afterAll(() => service.kill());

const open = (key: string) => Stream.open(key, groupChanged, {}, service);

test.each([
  ['revoked', 'UPDATE api_keys SET revoked_at = now() WHERE organization_id = $1 AND name = $2'],
  ['expires', 'UPDATE api_keys SET expires_at = now() WHERE organization_id = $1 AND name = $2'],
])('a stream ends for good when its key is %s', async (_how, statement) => {
  const organization = await TestOrganization.create();
  const key = await organization.createKey();
  const stream = await open(key);
  const start = Date.now();
  await organization.query(statement, [organization.id, 'test']);
  await stream.end();
  expect(Date.now() - start).toBeLessThan(5000); // 2 s on a quiet machine
  expect(stream.events.at(-1)?.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(stream.complete).toBe(true);
});

test('an API key has 20 subscriptions at most, an organization 200, and what ends makes room', async () => {
  const organization = await TestOrganization.create();
  const streams = await Promise.all(Array.from({ length: 20 }, () => open(organization.key)));
  await expect(open(organization.key)).rejects.toThrow(/HTTP 429.* 20 for an API key.*TOO_MANY_SUBSCRIPTIONS/);
  for (let n = 0; n < 9; n++) {
    const key = await organization.createKey();
    streams.push(...(await Promise.all(Array.from({ length: 20 }, () => open(key)))));
  }
  await expect(open(await organization.createKey())).rejects.toThrow(/HTTP 429.* 200 for an organization/);
  await open((await TestOrganization.create()).key).then((stream) => stream.close());
  streams[0]?.close();
  const again = await eventually('there is room', () => open(organization.key).catch(() => undefined));
  for (const stream of [again, ...streams]) stream.close();
}, 60_000);

test('a reader that takes nothing for 10 seconds is cut, and the others are not held up', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const names = Array.from({ length: 400 }, (_, n) => `n${n}: name`).join(' ');
  const query = `subscription { groupChanged { change { name { to } } group { ${names} } } }`;
  const body = JSON.stringify({ query });
  const { port } = new URL(service.url);
  const socket = connect(Number(port), '127.0.0.1').on('error', () => {});
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: localhost\r\nx-api-key: ${organization.key}\r\naccept: text/event-stream\r\n` +
      `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  await new Promise((started) => socket.once('data', started));
  socket.pause();
  const other = await open(organization.key);
  // 100 kB an event, more than the connection's buffers hold.
  const changes = 120;
  for (let n = 0; n < changes; n++) await updateGroup(organization.key, { id, name: `${n} `.padEnd(250, 'x') });
  await other.next(changes);
  let text = '';
  await eventually('the reader is given up', () => service.output().includes('stopped reading'), 25_000);
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.resume();
  await eventually('the connection ends', () => socket.destroyed || socket.readableEnded, 15_000);
  expect(text).toContain('LIVE_UPDATES_TOO_SLOW');
  expect(text).not.toContain('event: complete');
  other.close();
}, 60_000);
