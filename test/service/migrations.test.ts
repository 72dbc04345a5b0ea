import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { migrate } from '../../src/database/migrations/migrate.ts';
import { scrape, sum } from '../cross-cutting/metrics/scrape.ts';
import { eventually } from '../support/eventually.ts';
import { ExpiredDatabase } from '../support/expired-database.ts';
import { data } from '../support/graphql.ts';
import { TestOrganization } from '../support/organization.ts';
import { createDatabase, query, serverUrl } from '../support/postgres.ts';
import { runService, type ServiceProcess, startService } from '../support/service.ts';

let database: Awaited<ReturnType<typeof createDatabase>>;
let service: ServiceProcess | undefined;
let role: string | undefined;

beforeEach(async () => {
  database = await createDatabase(serverUrl());
  const pool = new Pool({ connectionString: database.url });
  await migrate(pool);
  await pool.end();
});

afterEach(async () => {
  await service?.kill();
  service = undefined;
  await database.drop();
  if (role) await query(serverUrl(), `DROP ROLE ${role}`);
  role = undefined;
});

const sql = (...statements: string[]) => query(database.url, statements.join('; '));
const ready = async ({ url }: ServiceProcess) => {
  const response = await fetch(`${url}/readyz`);
  const { reasons } = (await response.json()) as { reasons?: string[] };
  return { status: response.status, reasons };
};

/** Who waits for a lock in this database, of all on the server. */
const waiting = () =>
  sql(
    'SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()',
  );

/** Makes the last migration pending again: it needs a lock of the table of API keys, for a foreign key. */
const forget = () =>
  sql(
    'DROP TABLE idempotency_records',
    "DELETE FROM _prisma_migrations WHERE migration_name = '20261122220000_idempotency'",
  );

test('a migration that waits for a lock names who holds it, lets others go first, and goes on once it is free', async () => {
  await forget();
  const holder = new Client({ connectionString: database.url, application_name: 'forgotten' });
  await holder.connect();
  const { rows } = await holder.query('SELECT pg_backend_pid() AS pid');
  await holder.query('BEGIN');
  await holder.query('UPDATE api_keys SET name = name /* the query */');
  let output = '';
  const starting = startService({ DATABASE_URL: database.url, LOG_LEVEL: 'info' }).then((started) => {
    service = started;
    return started;
  });
  // The migration leaves its place in the queue: whoever comes later does not wait for as long as the holder is there.
  const begun = Date.now();
  await eventually('it waits', async () => (await waiting()).length > 0, 30_000);
  await sql("UPDATE api_keys SET name = 'other'");
  expect(Date.now() - begun).toBeLessThan(35_000);
  await holder.query('ROLLBACK');
  await holder.end();
  output = (await starting).output();
  expect(output).toMatch(
    new RegExp(`migrations wait for pid ${rows[0].pid} \\(forgotten of \\w+, idle in transaction, .*the query`),
  );
  expect(output).toMatch(/trying again in 1 s/);
  expect(output).toMatch(/applying the migration 20261122220000_idempotency, 1 of 1/);
  expect(await ready(service as ServiceProcess)).toMatchObject({ status: 200 });
}, 90_000);

test('a migration that was started and not finished is not served from: the start is refused, and /readyz says why', async () => {
  await sql("UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '20261122220000_idempotency'");
  const { code, stderr } = await runService({ DATABASE_URL: database.url });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/20261122220000_idempotency was started and not finished/),
  });
  service = await startService({ DATABASE_URL: database.url, MIGRATE_ON_START: 'false' });
  expect(await ready(service)).toMatchObject({
    status: 503,
    reasons: [expect.stringMatching(/20261122220000_idempotency was started and not finished/)],
  });
}, 60_000);

test('a schema that is newer, or was made from another file, is served from with a warning', async () => {
  await sql(
    "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('1', 'x', '20990101000000_newer', now())",
    "UPDATE _prisma_migrations SET checksum = 'other' WHERE migration_name = '20261122220000_idempotency'",
  );
  service = await startService({ DATABASE_URL: database.url });
  expect(service.output()).toMatch(/"level":"?(40|warn)"?.*migrations of a newer version: 20990101000000_newer/);
  expect(service.output()).toMatch(/migrations 20261122220000_idempotency of the database have other contents/);
  expect(await ready(service)).toMatchObject({ status: 200 });
}, 60_000);

test('nothing is applied on top of a migration that was made from another file', async () => {
  await forget();
  await sql("UPDATE _prisma_migrations SET checksum = 'other' WHERE migration_name = '20261122210000_change_history'");
  const { code, stderr } = await runService({ DATABASE_URL: database.url });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/cannot be migrated.*20261122210000_change_history/),
  });
}, 60_000);

