import { Prisma } from '../../generated/prisma/client.ts';
import { authorColumns, details, list } from '../../history/record.sql.ts';
import { groupFields } from '../groups.fields.ts';

/**
 * A CTE body that records what became of a group, in the statement that does it.
 *
 * @param author what goes into {@link authorColumns}
 * @param from the rows to record, in their order: the group before as `old` and after as `new`, whose columns are null
 *   where there is none
 * @param added a query of the ids of the websites that came in, if any did
 * @param removed a query of those that left, if any did
 */
export function recordGroupChange(
  author: Prisma.Sql,
  kind: 'CREATED' | 'UPDATED' | 'DELETED',
  { from, added, removed }: { from: Prisma.Sql; added?: Prisma.Sql | undefined; removed?: Prisma.Sql | undefined },
): Prisma.Sql {
  const websites = (name: string, ids: Prisma.Sql | undefined) =>
    ids ? [list(name, Prisma.sql`SELECT jsonb_agg(id ORDER BY id) FROM (${ids}) AS website(id)`)] : [];
  return Prisma.sql`
    INSERT INTO group_changes (organization_id, group_id, kind, revision, details, ${authorColumns})
    SELECT coalesce(new.organization_id, old.organization_id), coalesce(new.id, old.id), ${Prisma.raw(`'${kind}'::change_kind`)},
      coalesce(new.revision, old.revision),
      ${details(
        ...groupFields.differences,
        ...websites('websitesAdded', added),
        ...websites('websitesRemoved', removed),
      )},
      ${author}
    FROM ${from}`;
}

/** No group, in the place of one before or after. */
export const noGroup = Prisma.sql`(SELECT * FROM groups WHERE false)`;

/** How the history says that websites came into a group, or left it. */
type Membership = 'websitesAdded' | 'websitesRemoved';

/**
 * A CTE body that records that websites came into their groups, or left them, without a change of the groups.
 *
 * @param websites the table of the websites, which are hidden members or were it until now
 */
export function recordInGroups(author: Prisma.Sql, membership: Membership, websites: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO group_changes (organization_id, group_id, kind, revision, details, ${authorColumns})
    SELECT g.organization_id, g.id, 'UPDATED', g.revision,
      jsonb_build_object('${Prisma.raw(membership)}', jsonb_build_array(w.id)), ${author}
    FROM ${websites} AS w CROSS JOIN LATERAL (
      -- Held, so that no entry of a later revision comes before this one; in one order, as others hold several as well.
      SELECT g.organization_id, g.id, g.revision FROM groups g
      WHERE g.organization_id = w.organization_id AND g.id IN (
        SELECT m.group_id FROM group_websites m WHERE m.organization_id = w.organization_id AND m.website_id = w.id)
      ORDER BY g.id FOR NO KEY UPDATE
    ) AS g`;
}
