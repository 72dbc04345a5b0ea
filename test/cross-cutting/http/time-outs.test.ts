import { connect, type Socket } from 'node:net';
import { Client } from 'pg';
import { readConfig } from '../../../src/config.ts';
import { timeoutOptions } from '../../../src/http/timeouts.ts';
import { eventually } from '../../support/eventually.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { scrape, sum } from '../metrics/scrape.ts';

const clientMs = 1500;
const keepAliveMs = 500;
/** For a look every second, and a busy machine. */
const slackMs = 6000;

let service: ServiceProcess;
let organization: TestOrganization;

beforeAll(async () => {
  service = await startService({
    DATABASE_URL: databaseUrl(),
    RATE_LIMIT_POINTS: '0',
    CLIENT_TIMEOUT_MS: String(clientMs),
    KEEP_ALIVE_TIMEOUT_MS: String(keepAliveMs),
  });
  organization = await TestOrganization.create();
});

afterAll(() => service.kill());

/** Sends the start of something, and more of it ten times a second; tells what came back when the service ends it. */
function drip(start: string, more: string): Promise<{ text: string; ms: number }> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    let text = '';
    let timer: NodeJS.Timeout;
    const socket: Socket = connect(Number(new URL(service.url).port), '127.0.0.1', () => {
      socket.write(start);
      timer = setInterval(() => more && socket.write(more), 100);
    });
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => {}); // written to after the end
    socket.on('close', () => {
      clearInterval(timer);
      resolve({ text, ms: performance.now() - startedAt });
    });
  });
}

const key = () => `x-api-key: ${organization.key}\r\n`;
const head = (line: string, ...headers: string[]) => [line, 'host: a', ...headers, ''].join('\r\n');
const json = 'content-type: application/json';
const livez = head('GET /livez HTTP/1.1', '\r\n');

test.each<[string, () => string, string]>([
  ['that says nothing', () => '', ''],
  ['that sends line breaks before its request', () => '', '\r\n'],
  ['whose headers drip', () => head('GET /livez HTTP/1.1'), 'a: b\r\n'],
  ['whose body never comes', () => head('POST /graphql HTTP/1.1', json, 'content-length: 1000', key()), ''],
  ['whose body drips', () => head('POST /graphql HTTP/1.1', json, 'content-length: 1000', key()), ' '],
  ['whose chunks drip', () => head('POST /graphql HTTP/1.1', json, 'transfer-encoding: chunked', key()), '1\r\n \r\n'],
  [
    'whose trailers drip',
    () => `${head('POST /graphql HTTP/1.1', json, 'transfer-encoding: chunked', key())}0\r\n`,
    'a: b\r\n',
  ],
  [
    'whose compressed body drips',
    () => head('POST /graphql HTTP/1.1', json, 'content-encoding: gzip', 'content-length: 1000', key()),
    '',
  ],
  [
    'that waits to be told to go on, and does not',
    () => head('POST /graphql HTTP/1.1', json, 'expect: 100-continue', 'content-length: 1000', key()),
    '',
  ],
])('a client %s is told that it is too late', async (_what, start, more) => {
  const { text, ms } = await drip(start(), more);
  expect(text).toMatch(/HTTP\/1\.1 408 /);
  expect(ms).toBeGreaterThan(clientMs - 100);
  expect(ms).toBeLessThan(clientMs + slackMs);
});

test.each<[string, string, string]>([
  ['whose body is not wanted, and drips', head('POST /graphql HTTP/1.1', json, 'content-length: 1000', '\r\n'), ' '],
  ['whose body comes to no address', head('POST /nowhere HTTP/1.1', json, 'content-length: 1000', '\r\n'), ' '],
  ['that is idle after an answer', livez, ''],
  ['that sends line breaks after an answer', livez, '\r\n'],
  ['whose next headers drip', `${livez}GET /livez HTTP/1.1\r\n`, 'a: b\r\n'],
])('a connection %s is ended', async (_what, start, more) => {
  const { text, ms } = await drip(start, more);
  expect(text).toMatch(/^HTTP\/1\.1 (200|401|404) /);
  expect(ms).toBeGreaterThan(keepAliveMs - 100);
  expect(ms).toBeLessThan(clientMs + keepAliveMs + 1000 + slackMs);
});

test('an answer that takes longer, and a stream, are not ended by them', async () => {
  const id = await organization.addGroup();
  const headers = { 'content-type': 'application/json', 'x-api-key': organization.key };
  const rename = (name: string) =>
    fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        query: 'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }',
        variables: { input: { id, name } },
      }),
    });
  const stream = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { ...headers, accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { groupChanged { groupId } }' }),
  });
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  const holder = new Client({ connectionString: databaseUrl() });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM groups WHERE id = $1 FOR UPDATE', [id]);
  const slow = rename('Slow');
  // Two time-outs after each other are longer than any of them.
  await drip(livez, '\r\n');
  await drip(livez, '\r\n');
  await holder.end();
  expect((await slow).status).toBe(200);
  let events = '';
  while (!events.includes('event: next')) {
    const { value, done } = await reader.read();
    expect(done).toBe(false);
    events += Buffer.from(value as Uint8Array).toString();
  }
  await reader.cancel();
});

test('a client that does not read its answer is left', async () => {
  const websites = [];
  for (let n = 0; n < 10; n++)
    websites.push(await organization.addWebsite({ url: `${n}.example/${'x'.repeat(1900)}` }));
  for (let n = 0; n < 30; n++) await organization.addGroup({ websiteIds: websites });
  const urls = Array.from({ length: 30 }, (_, n) => `a${n}: url`).join(' ');
  const query = `{ groups(first: 40) { nodes { websites(first: 10) { nodes { ${urls} } } } } }`;
  const body = JSON.stringify({ query });
  const left = async () => sum(await scrape(service.url), 'group_gateway_http_requests_total', { status: 499 });
  const before = await left();
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  socket.on('error', () => {});
  socket.pause();
  socket.write(`${head('POST /graphql HTTP/1.1', json, `content-length: ${body.length}`, key())}\r\n${body}`);
  await eventually('it is left', async () => (await left()) === before + 1);
  socket.destroy();
});

test('by default a request has 30 s to arrive, its headers 10 s, and none has much more', () => {
  expect(timeoutOptions(readConfig({}))).toEqual({
    requestTimeout: 30_000,
    headersTimeout: 10_000,
    keepAliveTimeout: 72_000,
    connectionsCheckingInterval: 1000,
  });
});
