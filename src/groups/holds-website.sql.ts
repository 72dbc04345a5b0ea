import type { Caller } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { notDeleted, visibleWebsites } from '../websites/websites.sql.ts';

/** Memberships with their websites; deleted websites keep theirs, and are in no group all the same. */
export const membershipOfWebsite = Prisma.sql`
  group_websites m JOIN websites w ON w.organization_id = m.organization_id AND w.id = m.website_id`;

/** Whether the group `g` holds one of some websites that the caller may see. */
export function holdsWebsite(caller: Caller, which: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM ${membershipOfWebsite}
    WHERE m.organization_id = g.organization_id AND m.group_id = g.id
      AND ${Prisma.join(visibleWebsites(caller), ' AND ')} AND ${notDeleted} AND ${which})`;
}
