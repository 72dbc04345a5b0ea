import type { Logger } from 'pino';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { hourly, regularly } from '../regularly.ts';
import { replayHours } from './idempotency.ts';

/** Rows that are of no use any more. */
interface Outdated {
  table: string;
  /** The key beside the organization. */
  key: string[];
  /** A query of some of them. */
  rows: Prisma.Sql;
}

/** Few enough that a batch takes milliseconds. */
const batchSize = 1000;

/** Whoever holds it purges; the other nodes leave it to them. */
const purgeLock = 72_707_401;

/** Removes what is kept for a time only, for as long as the service runs; ends it. */
export function startPurging(
  prisma: PrismaClient,
  historyDays: number,
  log: Pick<Logger, 'info' | 'error'>,
  times = hourly,
): () => Promise<void> {
  return regularly(async (signal) => {
    for (const outdated of outdatedRows(historyDays))
      try {
        const removed = await purge(prisma, outdated, signal);
        if (removed > 0) log.info({ table: outdated.table, removed }, 'removed outdated rows');
      } catch (err) {
        if (!signal.aborted) log.error({ err, table: outdated.table }, 'outdated rows could not be removed');
      }
  }, times);
}

const histories = ['group_changes', 'account_group_changes', 'account_group_displacements', 'organization_changes'];

function outdatedRows(historyDays: number): Outdated[] {
  const records = {
    table: 'idempotency_records',
    key: ['api_key_id', 'key'],
    rows: Prisma.sql`
      SELECT * FROM idempotency_records WHERE created_at < statement_timestamp() - ${replayHours} * interval '1 hour'
      FOR UPDATE SKIP LOCKED`,
  };
  if (historyDays === 0) return [records];
  return [
    records,
    ...histories.map((table) => ({
      table,
      key: ['id'],
      // The index by time is one of each organization's.
      rows: Prisma.sql`
        SELECT old.* FROM organizations o CROSS JOIN LATERAL (
          SELECT organization_id, id FROM ${Prisma.raw(table)}
          WHERE organization_id = o.id AND changed_at < statement_timestamp() - ${historyDays} * interval '1 day'
          ORDER BY changed_at LIMIT ${batchSize} FOR UPDATE SKIP LOCKED
        ) AS old`,
    })),
  ];
}

/** Removes outdated rows, a batch a transaction. Nobody writes them any more, so nobody waits. */
async function purge(prisma: PrismaClient, { table, key, rows }: Outdated, signal: AbortSignal): Promise<number> {
  const name = Prisma.raw(table);
  const columns = ['organization_id', ...key];
  const selected = Prisma.raw(columns.join(', '));
  const same = Prisma.raw(columns.map((column) => `r.${column} = o.${column}`).join(' AND '));
  let removed = 0;
  for (let batch = batchSize; batch === batchSize && !signal.aborted; removed += batch)
    batch = await prisma.$executeRaw`
      WITH turn AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(${purgeLock}) AS ours),
      outdated AS MATERIALIZED (
        SELECT ${selected} FROM (${rows}) AS old WHERE (SELECT ours FROM turn) LIMIT ${batchSize}
      )
      DELETE FROM ${name} r USING outdated o WHERE ${same}`;
  return removed;
}
