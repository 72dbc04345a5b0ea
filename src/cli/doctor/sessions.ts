import { Client, type ClientConfig, type Pool } from 'pg';
import type { Config } from '../../config.ts';
import {
  advisoryLockHolder,
  describeHolder,
  holderColumns,
  type LockHolder,
} from '../../database/migrations/lock-waits.ts';
import { migrationLock } from '../../database/migrations/migrate.ts';
import { type Examined, examined } from './check.ts';

const longWaitSeconds = 5;
const oldSeconds = 5 * 60;
/** From which part of max_connections on there is too little room for one more node. */
const crowded = 0.8;
/** Beside its pool a node has one connection that probes and one that listens. */
const besidePool = 2;

/** Who works on the server, and who keeps others from working. */
export async function examineSessions(pool: Pool, config: Config): Promise<Examined[]> {
  return [
    await migrationLockOf(pool),
    await locksOf(pool),
    await oldTransactionsOf(pool),
    await connectionsOf(pool, config),
  ];
}

async function migrationLockOf(pool: Pool): Promise<Examined> {
  const found = await advisoryLockHolder(pool, migrationLock);
  if (!found) return examined('migration lock', 'nobody migrates');
  return examined('migration lock', 'somebody migrates', {
    problem: `migrations run or wait because of ${describeHolder(found)}`,
    remedy: `wait for it; if it is stuck, end it: SELECT pg_terminate_backend(${found.pid})`,
  });
}

async function locksOf(pool: Pool): Promise<Examined> {
  const { rows } = await pool.query<LockHolder & { waiting: number }>(
    `SELECT ${holderColumns}, (SELECT count(*)::int FROM pg_stat_activity w
         WHERE a.pid = ANY(pg_blocking_pids(w.pid)) AND w.query_start < now() - $1 * interval '1 s') AS waiting
     FROM pg_stat_activity a WHERE EXISTS (SELECT FROM pg_stat_activity w WHERE w.wait_event_type = 'Lock'
       AND w.query_start < now() - $1 * interval '1 s' AND a.pid = ANY(pg_blocking_pids(w.pid)))`,
    [longWaitSeconds],
  );
  return examined(
    'locks',
    rows.length === 0 ? 'nobody waits for long' : `${rows.length} sessions hold up others`,
    ...rows.map(({ waiting, ...found }) => ({
      problem: `${waiting} sessions have waited more than ${longWaitSeconds} s for ${describeHolder(found)}`,
      remedy: `if nobody needs it, end it: SELECT pg_terminate_backend(${found.pid})`,
    })),
  );
}

async function oldTransactionsOf(pool: Pool): Promise<Examined> {
  const { rows } = await pool.query<LockHolder>(
    `SELECT ${holderColumns} FROM pg_stat_activity
     WHERE xact_start < now() - $1 * interval '1 s' AND backend_type = 'client backend' ORDER BY xact_start`,
    [oldSeconds],
  );
  const { rows: prepared } = await pool.query<{ gid: string }>(
    "SELECT gid FROM pg_prepared_xacts WHERE prepared < now() - $1 * interval '1 s'",
    [oldSeconds],
  );
  return examined(
    'old transactions',
    `${rows.length + prepared.length} older than ${oldSeconds / 60} minutes`,
    ...rows.map((found) => ({
      problem: `live updates wait, and PostgreSQL cannot remove old rows, because of ${describeHolder(found)}`,
      remedy: `if nobody needs it, end it: SELECT pg_terminate_backend(${found.pid})`,
    })),
    ...prepared.map(({ gid }) => ({
      problem: `the prepared transaction ${gid} is neither committed nor rolled back`,
      remedy: `COMMIT PREPARED or ROLLBACK PREPARED '${gid}'`,
    })),
  );
}

async function connectionsOf(pool: Pool, config: Config): Promise<Examined> {
  const { rows } = await pool.query<{ used: number; max: number }>(
    `SELECT (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS used,
       current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS max`,
  );
  const { used, max } = rows[0] as { used: number; max: number };
  const needed = config.DATABASE_POOL_SIZE + besidePool;
  return examined(
    'connections',
    `${used} of ${max} connections are in use; a node takes up to ${needed}`,
    used > crowded * max && {
      problem: `${used} of ${max} connections are in use`,
      remedy: 'lower DATABASE_POOL_SIZE, or raise max_connections',
    },
    needed > max && {
      problem: `one node can take ${needed} connections, but the server has ${max}`,
      remedy: 'lower DATABASE_POOL_SIZE, or raise max_connections',
    },
  );
}

/** Whether a pooler is in between, and in which mode. The key of a session that it hands out is its own. */
export async function examinePooler(options: ClientConfig): Promise<Examined> {
  const [first, second] = [new Client(options), new Client(options)];
  for (const client of [first, second]) client.on('error', () => {});
  try {
    await first.connect();
    await second.connect();
    const pidOf = async (client: Client) =>
      (await client.query('SELECT pg_backend_pid() AS pid')).rows[0].pid as number;
    const own = await pidOf(first);
    if (own === (first as unknown as { processID: number }).processID) return examined('pgbouncer', 'none in between');
    const prepared = { name: 'group_gateway_doctor', text: 'SELECT 1' };
    await first.query(prepared);
    // A session in a transaction keeps the server's connection that was free.
    await second.query('BEGIN');
    await pidOf(second);
    const isSession = (await pidOf(first)) === own;
    const takesPrepared = await first.query(prepared).then(
      () => true,
      () => false,
    );
    await second.query('ROLLBACK');
    const { rows } = await first.query("SELECT current_setting('statement_timeout') AS timeout");
    return examined(
      'pgbouncer',
      `a pooler in ${isSession ? 'session' : 'transaction'} mode`,
      !takesPrepared && {
        problem: 'it does not support prepared statements',
        remedy: 'PgBouncer 1.21 or later with max_prepared_statements above 200, or pool_mode = session',
      },
      rows[0].timeout === '0' && {
        problem: 'statements have no time-out, because the pooler drops the one that nodes set',
        remedy: "ALTER ROLE … SET statement_timeout = '15s', and plan_cache_mode = force_generic_plan",
      },
    );
  } finally {
    for (const client of [first, second]) await client.end().catch(() => {});
  }
}
