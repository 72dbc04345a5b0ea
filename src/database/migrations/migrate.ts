import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig, type Pool, type PoolClient } from 'pg';
import type { NotReady } from '../../readiness.ts';
import { DatabaseNotReadyError } from '../fault.ts';
import { advisoryLockHolder, describeHolder, watchLockWaits } from './lock-waits.ts';

const folder = join(import.meta.dirname, '../../../prisma/migrations');

/** The number that Prisma's own command locks with, so that it and several starting nodes take turns. */
export const migrationLock = 72_707_369;

/** The only statement of a migration that builds an index without holding up changes. */
const concurrently = /^(?:\s|--[^\n]*\n)*CREATE (?:UNIQUE )?INDEX CONCURRENTLY "?(\w+)"?/i;

/** As Prisma's command creates it: `prisma migrate` reads and continues what is recorded here. */
const historyTable = `
  CREATE TABLE _prisma_migrations (
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

/**
 * How long a migration waits for the lock of a table. Everybody who needs the table in the meantime waits behind it, so
 * it is short; then the migration lets them go first, and tries again.
 */
const lockWaitMs = 3000;
const longestPauseMs = 10_000;
/** How long the building of an index waits for older transactions to end. */
const indexWaitMs = 60_000;
/** When it gives up. */
const timeoutMs = 5 * 60_000;

const lockNotAvailable = '55P03';
const insufficientPrivilege = '42501';

/** A migration of this version. */
interface Migration {
  name: string;
  sql: string;
  /** As Prisma's command records it. */
  checksum: string;
}

const checksumOf = (sql: string) => createHash('sha256').update(sql).digest('hex');

/** In the order in which they apply. */
async function migrationsOnDisk(from: string): Promise<Migration[]> {
  const entries = await readdir(from, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(from, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: checksumOf(sql) };
    }),
  );
}

/** How the database's schema compares with this version, by names of migrations. docs/upgrading.md says what follows. */
export interface SchemaState {
  /** Not applied yet, in the order in which they apply. */
  pending: string[];
  /** Begun by another program, such as Prisma's command, and neither finished nor rolled back. */
  unfinished: string[];
  /** Applied, but not known to this version: a newer one has been here. */
  unknown: string[];
  /** Applied from a file that had another content. */
  changed: string[];
}

export async function schemaState(db: Pick<Pool, 'query'>, from = folder): Promise<SchemaState> {
  const migrations = await migrationsOnDisk(from);
  const { rows } = (await hasHistory(db))
    ? await db.query<{ name: string; checksum: string; finished: boolean }>(
        `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
         FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name`,
      )
    : { rows: [] };
  const applied = new Map(rows.filter(({ finished }) => finished).map(({ name, checksum }) => [name, checksum]));
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  return {
    pending: [...known.keys()].filter((name) => !applied.has(name)),
    unfinished: rows.filter(({ name, finished }) => !finished && !applied.has(name)).map(({ name }) => name),
    unknown: [...applied.keys()].filter((name) => !known.has(name)),
    changed: [...applied].filter(([name, checksum]) => isChanged(known.get(name), checksum)).map(([name]) => name),
  };
}

/** Not by `to_regclass`, which may go by what the session remembers from before it waited for another node. */
async function hasHistory(db: Pick<Pool, 'query'>): Promise<boolean> {
  const { rows } = await db.query(
    "SELECT FROM pg_class WHERE relname = '_prisma_migrations' AND pg_table_is_visible(oid)",
  );
  return rows.length > 0;
}

/** Lines may end otherwise in a checkout on Windows. */
function isChanged(migration: Migration | undefined, recorded: string): boolean {
  if (!migration) return false;
  const lines = migration.sql.replaceAll('\r\n', '\n');
  return ![migration.checksum, checksumOf(lines), checksumOf(lines.replaceAll('\n', '\r\n'))].includes(recorded);
}

/** Why a schema cannot be served from. */
export function faultOfSchema({ unfinished, pending }: SchemaState): NotReady | undefined {
  if (unfinished.length > 0) return { reason: 'migration_unfinished', text: unfinishedText(unfinished) };
  if (pending.length > 0)
    return { reason: 'migrations_pending', text: 'the database lacks migrations: run `npm run migrate`' };
  return undefined;
}

const unfinishedText = (names: string[]) =>
  `the migration ${names.join(', ')} was started and not finished: see docs/upgrading.md, "A schema that does not fit"`;

/** What is odd about a schema that can be served from. */
export function warningsOf({ unknown, changed }: SchemaState): string[] {
  return [
    ...(unknown.length > 0
      ? [
          `the database has migrations of a newer version: ${unknown.join(', ')}. This version works, but should be replaced`,
        ]
      : []),
    ...(changed.length > 0
      ? [
          `the migrations ${changed.join(', ')} of the database have other contents than those of this version: see docs/upgrading.md`,
        ]
      : []),
  ];
}

/** Tells an operator how it goes on, in a sentence. */
export type Tell = (level: 'info' | 'warn', sentence: string) => void;

/**
 * Applies the pending migrations, each in one transaction with its record, so that an interrupted start leaves a
 * migration either applied completely or not at all. Nodes that start at once take turns. If nothing is pending, it
 * only reads.
 *
 * @param tell reports what it does, and which sessions it waits for
 * @param watcher looks up the sessions it waits for, on a free connection
 * @param from the folder of the migrations
 * @returns the names of the migrations that this call applied
 * @throws DatabaseNotReadyError where the schema does not allow it, or its tables are in use for too long
 */
export async function migrate(
  pool: Pool,
  tell: Tell = () => {},
  watcher: Pool = pool,
  from = folder,
): Promise<string[]> {
  const state = await schemaState(pool, from);
  for (const warning of warningsOf(state)) tell('warn', warning);
  if (!faultOfSchema(state)) return [];
  const applied: string[] = [];
  const total = state.pending.length;
  for (;;) {
    const name = await retried(() => applyNext(pool, `${applied.length + 1} of ${total}`, tell, watcher, from), tell);
    if (name === undefined) return applied;
    applied.push(name);
  }
}

/** Lets the sessions go first that a migration has to wait for. */
async function retried<T>(attempt: () => Promise<T>, tell: Tell): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (let pauseMs = 1000; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await attempt();
    } catch (error) {
      const { code, message } = error as Error & { code?: string };
      if (code === insufficientPrivilege)
        throw new DatabaseNotReadyError(
          `The role may not migrate (${message}). Run \`npm run migrate\` as a role that may. See "Roles" in docs/running.md.`,
        );
      if (code !== lockNotAvailable) throw error;
      if (performance.now() > deadline)
        throw new DatabaseNotReadyError(
          `The migration did not get the locks of its tables within ${timeoutMs / 60_000} minutes. Nothing of it was applied. ${message}`,
        );
    }
    tell(
      'warn',
      `a migration did not get its locks within ${lockWaitMs / 1000} s: trying again in ${pauseMs / 1000} s`,
    );
    await sleep(pauseMs);
  }
}

