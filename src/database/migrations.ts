import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool, PoolClient } from 'pg';

const folder = join(import.meta.dirname, '../../prisma/migrations');

/** The number that Prisma's own command locks with, so that it and several starting nodes take turns. */
const migrationLock = 72_707_369;

/** As Prisma's command creates it: `prisma migrate` reads and continues what is recorded here. */
const historyTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/** The driver's own time-out, at the longest that a timer can have: 24 days. */
const patient = { query_timeout: 2 ** 31 - 1 };

async function namesOnDisk(): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The names of the migrations that the database lacks, in the order in which they apply. */
export async function pendingMigrations(db: Pick<Pool, 'query'>): Promise<string[]> {
  const names = await namesOnDisk();
  const { rows: found } = await db.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found");
  if (!found[0].found) return names;
  const { rows } = await db.query(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  const applied = new Set(rows.map((row) => row.migration_name));
  return names.filter((name) => !applied.has(name));
}

/**
 * Applies the pending migrations, each in one transaction with its record, so that an interrupted start leaves
 * a migration wholly applied or not at all. Nodes that start at once take turns.
 *
 * @returns the names of the migrations that this call applied
 */
export async function migrate(pool: Pool): Promise<string[]> {
  const client = await pool.connect();
  const applied: string[] = [];
  try {
    for (;;) {
      await client.query('BEGIN');
      // The transaction's own, as a pooler hands the connection on after it: waiting for another node, and a migration
      // itself, may take longer than a request's statement may.
      await client.query('SET LOCAL statement_timeout = 0');
      await client.query({ text: 'SELECT pg_advisory_xact_lock($1)', values: [migrationLock], ...patient });
      await client.query(historyTable);
      const [name] = await pendingMigrations(client);
      if (name !== undefined) await apply(client, name);
      await client.query('COMMIT');
      if (name === undefined) return applied;
      applied.push(name);
    }
  } finally {
    client.release(true); // closes the connection, and with it a transaction that failed
  }
}

async function apply(client: PoolClient, name: string): Promise<void> {
  const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
  await client.query({ text: sql, ...patient });
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, clock_timestamp(), 1)`,
    [randomUUID(), createHash('sha256').update(sql).digest('hex'), name],
  );
}
