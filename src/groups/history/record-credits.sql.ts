import type { Caller } from '../../auth/caller.ts';
import type { Balances, SetBalances } from '../../billing/provider.ts';
import { creditDetails } from '../../credits/credit-history.sql.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { author, authorColumns } from '../../history/record.sql.ts';

/** Records that a group's credits were set, where that changed them: see {@link creditDetails}. */
export function recordCredits(
  caller: Caller,
  groupId: string,
  { before, balances }: { before: Balances | undefined; balances: SetBalances },
): Prisma.Sql {
  const isOfGroup = Prisma.sql`organization_id = ${caller.organization.id}::uuid AND group_id = ${groupId}::uuid`;
  const changed = creditDetails(before, balances, Prisma.sql`FROM group_changes c WHERE ${isOfGroup}`);
  return Prisma.sql`
    INSERT INTO group_changes (organization_id, group_id, kind, revision, details, ${authorColumns})
    SELECT g.organization_id, g.id, 'UPDATED', g.revision, change.details, ${author(caller)}
    FROM (
      -- Held, so that no entry of a later revision comes before this one.
      SELECT g.organization_id, g.id, g.revision FROM groups g
      WHERE g.organization_id = ${caller.organization.id}::uuid AND g.id = ${groupId}::uuid FOR NO KEY UPDATE
    ) AS g CROSS JOIN (SELECT ${changed} AS details) AS change
    WHERE change.details <> '{}'`;
}
