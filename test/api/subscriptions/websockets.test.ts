import { eventually } from '../../support/eventually.ts';
import { unchanged } from '../../support/expectations.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { updateGroup } from '../groups/update-group/operation.ts';
import { Socket } from './socket.ts';
import { groupChanged } from './stream.ts';

let service: ServiceProcess;
beforeAll(async () => {
  service = await startService({ DATABASE_URL: databaseUrl(), CORS_ORIGINS: 'https://app.example' });
});
afterAll(() => service.kill());

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

const keep = (socket: Socket) => {
  sockets.push(socket);
  return socket;
};
const open = async (options: Parameters<typeof Socket.open>[0] = {}) =>
  keep(await Socket.open({ url: service.url, ...options }));
const begin = async (key: string) => keep(await Socket.begin(key, { url: service.url }));

test.each([
  ['apiKey in the payload', (key: string) => [{ apiKey: key }, {}]],
  ['x-api-key in the payload', (key: string) => [{ 'X-API-Key': key }, {}]],
  ['Authorization in the payload', (key: string) => [{ Authorization: `Bearer ${key}` }, {}]],
  ['x-api-key as a header', (key: string) => [undefined, { 'x-api-key': key }]],
  ['authorization as a header', (key: string) => [{}, { authorization: `Bearer ${key}` }]],
  ['the same key twice', (key: string) => [{ apiKey: key }, { 'x-api-key': key }]],
] as const)('the key is taken from %s', async (_where, given) => {
  const organization = await TestOrganization.create();
  const [payload, headers] = given(organization.key) as [object | undefined, Record<string, string>];
  const socket = await open({ headers });
  socket.send({ type: 'connection_init', ...(payload && { payload }) });
  await socket.next('connection_ack');
  socket.subscribe('1', '{ viewer { organization { id } } }');
  const { payload: result } = await socket.next('next');
  expect(result).toMatchObject({ data: { viewer: { organization: { id: organization.id } } } });
  await socket.next('complete', { id: '1' });
});

test.each([
  ['no key', () => [{}, {}]],
  ['an unknown key', () => [{ apiKey: 'gg_no_such_key' }, {}]],
  ['two different keys', (key: string) => [{ apiKey: 'gg_no_such_key' }, { 'x-api-key': key }]],
  ['a key that is no text', () => [{ apiKey: [7] }, {}]],
] as const)('a connection with %s is closed with 4401', async (_what, given) => {
  const { key } = await TestOrganization.create();
  const [payload, headers] = given(key) as [object, Record<string, string>];
  const socket = await open({ headers });
  socket.send({ type: 'connection_init', payload });
  expect(await socket.end()).toBe(4401);
  expect(socket.messages).toEqual([]);
});

test('queries, mutations and their errors are answered as over HTTP', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup({ name: 'Before' });
  const socket = await begin(organization.key);
  const rename = 'mutation ($id: ID!, $name: String!) { updateGroup(input: { id: $id, name: $name }) { __typename } }';
  socket.subscribe('a', rename, { id, name: 'After' });
  expect((await socket.next('next', { id: 'a' })).payload).toMatchObject({
    data: { updateGroup: { __typename: 'UpdateGroupSuccess' } },
    extensions: { cost: { requested: expect.any(Number) } },
  });
  socket.subscribe('b', '{ nonsense }');
  expect((await socket.next('error', { id: 'b' })).payload).toMatchObject([
    { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' }, locations: [{ line: 1, column: 3 }] },
  ]);
  socket.subscribe('c', `{ ${'a: '.padEnd(4)}viewer { organization { id } } ${'b: __typename '.repeat(5)} `);
  expect((await socket.next('error', { id: 'c' })).payload).toMatchObject([
    { extensions: { code: 'GRAPHQL_PARSE_FAILED' } },
  ]);
  const reader = await begin(await organization.createKey({ readOnly: true }));
  await unchanged(organization, async () => {
    reader.subscribe('d', rename, { id, name: 'Never' });
    expect((await reader.next('next', { id: 'd' })).payload).toMatchObject({
      data: null,
      errors: [{ path: ['updateGroup'], extensions: { code: 'FORBIDDEN' } }],
    });
  });
});

