import type { Caller } from '../../auth/caller.ts';
import type { Balances } from '../../billing/provider.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { author, authorColumns, details, difference } from '../../history/record.sql.ts';

/**
 * Records that a group's credits were set, where that changed them. Where they were the same already, but no entry says so,
 * an earlier attempt was carried out and its answer got lost: that is recorded now.
 *
 * @param before what they were; absent where the group has just got its billing entity
 * @param balances what they were set to; a bucket left out stayed
 */
export function recordCredits(
  caller: Caller,
  groupId: string,
  { before, balances }: { before: Balances | undefined; balances: { monthly?: number; oneOff?: number } },
): Prisma.Sql {
  const changed = (bucket: 'monthly' | 'oneOff') => {
    const was = before?.[bucket] ?? null;
    const to = balances[bucket] ?? was;
    const isRepeat = balances[bucket] !== undefined && was === to;
    const from = isRepeat ? lastRecorded(caller, groupId, `${bucket}Credits`) : Prisma.sql`${was}::int`;
    return difference(`${bucket}Credits`, from, Prisma.sql`${to}::int`);
  };
  return Prisma.sql`
    INSERT INTO group_changes (organization_id, group_id, kind, revision, details, ${authorColumns})
    SELECT g.organization_id, g.id, 'UPDATED', g.revision, change.details, ${author(caller)}
    FROM (
      -- Held, so that no entry of a later revision comes before this one.
      SELECT g.organization_id, g.id, g.revision FROM groups g
      WHERE g.organization_id = ${caller.organization.id}::uuid AND g.id = ${groupId}::uuid FOR NO KEY UPDATE
    ) AS g CROSS JOIN (SELECT ${details(changed('monthly'), changed('oneOff'))} AS details) AS change
    WHERE change.details <> '{}'`;
}

/** What a group's credits were set to last, by the history; at first they are 0. */
const lastRecorded = (caller: Caller, groupId: string, field: string) => Prisma.sql`coalesce((
  SELECT (c.details -> ${field} ->> 'to')::int FROM group_changes c
  WHERE c.organization_id = ${caller.organization.id}::uuid AND c.group_id = ${groupId}::uuid AND c.details ? ${field}
  ORDER BY c.id DESC LIMIT 1), 0)`;
