import { Client, Pool } from 'pg';
import { migrate } from '../../src/database/migrations/migrate.ts';
import { runCommand } from '../support/admin.ts';
import { Cluster } from '../support/cluster.ts';
import { eventually } from '../support/eventually.ts';
import { ExpiredDatabase } from '../support/expired-database.ts';
import { query } from '../support/postgres.ts';
import { WrongClock } from '../support/wrong-clock.ts';

/** A server of the test's own: some checks look at all of it. */
let cluster: Cluster;

beforeAll(async () => {
  cluster = await Cluster.create(['max_connections=40']);
  const pool = new Pool({ connectionString: cluster.url });
  await migrate(pool);
  await pool.end();
}, 60_000);

afterAll(() => cluster.remove());

interface Document {
  version: string;
  healthy: boolean;
  checks: { check: string; found: string; problems: { problem: string; remedy: string }[] }[];
}

async function doctor(env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await runCommand('admin', ['doctor', '--json'], {
    DATABASE_URL: cluster.url,
    ...env,
  });
  expect(stderr).toBe('');
  const document: Document = JSON.parse(stdout);
  return { code, document, broken: document.checks.flatMap(({ check, problems }) => problems.map(() => check)) };
}

const sql = (...statements: string[]) => query(cluster.url, statements.join('; '));

test('on a healthy installation it finds nothing, says what it looked at, and exits with 0', async () => {
  const { code, document, broken } = await doctor();
  expect({ code, broken, healthy: document.healthy }).toEqual({ code: 0, broken: [], healthy: true });
  const looked = document.checks.map(({ check }) => check);
  for (const check of [
    'version',
    'settings',
    'redis',
    'database',
    'postgresql',
    'icu',
    'role',
    'schema',
    'clock',
    'purge',
    'disk',
    'demo keys',
    'migration lock',
    'locks',
    'old transactions',
    'connections',
    'pgbouncer',
    'billing',
  ])
    expect(looked).toContain(check);
  const people = await runCommand('admin', ['doctor'], { DATABASE_URL: cluster.url });
  expect(people).toMatchObject({ code: 0, stdout: expect.stringMatching(/All is well\.\n$/) });
}, 60_000);

test('wrong use exits with 2', async () => {
  expect(await runCommand('admin', ['doctor', '--verbose'], {})).toMatchObject({ code: 2, stdout: '' });
});

/** What is broken by the environment alone. */
test.each<[string, Record<string, string>, string[]]>([
  ['a setting', { PORT: 'many' }, ['settings']],
  ['the database away', { DATABASE_URL: 'postgresql://postgres:needle@127.0.0.1:1/gateway' }, ['database']],
  ['Redis away', { REDIS_URL: 'redis://:needle@127.0.0.1:1' }, ['redis']],
  ['a replica away', { DATABASE_REPLICA_URLS: 'postgresql://postgres:needle@127.0.0.1:1/gateway' }, ['replica']],
  ['too many connections', { DATABASE_POOL_SIZE: '1000' }, ['connections']],
  [
    'the provider away',
    {
      BILLING_PROVIDER: 'autumn',
      AUTUMN_SECRET_KEY: 'needle',
      AUTUMN_URL: 'http://127.0.0.1:1',
      BILLING_TIMEOUT_MS: '1000',
    },
    ['billing'],
  ],
])(
  '%s: it names what is broken and exits with 1, without a secret',
  async (_, env, expected) => {
    const { code, document, broken } = await doctor(env);
    expect({ code, broken }).toEqual({ code: 1, broken: expected });
    expect(JSON.stringify(document)).not.toContain('needle');
    const remedies = document.checks.flatMap(({ problems }) => problems.map(({ remedy }) => remedy));
    expect(remedies.every((remedy) => remedy.length > 5)).toBe(true);
  },
  60_000,
);

test('a primary given as a replica', async () => {
  expect((await doctor({ DATABASE_REPLICA_URLS: cluster.url })).broken).toEqual(['replica']);
}, 60_000);

