import { createServer } from 'node:net';
import { ConfigError, readConfig } from '../../src/config.ts';
import { databaseUrl } from '../support/organization.ts';
import { runService, startService } from '../support/service.ts';

const integers = (max: number) => [['x'], ['-1'], ['1.5'], ['1e3'], [String(max + 1)], ['99999999999999999999']];

describe.each([
  ['PORT', 'must be a whole number from 0 to 65535', integers(65_535)],
  [
    'DATABASE_URL',
    'must be an address that starts with postgresql:// or postgres://',
    [['mysql://u:hunter2@h/d'], ['localhost'], ['postgresql://u:hunter2@[/d']],
  ],
  [
    'REDIS_URL',
    'must be an address that starts with redis:// or rediss://',
    [['https://u:hunter2@h/0'], ['localhost:6379'], ['redis://u:hunter2@[/0']],
  ],
  [
    'DATABASE_REPLICA_URLS',
    'must be addresses that start with postgresql:// or postgres://, separated by commas',
    [['postgresql://u:hunter2@h/d,mysql://u:hunter2@h/d'], ['localhost'], ['postgresql://h/d,']],
  ],
  ['DATABASE_POOL_SIZE', 'must be a whole number from 1 to 1000', [['0'], ...integers(1000)]],
  ['DATABASE_CONNECTION_TIMEOUT_MS', 'must be a whole number from 1 to 600000', [['0'], ['soon']]],
  ['DATABASE_STATEMENT_TIMEOUT_MS', 'must be a whole number from 1 to 600000', [['0'], ['600001']]],
  ['MIGRATE_ON_START', 'must be one of true, false', [['yes'], ['1'], ['TRUE']]],
  ['EXPLORER', 'must be one of true, false', [['yes'], ['off']]],
  ['REST_FACES', 'must be one of true, false', [['yes'], ['off']]],
  ['BILLING_PROVIDER', 'must be one of sandbox, autumn, stripe', [['paypal']]],
  ['BILLING_TIMEOUT_MS', 'must be a whole number from 1 to 600000', [['0'], ['soon'], ['600001']]],
  [
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'must be an address that starts with http:// or https://',
    [['collector:4318'], ['grpc://collector']],
  ],
  ['CHANGE_HISTORY_DAYS', 'must be a whole number from 0 to 36500', [['-1'], ['36501'], ['for ever']]],
  ['LOG_LEVEL', 'must be one of fatal, error, warn, info, debug, trace, silent', [['loud'], ['INFO']]],
])('a bad %s', (variable, allowed, values) => {
  test('stops the start with one line that names it and says what is allowed', async () => {
    const [[value]] = values as [[string]];
    const { code, stdout, stderr } = await runService({ [variable]: value });
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: `group-gateway: ${variable} ${allowed}\n`,
    });
    expect(stderr).not.toContain('hunter2');
  });

  test.each(values)('%s is refused', (value) => {
    expect(() => readConfig({ [variable]: value })).toThrow(new ConfigError(`${variable} ${allowed}`));
  });
});