/** The address of the database for a role of the test's own, with what docs/running.md says to grant it, or less. */
async function urlOfRole(...grants: string[]): Promise<string> {
  role = `gg_role_${process.pid}_${Date.now()}`;
  await sql(
    `CREATE ROLE ${role} LOGIN PASSWORD 'secret' NOSUPERUSER`,
    'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
    ...grants.map((grant) => `GRANT ${grant} TO ${role}`),
  );
  const url = new URL(database.url);
  url.username = role;
  url.password = 'secret';
  return url.href;
}

test('a role that can create nothing starts on a migrated database, and serves', async () => {
  const url = await urlOfRole(
    'USAGE ON SCHEMA public',
    'SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public',
    'USAGE ON ALL SEQUENCES IN SCHEMA public',
  );
  const organization = await TestOrganization.create({ database: database.url });
  service = await startService({ DATABASE_URL: url });
  expect(await ready(service)).toMatchObject({ status: 200 });
  const [website] = await organization.addWebsites(1);
  const created = await data(
    organization.key,
    'mutation ($input: CreateGroupInput!) { createGroup(input: $input) { __typename } }',
    { input: { name: 'New', websiteIds: [website], billingEnabled: true } },
    service,
  );
  expect(created).toEqual({ createGroup: { __typename: 'CreateGroupSuccess' } });
  const accounts = await data(
    organization.key,
    'mutation { createAccountGroup(input: { names: [{ language: { id: 1 }, labelText: "New" }] }) { __typename } }',
    {},
    service,
  );
  expect(accounts).toEqual({ createAccountGroup: { __typename: 'CreateAccountGroupSuccess' } });
}, 60_000);

test('a role that may not migrate is told so, and who may', async () => {
  await forget();
  const url = await urlOfRole(
    'USAGE ON SCHEMA public',
    'SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public',
  );
  const { code, stderr } = await runService({ DATABASE_URL: url });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(
      /The role may not migrate \(permission denied .*\)\. Run `npm run migrate` as a role that may/,
    ),
  });
}, 60_000);

test('a role that can only read is not ready, and /readyz says what it lacks', async () => {
  const url = await urlOfRole('USAGE ON SCHEMA public', 'SELECT ON ALL TABLES IN SCHEMA public');
  service = await startService({ DATABASE_URL: url });
  expect(await ready(service)).toMatchObject({
    status: 503,
    reasons: [expect.stringMatching(/cannot write: it lacks INSERT on account_group_changes, .* more privileges$/)],
  });
}, 60_000);

test('a role or database that is read-only by default is not ready', async () => {
  await sql(`ALTER DATABASE ${new URL(database.url).pathname.slice(1)} SET default_transaction_read_only = on`);
  service = await startService({ DATABASE_URL: database.url });
  expect(await ready(service)).toMatchObject({
    status: 503,
    reasons: ['the database accepts no changes: default_transaction_read_only is on for the role of DATABASE_URL'],
  });
}, 60_000);

test('a certificate of the database that has expired is named by /readyz', async () => {
  const expired = await ExpiredDatabase.open();
  service = await startService({ DATABASE_URL: expired.url, MIGRATE_ON_START: 'false', ...expired.env });
  expect(await ready(service)).toMatchObject({
    status: 503,
    reasons: ['this node does not accept the certificate of the database: CERT_HAS_EXPIRED'],
  });
  const samples = await scrape(service.url);
  expect(sum(samples, 'group_gateway_ready')).toBe(0);
  expect(sum(samples, 'group_gateway_not_ready', { reason: 'database_certificate' })).toBe(1);
  await expired.close();
}, 60_000);

test('an index is built while others change the table, again after an attempt that was interrupted, and is recorded', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'group-gateway-migrations-'));
  await mkdir(join(folder, '20990101000000_index'));
  await writeFile(
    join(folder, '20990101000000_index', 'migration.sql'),
    '-- Finds keys by name.\nCREATE INDEX CONCURRENTLY "api_keys_name_idx" ON "api_keys"("name");\n',
  );
  // What an interrupted attempt leaves behind.
  await sql('CREATE INDEX api_keys_name_idx ON api_keys (name)');
  const pool = new Pool({ connectionString: database.url });
  const changing = new Client({ connectionString: database.url });
  await changing.connect();
  await changing.query('BEGIN');
  await changing.query('UPDATE api_keys SET name = name');
  const migrating = migrate(pool, () => {}, pool, folder);
  await eventually('the build waits', async () => (await waiting()).length > 0);
  await sql("UPDATE organizations SET name = 'meanwhile'", 'UPDATE api_keys SET name = name');
  await changing.query('COMMIT');
  await changing.end();
  expect(await migrating).toEqual(['20990101000000_index']);
  expect(await migrate(pool, () => {}, pool, folder)).toEqual([]);
  await pool.end();
  await rm(folder, { recursive: true });
  const indexes = await sql(
    "SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = 'api_keys_name_idx'::regclass",
  );
  expect(indexes).toEqual([{ valid: true }]);
}, 60_000);
