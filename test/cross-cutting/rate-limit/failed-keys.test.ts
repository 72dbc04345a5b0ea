import { networkOf } from '../../../src/http/failed-keys.ts';
import { send } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { WireCounter } from '../../support/wire-counter.ts';

const small = '{ viewer { organization { id } } }';

let service: ServiceProcess;
let counter: WireCounter;

beforeAll(async () => {
  const counted = await WireCounter.open(databaseUrl());
  counter = counted.counter;
  service = await startService({
    DATABASE_URL: counted.url,
    RATE_LIMIT_FAILED_KEYS: '5',
    RATE_LIMIT_WINDOW_S: '600',
    TRUSTED_PROXIES: '10.0.0.0/8,127.0.0.1',
  });
});

afterAll(async () => {
  await service.stop();
  await counter.close();
});

/** Sends a request as a proxy passes it on. */
const from = (address: string, key: string) =>
  send(key, small, {}, { url: service.url, headers: { 'x-forwarded-for': address } });

test('an address that has sent too many keys which are none is refused, others are not', async () => {
  const { key } = await TestOrganization.create();
  for (let n = 0; n < 5; n++) expect((await from('192.0.2.1', `gg_guess_number_${n}`)).status).toBe(401);
  const refused = await from('192.0.2.1', 'gg_guess_number_6');
  expect(refused).toMatchObject({ status: 429, data: undefined, errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  expect(refused.errors?.[0]?.message).toMatch(/address had no valid API key\. Send the request again in \d+ seconds/);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(500);
  expect((await from('192.0.2.2', key)).status).toBe(200);
});

test('whoever shares an address with a guesser is served on', async () => {
  const [{ key }, newcomer] = [await TestOrganization.create(), await TestOrganization.create()];
  expect((await from('192.0.2.3', key)).status).toBe(200);
  for (let n = 0; n < 6; n++) await from('192.0.2.3', `gg_guess_number_${n}`);
  expect((await from('192.0.2.3', 'gg_guess_number_7')).status).toBe(429);
  expect((await from('192.0.2.3', newcomer.key)).status).toBe(200);

  const guesses = Array.from({ length: 50 }, (_, n) => from('192.0.2.3', `gg_guess_number_${n}`));
  expect((await from('192.0.2.3', key)).status).toBe(200);
  for (const { status } of await Promise.all(guesses)) expect(status).toBe(429);
});

test('the guesses of an address are not all looked up', async () => {
  for (let n = 0; n < 6; n++) await from('192.0.2.5', `gg_guess_number_${n}`);
  const lookUps = await counter.during(() =>
    Promise.all(Array.from({ length: 100 }, (_, n) => from('192.0.2.5', `gg_guess_number_${n}`))),
  );
  expect(lookUps).toBeLessThan(50);
});

test('addresses that a client makes up do not count', async () => {
  for (let n = 0; n < 5; n++) await from(`198.51.100.${n}, 192.0.2.4`, 'gg_guess_guess_guess');
  expect((await from('198.51.100.99, 192.0.2.4', 'gg_guess_guess_guess')).status).toBe(429);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::6', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
