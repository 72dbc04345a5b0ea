import { eventually } from '../../support/eventually.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { updateGroup } from '../groups/update-group/operation.ts';
import { Socket } from './socket.ts';

let service: ServiceProcess;
beforeAll(async () => {
  service = await startService({ DATABASE_URL: databaseUrl() });
});
afterAll(() => service.kill());

const init = (key: string) => ({ type: 'connection_init', payload: { apiKey: key } });

test.each<[string, number, (socket: Socket, key: string) => void]>([
  ['says nothing', 4408, () => {}],
  ['subscribes before it says who it is', 4401, (socket) => socket.subscribe('1', '{ __typename }')],
  ['sends what is no message', 4400, (socket) => socket.send('garbage')],
  ['sends an unknown type', 4400, (socket) => socket.send({ type: 'start', id: '1' })],
  ['sends bytes', 4400, (socket) => socket.send(Buffer.from([1, 2, 3]))],
  ['sends brackets without end', 4400, (socket) => socket.send('['.repeat(100_000))],
  ['sends a message that is too long', 1009, (socket) => socket.send(`"${'x'.repeat(200_000)}"`)],
  [
    'sends text that is no UTF-8',
    1007,
    ({ webSocket }) => webSocket.send(Buffer.from([0xff, 0xfe]), { binary: false }),
  ],
  [
    'says twice who it is',
    4429,
    (socket, key) => {
      socket.send(init(key));
      socket.send(init(key));
    },
  ],
])('a client that %s is closed with %i', async (_what, code, misbehave) => {
  const { key } = await TestOrganization.create();
  const socket = await Socket.open({ url: service.url });
  misbehave(socket, key);
  expect(await socket.end()).toBe(code);
});

test('two operations with one id close the connection with 4409', async () => {
  const { key } = await TestOrganization.create();
  const socket = await Socket.begin(key, { url: service.url });
  const subscription = 'subscription { groupChanged { position } }';
  socket.subscribe('1', subscription);
  socket.subscribe('1', subscription);
  expect(await socket.end()).toBe(4409);
});

test.each([[['graphql-ws']], [['soap']], [[]]])('the subprotocols %j are refused with 4406', async (protocols) => {
  const socket = await Socket.open({ url: service.url, protocols });
  // Where a client offered some and none was chosen, the client itself ends the connection.
  expect(await socket.end()).toBe(protocols.length === 0 ? 4406 : 1006);
});

test('10,000 operations at once are taken up a few at a time, and nobody else waits for them', async () => {
  const organization = await TestOrganization.create();
  const other = await Socket.begin((await TestOrganization.create()).key, { url: service.url });
  const socket = await Socket.begin(organization.key, { url: service.url });
  const count = 10_000;
  for (let n = 0; n < count; n++) socket.subscribe(`${n}`, 'subscription { groupChanged { position } }');
  await socket.next('error', { timeoutMs: 30_000 });
  other.subscribe('1', '{ viewer { organization { id } } }');
  await other.next('next', { timeoutMs: 30_000 });
  const answers = socket.of('error');
  expect(answers.length).toBeLessThan(count / 2);
  const codes = answers.map(({ payload }) => (payload as [{ extensions: { code: string } }])[0].extensions.code);
  expect([...new Set(codes)]).toEqual(['TOO_MANY_SUBSCRIPTIONS']);
  socket.close();
  other.close();
}, 90_000);

test('a reader that takes nothing for 10 seconds is cut, and the others are not held up', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const names = Array.from({ length: 400 }, (_, n) => `n${n}: name`).join(' ');
  const query = `subscription { groupChanged { change { name { to } } group { ${names} } } }`;
  const [slow, other] = [
    await Socket.begin(organization.key, { url: service.url }),
    await Socket.begin(organization.key, { url: service.url }),
  ];
  for (const socket of [slow, other]) {
    socket.subscribe('1', query);
    await socket.next('ping');
  }
  slow.webSocket.pause();
  const changes = 120;
  for (let n = 0; n < changes; n++) await updateGroup(organization.key, { id, name: `${n} `.padEnd(250, 'x') });
  await other.next('next', { n: changes, timeoutMs: 40_000 });
  await eventually('the reader is given up', () => service.output().includes('stopped reading'), 25_000);
  slow.webSocket.resume();
  expect(await slow.end()).toBe(1006);
  other.close();
}, 90_000);