test.each([
  ['RATE_LIMIT_POINTS', 'must be a whole number from 0 to 1000000000', integers(1_000_000_000)],
  ['RATE_LIMIT_WINDOW_S', 'must be a whole number from 1 to 86400', [['0'], ...integers(86_400)]],
  ['MAX_TOKENS', 'must be a whole number from 100 to 20000', [['0'], ...integers(20_000)]],
  ['MAX_COST', 'must be a whole number from 1 to 1000000000', [['0'], ...integers(1_000_000_000)]],
  ['MAX_BODY_BYTES', 'must be a whole number from 1024 to 100000000', [['0'], ...integers(100_000_000)]],
  ['MAX_ANSWER_BYTES', 'must be a whole number from 1024 to 500000000', [['0'], ...integers(500_000_000)]],
  ['OTEL_METRIC_EXPORT_INTERVAL', 'must be a whole number from 100 to 86400000', [['0'], ...integers(86_400_000)]],
  ['REQUEST_TIMEOUT_MS', 'must be a whole number from 1 to 600000', [['0'], ...integers(600_000)]],
  ['MAX_CONCURRENT_REQUESTS', 'must be a whole number from 1 to 10000', [['0'], ...integers(10_000)]],
  [
    'TRUSTED_PROXIES',
    'must be IP addresses or subnets, separated by commas',
    [['proxy.example'], ['10.0.0.0/33'], ['10.0.0.1,'], ['::1/129'], ['10.0.0.0/8/8'], ['true']],
  ],
  ['TRUSTED_DOCUMENTS_ONLY', 'must be one of true, false', [['yes']]],
] as [string, string, [string][]][])('a bad %s is refused', (variable, allowed, values) => {
  for (const [value] of values)
    expect(() => readConfig({ [variable]: value })).toThrow(new ConfigError(`${variable} ${allowed}`));
});

test('TRUSTED_DOCUMENTS_ONLY asks for TRUSTED_DOCUMENTS', () => {
  expect(() => readConfig({ TRUSTED_DOCUMENTS_ONLY: 'true' })).toThrow(
    new ConfigError('TRUSTED_DOCUMENTS must be set for TRUSTED_DOCUMENTS_ONLY=true'),
  );
});

test('replicas of no DATABASE_URL are refused', () => {
  expect(() => readConfig({ DATABASE_REPLICA_URLS: 'postgresql://h/d' })).toThrow(
    new ConfigError('DATABASE_REPLICA_URLS must not be set without DATABASE_URL'),
  );
});

test('variables that are empty count as absent', async () => {
  const service = await startService({ DATABASE_URL: databaseUrl(), LOG_LEVEL: '', MIGRATE_ON_START: ' ' });
  expect(await service.stop()).toBe(0);
});

test('PORT=0 takes a free port, and the real one is printed', async () => {
  const service = await startService({ DATABASE_URL: databaseUrl(), PORT: '0' });
  expect(Number(new URL(service.url).port)).toBeGreaterThan(0);
  expect((await fetch(`${service.url}/livez`)).status).toBe(200);
  await service.kill();
});

test('a port that is taken stops the start with one line that names it', async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const { port } = other.address() as { port: number };
  const { code, stderr } = await runService({ DATABASE_URL: databaseUrl(), PORT: String(port) });
  await new Promise((done) => other.close(done));
  expect(code).toBe(1);
  expect(stderr).toMatch(
    new RegExp(`^group-gateway: cannot listen at HOST 127\\.0\\.0\\.1, PORT ${port}: .*EADDRINUSE.*\n$`),
  );
});

test('a host that is not of this machine stops the start with one line that names it', async () => {
  const { code, stderr } = await runService({ DATABASE_URL: databaseUrl(), HOST: '203.0.113.7' });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^group-gateway: cannot listen at HOST 203\.0\.113\.7, PORT 0: [^\n]*\n$/);
});

test.each([
  ['nobody listens', 'postgresql://keeper:hunter2@127.0.0.1:1/nothing'],
  ['the host does not exist', 'postgresql://keeper:hunter2@nowhere.invalid/nothing'],
  ['the password is malformed', 'postgresql://keeper:hunter2%ZZ@127.0.0.1:1/nothing'],
])('DATABASE_URL where %s stops the start with one line and without the password', async (_case, url) => {
  const { code, stdout, stderr } = await runService({ DATABASE_URL: url });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^group-gateway: cannot migrate the database at DATABASE_URL: [^\n]+\n$/);
  expect(stdout + stderr).not.toContain('hunter2');
});

test('DATABASE_URL of a database that the server lacks stops the start with one line that names it', async () => {
  const url = new URL(databaseUrl());
  url.pathname = '/gg_no_such_database';
  const { code, stderr } = await runService({ DATABASE_URL: url.href });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^group-gateway: [^\n]*gg_no_such_database[^\n]*\n$/);
});