test('a certificate of the database that has expired', async () => {
  const expired = await ExpiredDatabase.open();
  const { document, broken } = await doctor({ DATABASE_URL: expired.url, ...expired.env });
  await expired.close();
  expect(broken).toEqual(['database']);
  expect(document.checks.at(-1)?.problems).toEqual([
    {
      problem: expect.stringMatching(/certificate has expired/),
      remedy: expect.stringMatching(/^renew the certificate/),
    },
  ]);
}, 60_000);

test('a clock that is wrong', async () => {
  const clock = await WrongClock.create();
  clock.jump(-90);
  const { broken, document } = await doctor(clock.env);
  await clock.remove();
  expect(broken).toEqual(['clock']);
  expect(JSON.stringify(document)).toMatch(/this machine is (89|9\d)\.\d s behind/);
}, 60_000);

test('migrations that are missing, unfinished, unknown or changed', async () => {
  await sql(
    'CREATE TABLE kept AS TABLE _prisma_migrations',
    "DELETE FROM _prisma_migrations WHERE migration_name LIKE '%_stripe_customers'",
    "UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%_idempotency'",
    "UPDATE _prisma_migrations SET checksum = 'x' WHERE migration_name LIKE '%_account_groups'",
    "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('1', 'x', '20990101000000_newer', now())",
  );
  const { broken, document } = await doctor();
  await sql('DELETE FROM _prisma_migrations', 'INSERT INTO _prisma_migrations TABLE kept', 'DROP TABLE kept');
  expect(new Set(broken)).toEqual(new Set(['schema']));
  const said = JSON.stringify(document);
  for (const name of ['_stripe_customers', '_idempotency', '_account_groups', '20990101000000_newer'])
    expect(said).toContain(name);
}, 60_000);

test('somebody who holds the lock of migrations, and somebody who holds up others', async () => {
  const [holder, waiting] = [1, 2].map(
    () => new Client({ connectionString: cluster.url, application_name: 'forgotten' }),
  ) as [Client, Client];
  await Promise.all([holder.connect(), waiting.connect()]);
  await holder.query('SELECT pg_advisory_lock(72707369)');
  await holder.query('BEGIN');
  await holder.query('LOCK TABLE stripe_customers');
  const answer = waiting.query('SELECT FROM stripe_customers');
  await eventually('somebody waits for 5 s', async () => {
    const rows = await sql(
      "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query_start < now() - interval '6 s'",
    );
    return rows.length > 0;
  });
  const { broken, document } = await doctor();
  await holder.end();
  await answer;
  await waiting.end();
  expect(broken).toEqual(['migration lock', 'locks']);
  expect(JSON.stringify(document)).toMatch(
    /1 sessions have waited more than 5 s for pid \d+ \(forgotten of postgres, idle in transaction, .*LOCK TABLE stripe_customers/,
  );
}, 60_000);

test('rows that are not purged, and demo keys in a dump', async () => {
  const organization = '00000000-0000-4000-8000-000000000001';
  await sql(
    `INSERT INTO organizations (id, name) VALUES ('${organization}', 'Restored')`,
    `INSERT INTO api_keys (organization_id, id, name, prefix, hash, scope)
     VALUES ('${organization}', '${organization}', 'demo', 'gg_demo_par', sha256('gg_demo_partner'), 'GLOBAL')`,
    `INSERT INTO idempotency_records (organization_id, api_key_id, key, fingerprint, outcomes, created_at)
     VALUES ('${organization}', '${organization}', 'old', 'f', '{}', now() - interval '40 hours')`,
  );
  const { broken, document } = await doctor();
  await sql(`DELETE FROM organizations WHERE id = '${organization}'`);
  expect(broken).toEqual(['purge', 'demo keys']);
  expect(JSON.stringify(document)).toContain('rows of idempotency_records are outdated for 16 h');
}, 60_000);

test('a role that can only read', async () => {
  await sql('CREATE ROLE reader LOGIN', 'GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader');
  const { broken } = await doctor({ DATABASE_URL: cluster.url.replace('postgres@', 'reader@') });
  expect(broken).toEqual(['role']);
}, 60_000);
