import type { Pool } from 'pg';

/** How long a server may take to tell where it is. */
const answerMs = 1000;

/** A position in the write-ahead log, `<high>/<low>` in hexadecimal. */
function toPosition(lsn: string | null): bigint {
  const [high, low] = (lsn ?? '0/0').split('/') as [string, string];
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

async function ask(pool: Pool, name: string, text: string): Promise<bigint> {
  const query = { name, text, query_timeout: answerMs };
  const { rows } = await pool.query<{ lsn: string | null }>(query);
  return toPosition(rows[0]?.lsn ?? null);
}

/** Up to where a primary's log is on its disk: whatever it has acknowledged is before that. */
export const flushedPosition = (pool: Pool) => ask(pool, 'flushed', 'SELECT pg_current_wal_flush_lsn() AS lsn');

/** Up to where a replica shows what the primary did. */
export const replayedPosition = (pool: Pool) => ask(pool, 'replayed', 'SELECT pg_last_wal_replay_lsn() AS lsn');
