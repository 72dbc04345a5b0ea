import type { Caller } from '../../auth/caller.ts';
import type { Balances } from '../../billing/provider.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { author, authorColumns, details, difference } from '../../history/record.sql.ts';

/**
 * Records that a group's credits were set, where that changed them.
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
    const from = before?.[bucket] ?? null;
    return difference(`${bucket}Credits`, Prisma.sql`${from}::int`, Prisma.sql`${balances[bucket] ?? from}::int`);
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