test('events arrive in order, until the client completes, and a later subscription goes on from a position', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const socket = await begin(organization.key);
  socket.subscribe('1', groupChanged);
  // Tells where the reader is before anything has changed.
  const { payload } = (await socket.next('ping')) as { payload: { positions: Record<string, string> } };
  for (const name of ['One', 'Two']) await updateGroup(organization.key, { id, name });
  await socket.next('next', { n: 2 });
  socket.send({ type: 'complete', id: '1' });
  await updateGroup(organization.key, { id, name: 'Three' });
  socket.subscribe('2', groupChanged, { after: payload.positions['1'] });
  await socket.next('next', { id: '2', n: 3 });
  const namesOf = (of: string) =>
    socket.of('next', of).map((message) => {
      const { data } = message.payload as { data: { groupChanged: { change: { name: { to: string } } } } };
      return data.groupChanged.change.name.to;
    });
  expect(namesOf('1')).toEqual(['One', 'Two']);
  expect(namesOf('2')).toEqual(['One', 'Two', 'Three']);
  socket.subscribe('3', groupChanged, { after: 'x' });
  expect((await socket.next('error', { id: '3' })).payload).toMatchObject([
    { extensions: { code: 'LIVE_UPDATES_POSITION_UNKNOWN' } },
  ]);
});

test.each([
  ['revoked', 'UPDATE api_keys SET revoked_at = now() WHERE organization_id = $1 AND name = $2'],
  ['expires', 'UPDATE api_keys SET expires_at = now() WHERE organization_id = $1 AND name = $2'],
])('a connection ends for good when its key is %s', async (_how, statement) => {
  const organization = await TestOrganization.create();
  const key = await organization.createKey();
  const [busy, idle] = [await begin(key), await begin(key)];
  busy.subscribe('1', groupChanged);
  await busy.next('ping');
  await organization.query(statement, [organization.id, 'test']);
  expect((await busy.next('error', { id: '1' })).payload).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  expect([await busy.end(), await idle.end()]).toEqual([4401, 4401]);
});

test('an API key has 20 subscriptions and 20 connections at most, and what ends makes room', async () => {
  const organization = await TestOrganization.create();
  const socket = await begin(organization.key);
  for (let n = 0; n < 20; n++) socket.subscribe(`${n}`, groupChanged);
  await socket.next('ping', { n: 20 });
  socket.subscribe('more', groupChanged);
  expect((await socket.next('error', { id: 'more' })).payload).toMatchObject([
    { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } },
  ]);
  socket.send({ type: 'complete', id: '3' });
  await eventually('there is room', async () => {
    const known = socket.of('ping').length;
    const id = `again ${performance.now()}`;
    socket.subscribe(id, groupChanged);
    await eventually('an answer', () => socket.of('ping').length > known || socket.of('error', id).length > 0);
    return socket.of('ping').length > known;
  });
  const others = await Promise.all(Array.from({ length: 19 }, () => begin(organization.key)));
  const refused = await open();
  refused.send({ type: 'connection_init', payload: { apiKey: organization.key } });
  expect(await refused.end()).toBe(1013);
  expect(refused.closed?.reason).toContain('the limit is 20 for an API key');
  others[0]?.close();
  await eventually('there is room', () => begin(organization.key).catch(() => undefined));
});

test('pages of other origins get no connection', async () => {
  const { host } = new URL(service.url);
  for (const origin of ['https://app.example', `http://${host}`]) expect((await open({ origin })).isOpen).toBe(true);
  for (const origin of ['https://evil.example', 'null', 'https://app.example.evil.example', 'http://app.example'])
    expect((await open({ origin })).refused).toMatchObject({ status: 403, body: expect.stringContaining('FORBIDDEN') });
});

test('a node that stops answers what is in flight, and closes with 1012', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const node = await startService({ DATABASE_URL: databaseUrl() });
  const socket = keep(await Socket.begin(organization.key, { url: node.url }));
  const other = keep(await Socket.begin(organization.key, { url: node.url }));
  socket.subscribe('1', groupChanged);
  await socket.next('ping');
  await updateGroup(organization.key, { id, name: 'Before' });
  await socket.next('next');
  const stopping = node.stop();
  expect([await socket.end(), await other.end()]).toEqual([1012, 1012]);
  expect(socket.of('complete')).toEqual([]);
  expect(await stopping).toBe(0);
});

test('an address beside /graphql, and other upgrades, are answered as without an upgrade', async () => {
  const { key } = await TestOrganization.create();
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
  const { request } = await import('node:http');
  const statusOf = (path: string, headers: Record<string, string>, body = '') =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${service.url}${path}`, { method: body ? 'POST' : 'GET', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject).end(body);
    });
  expect(await statusOf('/nothing', { ...upgrade, 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' })).toBe(404);
  expect(await statusOf('/graphql', { ...upgrade, 'sec-websocket-key': 'short' })).toBe(400);
  const h2c = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABk' };
  const json = { 'content-type': 'application/json', 'x-api-key': key };
  expect(await statusOf('/livez', h2c)).toBe(200);
  expect(await statusOf('/graphql', { ...h2c, ...json }, '{"query":"{ __typename }"}')).toBe(200);
});