/** How often a node looks whether the one that migrates has ended. */
const takeTurnMs = 100;
const tellTurnMs = 10_000;

/**
 * Begins a transaction while no other node migrates. It does not wait inside a transaction: an index that is built
 * concurrently waits until all transactions have ended that were open before it, and would wait for this one.
 */
async function beginAlone(client: PoolClient, watcher: Pool, tell: Tell): Promise<void> {
  for (let nextTold = performance.now() + takeTurnMs; ; ) {
    // Reads what others have applied in the meantime, whatever isolation level the database has as its default.
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    const { rows } = await client.query<{ ours: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS ours', [
      migrationLock,
    ]);
    if (rows[0]?.ours) return;
    await client.query('ROLLBACK');
    await sleep(takeTurnMs);
    if (performance.now() < nextTold) continue;
    nextTold = performance.now() + tellTurnMs;
    const holder = await advisoryLockHolder(watcher, migrationLock);
    if (holder) tell('warn', `migrations wait for ${describeHolder(holder)}`);
  }
}

async function applyNext(
  pool: Pool,
  place: string,
  tell: Tell,
  watcher: Pool,
  from: string,
): Promise<string | undefined> {
  const client = await pool.connect();
  let stopWatching = () => {};
  try {
    await beginAlone(client, watcher, tell);
    // The transaction's own, as a pooler hands the connection on after it: a migration may take longer than a request's
    // statement may.
    await client.query('SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0');
    stopWatching = await watchLockWaits(client, watcher, (blockers) => tell('warn', `migrations wait for ${blockers}`));
    await client.query(`SET LOCAL lock_timeout = ${lockWaitMs}`);
    const { pending, unfinished, changed } = await schemaState(client, from);
    if (unfinished.length > 0)
      throw new DatabaseNotReadyError(`The database cannot be migrated, because ${unfinishedText(unfinished)}.`);
    const migration = (await migrationsOnDisk(from)).find(({ name }) => name === pending[0]);
    if (migration && changed.length > 0)
      throw new DatabaseNotReadyError(
        `The database cannot be migrated: its migrations ${changed.join(', ')} have other contents than those of this version. See docs/upgrading.md.`,
      );
    if (migration) await apply(client, pool.options, migration, place, tell);
    await client.query('COMMIT');
    return migration?.name;
  } finally {
    stopWatching();
    client.release(true); // closes the connection, and with it a transaction that failed
  }
}

async function apply(
  client: PoolClient,
  options: ClientConfig,
  { name, sql, checksum }: Migration,
  place: string,
  tell: Tell,
): Promise<void> {
  if (!(await hasHistory(client))) await client.query(historyTable);
  tell('info', `applying the migration ${name}, ${place}`);
  const begun = performance.now();
  const [, index] = concurrently.exec(sql) ?? [];
  if (index) await buildIndex(options, sql, index, tell);
  else await client.query({ text: sql, ...patient });
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, clock_timestamp(), 1)`,
    [randomUUID(), checksum, name],
  );
  tell('info', `applied the migration ${name} in ${Math.round(performance.now() - begun)} ms`);
}

/**
 * Builds an index that nobody waits for, which cannot be part of a transaction: on a connection of its own, while that of
 * the migration keeps other nodes away. What an interrupted attempt has left is dropped first.
 */
async function buildIndex(options: ClientConfig, sql: string, index: string, tell: Tell): Promise<void> {
  const client = new Client({ ...options, statement_timeout: 0 });
  client.on('error', () => {}); // its query tells
  await client.connect();
  try {
    // A node of an older version may wait in a transaction for this one to end. With a limit it gets its turn.
    await client.query(`SET lock_timeout = ${indexWaitMs}`);
    tell('info', `building the index ${index}, for which it waits until older transactions have ended`);
    await client.query({ text: `DROP INDEX CONCURRENTLY IF EXISTS "${index}"`, ...patient });
    await client.query({ text: sql, ...patient });
  } finally {
    await client.end();
  }
}
