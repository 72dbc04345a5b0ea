import type { Caller } from '../../auth/caller.ts';
import type { Balances, SetBalances } from '../../billing/provider.ts';
import { creditDetails } from '../../credits/credit-history.sql.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { author, authorColumns } from '../../history/record.sql.ts';

/** Records that a website's credits were set, where that changed them: see {@link creditDetails}. */
export function recordWebsiteCredits(
  caller: Caller,
  websiteId: string,
  { before, balances }: { before: Balances | undefined; balances: SetBalances },
): Prisma.Sql {
  const isOfWebsite = Prisma.sql`organization_id = ${caller.organization.id}::uuid AND website_id = ${websiteId}::uuid`;
  const changed = creditDetails(before, balances, Prisma.sql`FROM website_changes c WHERE ${isOfWebsite}`);
  return Prisma.sql`
    INSERT INTO website_changes (organization_id, website_id, kind, revision, details, ${authorColumns})
    SELECT w.organization_id, w.id, 'UPDATED', w.revision, change.details, ${author(caller)}
    FROM (
      -- Held, so that no entry of a later revision comes before this one.
      SELECT w.organization_id, w.id, w.revision FROM websites w
      WHERE w.organization_id = ${caller.organization.id}::uuid AND w.id = ${websiteId}::uuid FOR NO KEY UPDATE
    ) AS w CROSS JOIN (SELECT ${changed} AS details) AS change
    WHERE change.details <> '{}'`;
}
