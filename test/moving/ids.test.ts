import { randomUUID } from 'node:crypto';
import { Client, Pool } from 'pg';
import { type Database, openDatabase } from '../../src/database/client.ts';
import { migrate } from '../../src/database/migrations/migrate.ts';
import { passOver } from '../../src/moving/oracle/ids.sql.ts';
import { eventually } from '../support/eventually.ts';
import { createDatabase, serverUrl } from '../support/postgres.ts';

const organizationId = randomUUID();
let database: Awaited<ReturnType<typeof createDatabase>>;
let held: Database;
let free: Database;
let gate: Client;
let creator: Client;

/** What an import that comes to setting the sequence waits at, so that others act just then. */
const addGate = `
  CREATE SCHEMA gate;
  CREATE FUNCTION gate.setval(regclass, bigint) RETURNS bigint LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock_shared(1);
      RETURN pg_catalog.setval($1, $2);
    END $$`;

const connect = async () => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  return client;
};

beforeAll(async () => {
  database = await createDatabase(serverUrl());
  const pool = new Pool({ connectionString: database.url });
  await migrate(pool);
  await pool.end();
  [gate, creator] = [await connect(), await connect()];
  await gate.query(addGate);
  await gate.query("INSERT INTO organizations (id, name) VALUES ($1, 'Imports')", [organizationId]);
  free = openDatabase(database.url, () => {});
  const address = new URL(database.url);
  address.searchParams.set('options', '-c search_path=gate,public,pg_catalog');
  held = openDatabase(address.href, () => {});
}, 60_000);

afterAll(async () => {
  await Promise.all([gate.end(), creator.end(), held.close(), free.close()]);
  await database.drop();
});

/** The ids that new account groups get. */
async function create(count: number): Promise<number[]> {
  await creator.query('BEGIN');
  const { rows } = await creator.query(
    `INSERT INTO account_groups (organization_id, display_order, lookup_name)
     SELECT $1, n, 'New' FROM generate_series(1, $2::int) AS n RETURNING id::int`,
    [organizationId, count],
  );
  await creator.query('ROLLBACK');
  return rows.map(({ id }) => id);
}

/** Begins something while an import is about to set the sequence, and lets the import go on as soon as the other waits or is done. */
async function meanwhile<Result>(largest: number, begin: () => Promise<Result>): Promise<Result> {
  const waiting = async (type: string, count: number) => {
    const { rows } = await gate.query(
      `SELECT count(*)::int AS waiting FROM pg_locks l JOIN pg_database d ON d.oid = l.database
       WHERE d.datname = current_database() AND NOT granted AND locktype = $1`,
      [type],
    );
    return rows[0].waiting >= count;
  };
  await gate.query('SELECT pg_advisory_lock(1)');
  const importing = passOver(held.prisma, 'account_groups', [String(largest)]);
  await eventually('the import is about to set the sequence', () => waiting('advisory', 1));
  let isDone = false;
  const other = begin().finally(() => (isDone = true));
  await eventually('the other one is done or waits', async () => isDone || (await waiting('relation', 1)));
  await gate.query('SELECT pg_advisory_unlock(1)');
  await importing;
  return other;
}

test('the id that the first account group would get is not given to it if it came over', async () => {
  const { rows } = await gate.query('SELECT last_value::text AS first FROM account_groups_id_seq');
  await passOver(free.prisma, 'account_groups', [rows[0].first]);
  expect(await create(1)).toEqual([Number(rows[0].first) + 1]);
});

test('an id that was given to a new account group during an import is not given again', async () => {
  const [before = 0] = await create(1);
  const during = await meanwhile(before + 2, () => create(5));
  const after = await create(5);
  expect(new Set([...during, ...after]).size).toBe(10);
});

test('an import does not forget what another import brought along meanwhile', async () => {
  const [before = 0] = await create(1);
  await meanwhile(before + 10, () => passOver(free.prisma, 'account_groups', [String(before + 100)]));
  expect(Math.min(...(await create(3)))).toBeGreaterThan(before + 100);
});
