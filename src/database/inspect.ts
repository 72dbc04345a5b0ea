import type { Pool } from 'pg';
import type { DatabaseInspection } from '../telemetry/metrics.ts';
import { advisoryLockPid } from './migrations/lock-waits.ts';
import { migrationLock } from './migrations/migrate.ts';

const ask = {
  name: 'view',
  text: `
    SELECT extract(epoch FROM clock_timestamp())::float8 AS now, EXISTS (${advisoryLockPid}) AS "isMigrating"`,
  values: [migrationLock],
};

/** What is seen of the database beside requests. */
export async function inspectDatabase(pool: Pool): Promise<DatabaseInspection> {
  const sentAt = Date.now();
  const { rows } = await pool.query<{ now: number; isMigrating: boolean }>(ask);
  const [row] = rows;
  if (!row) throw new Error('The database says nothing.');
  // It was asked somewhere between sending and now.
  return { clockAhead: (sentAt + Date.now()) / 2000 - row.now, isMigrating: row.isMigrating };
}
