import type { Pool, PoolClient } from 'pg';

const lookEveryMs = 1000;
/** How often the same wait is reported. */
const tellEveryMs = 10_000;

/** A {@link LockHolder}, of `pg_stat_activity`. The query is the last one where a session is idle in a transaction. */
export const holderColumns = `
  pid, usename AS "user", application_name AS application, state, extract(epoch FROM now() - xact_start)::int AS seconds,
  regexp_replace(left(query, 200), '\\s+', ' ', 'g') AS query`;

const holders = `SELECT ${holderColumns} FROM pg_stat_activity`;

/** Who holds what a session waits for. */
const ask = { name: 'lock waits', text: `${holders} WHERE pid = ANY(pg_blocking_pids($1))` };

/** The process that holds the advisory lock `$1` of this database. */
export const advisoryLockPid = `
  SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
  WHERE l.locktype = 'advisory' AND l.classid = 0 AND l.objid = $1 AND l.granted AND d.datname = current_database()`;

const askHolder = { name: 'advisory lock', text: `${holders} WHERE pid IN (${advisoryLockPid})` };

/** Who holds an advisory lock; undefined where nobody does. */
export async function advisoryLockHolder(watcher: Pool, lock: number): Promise<LockHolder | undefined> {
  const { rows } = await watcher.query<LockHolder>({ ...askHolder, values: [lock] });
  return rows[0];
}

export interface LockHolder {
  pid: number;
  user: string;
  application: string;
  state: string | null;
  /** The age of its transaction. */
  seconds: number | null;
  query: string;
}

export function describeHolder({ pid, user, application, state, seconds, query }: LockHolder): string {
  const since = seconds === null ? '' : `, its transaction open for ${seconds} s`;
  return `pid ${pid} (${application || 'no name'} of ${user}, ${state ?? 'unknown state'}${since}), query: ${query}`;
}

/**
 * Reports which session another session waits for, every 10 s while it waits.
 *
 * @param watcher looks, on another connection
 * @returns stops
 */
export async function watchLockWaits(
  client: PoolClient,
  watcher: Pool,
  tell: (holders: string) => void,
): Promise<() => void> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  let told = '';
  let quietUntil = 0;
  const look = async () => {
    const { rows: found } = await watcher.query<LockHolder>({ ...ask, values: [rows[0]?.pid] });
    const pids = found.map(({ pid }) => pid).join();
    if (pids === '' || (pids === told && performance.now() < quietUntil)) return;
    told = pids;
    quietUntil = performance.now() + tellEveryMs;
    tell(found.map(describeHolder).join('; '));
  };
  const ignore = () => {}; // the wait itself fails where the server is gone
  const timer = setInterval(() => void look().catch(ignore), lookEveryMs);
  return () => clearInterval(timer);
}
