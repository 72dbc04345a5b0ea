import { isPublic, publicLookup } from '../../../src/webhooks/delivery/addresses.ts';
import { Sender } from '../../../src/webhooks/delivery/send.ts';
import { Receiver } from './receiver.ts';

const never = new AbortController().signal;
const forbidden = { outcome: 'forbidden_address', responseStatus: null, error: 'The host has no public address.' };

let receiver: Receiver;
let sender: Sender | undefined;

beforeAll(async () => {
  receiver = await Receiver.start();
});
afterEach(() => {
  sender?.close();
  expect(receiver.received).toEqual([]);
});
afterAll(() => receiver.stop());

/** Posts where names resolve to some addresses; each look-up to the next ones. */
function post(url: string, ...resolutions: string[][]) {
  const asked: string[] = [];
  const lookup = publicLookup(async (hostname) => {
    asked.push(hostname);
    return resolutions.length > 1 ? (resolutions.shift() as string[]) : (resolutions[0] ?? []);
  });
  sender = new Sender({ allowPrivate: false }, lookup);
  return { asked, attempt: sender.post(url, '{}', {}, never) };
}

const privateAddresses = [
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254'],
  ...['172.16.0.1', '172.31.255.255', '192.0.0.170', '192.0.2.1', '192.88.99.1', '192.168.1.1', '198.18.0.1'],
  ...['198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255'],
  ...['::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1'],
  ...['64:ff9b::8.8.8.8', '64:ff9b:1::1', '100::1', '2001::1', '2001:2::1', '2001:db8::1', '2002:7f00:1::', '3fff::1'],
  ...['fc00::1', 'fd00:ec2::254', 'fe80::1', 'fec0::1', 'ff02::1', '5f00::1'],
];

test.each(privateAddresses)('nothing is sent to a name that resolves to %s', async (address) => {
  expect(isPublic(address)).toBe(false);
  expect(await post(`https://name.example:${receiver.port}/`, [address]).attempt).toMatchObject(forbidden);
  const host = address.includes(':') ? `[${address}]` : address;
  const { asked, attempt } = post(`https://${host}:${receiver.port}/`, ['93.184.215.14']);
  expect(await attempt).toMatchObject(forbidden);
  expect(asked).toEqual([]);
});

test.each(['8.8.8.8', '93.184.215.14', '172.15.0.1', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001:81b::200e'])(
  'the address %s is one of the public internet',
  (address) => {
    expect(isPublic(address)).toBe(true);
  },
);

test.each([
  'https://127.1/',
  'https://0177.0.0.1/',
  'https://0x7f000001/',
  'https://2130706433/',
  'https://017700000001/',
  'https://①②⑦.0.0.1/',
  'https://[::ffff:127.0.0.1]/',
  'https://[0:0:0:0:0:ffff:7f00:0001]/',
  'https://127.0.0.1./',
])('nothing is sent to %s, however the address is written', async (url) => {
  const { asked, attempt } = post(url.replace(/\/$/, `:${receiver.port}/`), ['127.0.0.1']);
  expect(await attempt).toMatchObject(forbidden);
  expect(asked.length).toBeLessThanOrEqual(1); // what is no address, is a name
});

test('a name with one private address among public ones is refused', async () => {
  expect(await post('https://name.example/', ['93.184.215.14', '10.0.0.1']).attempt).toMatchObject(forbidden);
});

test('a name without an address, and one that cannot be resolved, have the same error', async () => {
  expect(await post('https://name.example/', []).attempt).toMatchObject(forbidden);
  sender = new Sender(
    { allowPrivate: false },
    publicLookup(async () => {
      throw new Error('SERVFAIL');
    }),
  );
  expect(await sender.post('https://name.example/', '{}', {}, never)).toMatchObject(forbidden);
});

test('the address that is connected to is the one that was checked: a name is resolved once for a connection', async () => {
  // Public at first, then this machine: with a look-up to check and another one to connect, the second would count.
  const { asked, attempt } = post(`https://name.example:${receiver.port}/`, ['192.0.2.1'], ['127.0.0.1']);
  expect(await attempt).toMatchObject(forbidden);
  expect(asked).toEqual(['name.example']);
  const rebound = post(`https://name.example:${receiver.port}/`, ['127.0.0.1'], ['93.184.215.14']);
  expect(await rebound.attempt).toMatchObject(forbidden);
  expect(rebound.asked).toEqual(['name.example']);
});

test('where names resolve to this machine, they are refused by real DNS look-ups, too', async () => {
  sender = new Sender({ allowPrivate: false });
  for (const host of ['localhost', 'ip6-localhost', 'localhost.localdomain'])
    expect(await sender.post(`https://${host}:${receiver.port}/`, '{}', {}, never)).toMatchObject(forbidden);
}, 30_000);
