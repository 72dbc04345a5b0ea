import type { Logger } from 'pino';
import { replayHours } from '../database/idempotency.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { purgedRows, purgeFailures, purgeOverdue } from '../telemetry/metrics.ts';
import { hourly, regularly } from './regularly.ts';

/** Rows that are of no use any more after some time. */
export interface Outdated {
  table: string;
  /** What it is called in the metrics, if not as its table. */
  name?: string;
  /** Which of the rows of the table; absent for all. */
  which?: Prisma.Sql;
  /** The column that says how old a row is. It has an index. */
  time: string;
  /** Rows from before are outdated. Not VOLATILE, as the index could not be used then. */
  before: Prisma.Sql;
}

interface Batch {
  removed: number;
  /** The time of the youngest row of it. */
  last: Date | null;
}

/** Few enough that a batch takes milliseconds. */
const batchSize = 1000;

/** The node that holds it purges. The other nodes do nothing. */
const purgeLock = 72_707_401;

/** Removes what is kept for a time only, for as long as the service runs; ends it. */
export function startPurging(
  prisma: PrismaClient,
  historyDays: number,
  log: Pick<Logger, 'info' | 'error'>,
  times = hourly,
): () => Promise<void> {
  const tables = outdatedRows(historyDays);
  for (const table of tables.map(nameOf)) {
    purgedRows.inc({ table }, 0);
    purgeFailures.inc({ table }, 0);
  }
  return regularly(async (signal) => {
    for (const outdated of tables) {
      const table = nameOf(outdated);
      try {
        const removed = await purge(prisma, outdated, signal);
        if (removed > 0) log.info({ table, removed }, 'removed outdated rows');
      } catch (err) {
        if (signal.aborted) return;
        purgeFailures.inc({ table });
        log.error({ err, table }, 'outdated rows could not be removed');
      }
      // Also after a failed removal. If this fails too, the metrics of failed statements show it.
      await measureOverdue(prisma, outdated).catch(() => {});
    }
  }, times);
}

/** How long deliveries of webhooks are kept: those that arrived, and whatever came of them. */
const deliveredDays = 7;
const deliveryDays = 30;

const nameOf = ({ table, name }: Outdated) => name ?? table;

const histories = [
  'group_changes',
  'website_changes',
  'account_group_changes',
  'account_group_displacements',
  'organization_changes',
];

/** What is kept for a time only. */
export function outdatedRows(historyDays: number): Outdated[] {
  const records = {
    table: 'idempotency_records',
    time: 'created_at',
    before: Prisma.sql`now() - ${replayHours} * interval '1 hour'`,
  };
  const deliveries = {
    table: 'webhook_deliveries',
    time: 'created_at',
    before: Prisma.sql`now() - ${deliveryDays} * interval '1 day'`,
  };
  const delivered = {
    table: 'webhook_deliveries',
    name: 'webhook_deliveries_delivered',
    which: Prisma.sql`status = 'DELIVERED' AND`,
    time: 'created_at',
    before: Prisma.sql`now() - ${deliveredDays} * interval '1 day'`,
  };
  if (historyDays === 0) return [records, deliveries, delivered];
  const history = { time: 'changed_at', before: Prisma.sql`now() - ${historyDays} * interval '1 day'` };
  return [records, deliveries, delivered, ...histories.map((table) => ({ ...history, table }))];
}

/** Removes outdated rows, the oldest first, a batch a transaction. Nobody writes them any more, so nobody waits. */
async function purge(prisma: PrismaClient, outdated: Outdated, signal: AbortSignal): Promise<number> {
  let removed = 0;
  // Goes on where the batch before ended: PostgreSQL reads removed rows again for as long as an old transaction is open.
  let from: Date | null = null;
  for (let batch = batchSize; batch === batchSize && !signal.aborted; removed += batch) {
    const rows: [Batch] = await prisma.$queryRaw<[Batch]>(purgeStatement(outdated, from));
    batch = rows[0].removed;
    from = rows[0].last;
    purgedRows.inc({ table: nameOf(outdated) }, batch);
  }
  return removed;
}

function purgeStatement({ table, which = Prisma.empty, time, before }: Outdated, from: Date | null): Prisma.Sql {
  const rows = Prisma.raw(table);
  const at = Prisma.raw(time);
  // The limit is no parameter, as the one plan for all values would count on a tenth of the table. The rows are found
  // again by where they are: looking for a batch of keys may seem to cost more than to read the table.
  return Prisma.sql`
    WITH turn AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(${purgeLock}) AS ours),
    outdated AS MATERIALIZED (
      SELECT ctid FROM ${rows}
      WHERE (SELECT ours FROM turn) AND ${which} ${at} >= coalesce(${from}::timestamptz, '-infinity') AND ${at} < ${before}
      ORDER BY ${at} LIMIT ${Prisma.raw(String(batchSize))} FOR UPDATE SKIP LOCKED
    ),
    removed AS (DELETE FROM ${rows} WHERE ctid = ANY(ARRAY(SELECT ctid FROM outdated)) RETURNING ${at} AS at)
    SELECT count(*)::int AS removed, max(at) AS last FROM removed`;
}

/** For how long the oldest row has been outdated. */
export function overdueStatement({ table, which = Prisma.empty, time, before }: Outdated): Prisma.Sql {
  const at = Prisma.raw(time);
  return Prisma.sql`
    SELECT coalesce(extract(epoch FROM ${before} - min(${at})), 0)::float8 AS seconds
    FROM ${Prisma.raw(table)} WHERE ${which} ${at} < ${before}`;
}

async function measureOverdue(prisma: PrismaClient, outdated: Outdated): Promise<void> {
  const [row] = await prisma.$queryRaw<[{ seconds: number }]>(overdueStatement(outdated));
  purgeOverdue.set({ table: nameOf(outdated) }, row.seconds);
}
