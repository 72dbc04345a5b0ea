import type { Caller } from '../auth/caller.ts';
import type { Balances, SetBalances } from '../billing/provider.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { details, difference } from '../history/record.sql.ts';
import type { Columns } from '../lists/columns.ts';

/** How entries that tell of credits are read; the table is `c`. */
export const creditColumns: Columns = {
  monthlyCredits: Prisma.sql`c.details -> 'monthlyCredits'`,
  oneOffCredits: Prisma.sql`c.details -> 'oneOffCredits'`,
};

/** The entries that a caller may know of: credits need a global key, and stand alone. */
export function withoutHiddenCredits({ websiteScope }: Caller, table = 'c'): Prisma.Sql {
  return websiteScope
    ? Prisma.sql`NOT ${Prisma.raw(table)}.details ?| '{monthlyCredits,oneOffCredits}'::text[]`
    : Prisma.sql`true`;
}

/**
 * The details of an entry about credits that were set, empty where that changed nothing. Where they were the same already,
 * but no entry says so, an earlier attempt was carried out and its answer got lost: that is recorded now.
 *
 * @param before what they were; absent where there is an entity only now
 * @param balances what they were set to; a bucket left out stayed
 * @param entries the entries of what they are of, as a FROM clause with its condition; the table is `c`
 */
export function creditDetails(before: Balances | undefined, balances: SetBalances, entries: Prisma.Sql): Prisma.Sql {
  const changed = (bucket: 'monthly' | 'oneOff') => {
    const field = `${bucket}Credits`;
    const was = before?.[bucket] ?? null;
    const to = balances[bucket] ?? was;
    const isRepeat = balances[bucket] !== undefined && was === to;
    const from = isRepeat ? lastRecorded(field, entries) : Prisma.sql`${was}::int`;
    return difference(field, from, Prisma.sql`${to}::int`);
  };
  return details(changed('monthly'), changed('oneOff'));
}

/** What credits were set to last, by the history; at first they are 0. */
const lastRecorded = (field: string, entries: Prisma.Sql) => Prisma.sql`coalesce((
  SELECT (c.details -> ${field} ->> 'to')::int ${entries} AND c.details ? ${field} ORDER BY c.id DESC LIMIT 1), 0)`;
