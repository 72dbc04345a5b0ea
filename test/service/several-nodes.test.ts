import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { Client, Pool } from 'pg';
import { migrate } from '../../src/database/migrations/migrate.ts';
import { eventually } from '../support/eventually.ts';
import { send } from '../support/graphql.ts';
import { createDatabase, query, serverUrl } from '../support/postgres.ts';
import { type ServiceProcess, spawnService, startService } from '../support/service.ts';

let database: Awaited<ReturnType<typeof createDatabase>>;
const running: ServiceProcess[] = [];
const start = async (env: Record<string, string> = {}) => {
  const service = await startService({ DATABASE_URL: database.url, ...env });
  running.push(service);
  return service;
};

beforeEach(async () => {
  database = await createDatabase(serverUrl());
});

afterEach(async () => {
  for (const service of running.splice(0)) await service.kill();
  await database.drop();
});

async function expectEachMigrationOnce(): Promise<void> {
  const applied = await query(
    database.url,
    'SELECT migration_name AS name, finished_at FROM _prisma_migrations ORDER BY 1',
  );
  const folders = (await readdir(new URL('../../prisma/migrations', import.meta.url))).filter((name) =>
    /^\d{14}_/.test(name),
  );
  expect(applied.map(({ name }) => name)).toEqual(folders.sort());
  expect(applied.every(({ finished_at }) => finished_at)).toBe(true);
}

test('nodes that start at once on an empty database all get ready, and each migration is applied once', async () => {
  const nodes = await Promise.all(Array.from({ length: 5 }, () => start()));
  for (const node of nodes) expect((await fetch(`${node.url}/readyz`)).status).toBe(200);
  await expectEachMigrationOnce();
  const applied = nodes.flatMap((node) => node.output().match(/applied the migration/g) ?? []);
  expect(await query(database.url, 'SELECT FROM _prisma_migrations')).toHaveLength(applied.length);
});

test('a migration leaves no lock and no setting to who gets its connection from a pooler next', async () => {
  const connection = new Client({ connectionString: database.url, statement_timeout: 15_000 });
  await connection.connect();
  // As behind PgBouncer, the connection to the server outlives the node's.
  const pooled = { query: connection.query.bind(connection), release: () => {} };
  const options = { connectionString: database.url };
  await migrate({ connect: async () => pooled, query: pooled.query, options } as unknown as Pool);
  const { rows: locks } = await connection.query(
    "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()",
  );
  const { rows: settings } = await connection.query('SHOW statement_timeout');
  await connection.end();
  expect(locks).toEqual([]);
  expect(settings).toEqual([{ statement_timeout: '15s' }]);
  await expectEachMigrationOnce();
});

test('a node waits for another one that migrates', async () => {
  const pool = new Pool({ connectionString: database.url });
  const migrating = await pool.connect();
  await migrating.query('SELECT pg_advisory_lock(72707369)');
  const waiting = spawnService({ DATABASE_URL: database.url });
  let output = '';
  waiting.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  await eventually('the node waits', () => output.includes('migrations wait for'));
  await migrating.query('SELECT pg_advisory_unlock(72707369)');
  migrating.release();
  await pool.end();
  await eventually('the node is ready', () => output.includes('is ready'));
  const ended = once(waiting, 'close');
  waiting.kill('SIGKILL');
  await ended;
});

test('nodes that start at once while an index is built concurrently do not wait for each other', async () => {
  const pool = new Pool({ connectionString: database.url });
  const migrations = await Promise.all(Array.from({ length: 8 }, () => migrate(pool)));
  await pool.end();
  expect(new Set(migrations.flat()).size).toBe(migrations.flat().length);
  await expectEachMigrationOnce();
});

test('a node that is killed while it migrates does not hinder the next one', async () => {
  for (let round = 0; round < 3; round++) {
    const victim = spawnService({ DATABASE_URL: database.url });
    const ended = once(victim, 'close');
    // The moment of interest is that of the migration's lock or transaction; a line of output says that it is over.
    let over = false;
    victim.stdout?.once('data', () => {
      over = true;
    });
    const connected = () =>
      query(serverUrl(), 'SELECT 1 FROM pg_stat_activity WHERE datname = $1', [
        new URL(database.url).pathname.slice(1),
      ]);
    await eventually('it connects', async () => over || (await connected()).length > 0);
    await setTimeout(Math.random() * 60);
    victim.kill('SIGKILL');
    await ended;
  }
  const node = await start();
  expect((await fetch(`${node.url}/readyz`)).status).toBe(200);
  await expectEachMigrationOnce();
});

test('with MIGRATE_ON_START=false a node is up, says what is missing, and is ready once somebody migrates', async () => {
  const node = await start({ MIGRATE_ON_START: 'false' });
  expect((await fetch(`${node.url}/livez`)).status).toBe(200);
  const before = await fetch(`${node.url}/readyz`);
  expect(before.status).toBe(503);
  expect(await before.json()).toEqual({
    status: 'not ready',
    reasons: ['the database lacks migrations: run `npm run migrate`'],
    version: expect.any(String),
  });
  const pool = new Pool({ connectionString: database.url });
  await migrate(pool);
  await pool.end();
  const after = await fetch(`${node.url}/readyz`);
  expect({ status: after.status, body: await after.json() }).toEqual({
    status: 200,
    body: { status: 'ready', version: expect.any(String) },
  });
});

test('demo keys do not work on a database that was not created as a demo', async () => {
  const node = await start();
  expect(node.output()).not.toContain('gg_demo');
  for (const key of [
    'gg_demo_partner',
    'gg_demo_partner_reader',
    'gg_demo_partner_website',
    'gg_demo_direct',
    'gg_demo_outage',
  ])
    expect((await send(key, '{ __typename }', {}, node)).status).toBe(401);
  expect(await query(database.url, 'SELECT 1 FROM organizations')).toEqual([]);
});
