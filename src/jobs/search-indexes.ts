import { Client, type Pool } from 'pg';
import type { Logger } from 'pino';
import { cancelStatement } from '../concurrency/cancellation.ts';
import { setTextSearch, type TextSearch } from '../database/text-search.ts';
import { partKey } from '../lists/search-keys.ts';
import { regularly } from './regularly.ts';

/** The node that holds it makes the indexes. The other nodes do nothing. */
const searchIndexLock = 72_707_402;

/** Three letters in a row are one entry of `pg_trgm`; `btree_gin` has the organization in the same index. */
const extensions = ['pg_trgm', 'btree_gin'];

interface SearchIndex {
  name: string;
  table: string;
  columns: string[];
}

/** The indexes that find texts by any part of them. No migration makes them, as not every database has the extensions. */
const indexes: SearchIndex[] = [
  { name: 'groups_name_part_idx', table: 'groups', columns: ['name'] },
  { name: 'websites_part_idx', table: 'websites', columns: ['url', 'name'] },
];

/** A change adds to a list that a search reads whole, and that is sorted in when it has become this long, in kB. */
const pendingKb = 256;

const insufficientPrivilege = '42501';

/** How long the building of an index waits for older transactions to end. */
const lockWaitMs = 60_000;

/** What there is of an index. */
export interface IndexState {
  name: string;
  state: 'missing' | 'invalid' | 'valid';
}

export interface SearchState {
  /** Extensions that the server does not have; and those that this database lacks, where the server does. */
  unavailable: string[];
  missing: string[];
  indexes: IndexState[];
  search: TextSearch;
}

/** What the database has for searches. */
export async function searchState(db: Pick<Pool, 'query'>): Promise<SearchState> {
  const { rows: found } = await db.query<{ name: string; installed: boolean }>(
    'SELECT name, installed_version IS NOT NULL AS installed FROM pg_available_extensions WHERE name = ANY($1)',
    [extensions],
  );
  const { rows } = await db.query<IndexState>(
    `SELECT name, CASE WHEN i.indexrelid IS NULL THEN 'missing' WHEN i.indisvalid THEN 'valid' ELSE 'invalid' END AS state
     FROM unnest($1::text[]) WITH ORDINALITY AS wanted(name, n)
     LEFT JOIN pg_index i ON i.indexrelid = to_regclass(quote_ident(name)) ORDER BY n`,
    [indexes.map(({ name }) => name)],
  );
  const isValid = rows.every(({ state }) => state === 'valid');
  return {
    unavailable: extensions.filter((name) => !found.some((each) => each.name === name)),
    missing: extensions.filter((name) => found.some((each) => each.name === name && !each.installed)),
    indexes: rows,
    search: isValid ? await lettersOf(db) : 'none',
  };
}

/** Whether the database takes letters beyond ASCII for letters: its locale says so. */
async function lettersOf(db: Pick<Pool, 'query'>): Promise<TextSearch> {
  const schema = await schemaOf(db);
  const { rows } = await db.query(`SELECT cardinality(${schema}.show_trgm('жук')) > 0 AS all`);
  return rows[0].all ? 'unicode' : 'ascii';
}

async function schemaOf(db: Pick<Pool, 'query'>): Promise<string> {
  const { rows } = await db.query(
    `SELECT extnamespace::regnamespace::text AS schema FROM pg_extension WHERE extname = 'pg_trgm'`,
  );
  return rows[0].schema as string;
}

/** The database's own number for its time-outs: none. The driver's longest is 24 days. */
const patient = { statement_timeout: 0, query_timeout: 2 ** 31 - 1 };

/**
 * Makes the indexes that are missing, and those again that an interrupted attempt has left invalid, while everybody goes
 * on working. Does nothing while another node is at it.
 *
 * @param signal ends it; an index that is not ready is made again by the next one who does this
 * @returns the names of those that it made
 */
export async function makeSearchIndexes(pool: Pool, signal?: AbortSignal): Promise<string[]> {
  const { unavailable, indexes: found } = await searchState(pool);
  const wanted = found.filter(({ state }) => state !== 'valid').map(({ name }) => name);
  if (unavailable.length > 0 || wanted.length === 0) return [];
  const turn = await pool.connect();
  try {
    // A transaction's lock, as a pooler hands the connection on after it. With a parameter, the statement would keep its
    // snapshot, and the index would wait for that.
    await turn.query('BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0');
    const { rows } = await turn.query(`SELECT pg_try_advisory_xact_lock(${searchIndexLock}) AS ours`);
    if (!rows[0].ours) return [];
    await build(pool, wanted, signal);
    return wanted;
  } finally {
    turn.release(true); // ends the transaction
  }
}

async function build(pool: Pool, wanted: readonly string[], signal?: AbortSignal): Promise<void> {
  const client = new Client({ ...pool.options, ...patient });
  client.on('error', () => {}); // its query tells
  await client.connect();
  const cancel = () => cancelStatement(client);
  signal?.addEventListener('abort', cancel);
  try {
    await client.query(`SET lock_timeout = ${lockWaitMs}`);
    for (const name of extensions) await client.query(`CREATE EXTENSION IF NOT EXISTS ${name}`);
    const schema = await schemaOf(client as unknown as Pool);
    for (const { name, table, columns } of indexes) {
      if (!wanted.includes(name)) continue;
      signal?.throwIfAborted();
      const keys = columns.map((column) => `${partKey(`"${column}"`)} ${schema}.gin_trgm_ops`);
      await client.query(`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`);
      await client.query(
        `CREATE INDEX CONCURRENTLY "${name}" ON "${table}" USING gin ("organization_id", ${keys.join()})
         WITH (gin_pending_list_limit = ${pendingKb})`,
      );
    }
  } finally {
    signal?.removeEventListener('abort', cancel);
    await client.end();
  }
}

/** Not at once, as a node that starts has better things to do. */
const tenMinutes = { firstMs: 10_000, everyMs: 10 * 60_000 };

/** Makes the indexes, and looks whether another node has, for as long as the service runs; ends it. */
export function startSearchIndexes(
  pool: Pool,
  log: Pick<Logger, 'info' | 'warn'>,
  times = tenMinutes,
): () => Promise<void> {
  const look = () =>
    searchState(pool).then(
      ({ search }) => setTextSearch(search),
      () => {}, // what it was is as good
    );
  void look();
  let isTold = false;
  return regularly(async (signal) => {
    try {
      const made = await makeSearchIndexes(pool, signal);
      if (made.length > 0) log.info({ indexes: made }, 'made indexes for searches');
    } catch (err) {
      const level = (err as { code?: string }).code === insufficientPrivilege ? 'info' : 'warn';
      if (!signal.aborted && !isTold)
        log[level]({ err }, 'indexes for searches could not be made: searches read every row');
      isTold = true;
    }
    if (!signal.aborted) await look();
  }, times);
}
