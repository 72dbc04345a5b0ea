import { tableOf } from '../database/table.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { toUuids } from './group-checks.sql.ts';
import type { GroupUpdate } from './group-update.ts';

/** What a part of the changes puts into the statement. */
export interface Part {
  /** CTEs that make the change. */
  change: Prisma.Sql;
  /** What has to hold for it, after other conditions. */
  condition: Prisma.Sql;
  /** Whether it changed anything of a group, after other conditions. */
  any: Prisma.Sql;
  /** The ids of the websites that it concerned, of the group `new`. */
  ids: Prisma.Sql | undefined;
}

const nothing: Part = { condition: Prisma.empty, change: Prisma.empty, any: Prisma.empty, ids: undefined };

/** The columns about websites that were added or removed, in a CTE. */
const tellsOf = (cte: 'added' | 'removed'): Pick<Part, 'any' | 'ids'> => ({
  any: Prisma.sql`OR (organization_id, id) IN (SELECT organization_id, group_id FROM ${Prisma.raw(cte)})`,
  ids: Prisma.sql`
    SELECT website_id FROM ${Prisma.raw(cte)} AS w WHERE w.organization_id = new.organization_id AND w.group_id = new.id`,
});

interface WebsiteOf {
  /** The place of its change. */
  of: number;
  organizationId: string;
  /** Its own place in the change. */
  position: number;
  /** null for an id that nothing can have. */
  id: string | null;
}

function websitesOf(changes: readonly GroupUpdate[], list: 'add' | 'remove'): WebsiteOf[] {
  return changes.flatMap(({ caller, [list]: ids }, index) =>
    toUuids(ids).map((id, position) => ({ of: index + 1, organizationId: caller.organization.id, position, id })),
  );
}

const websiteTable = (name: string, websites: WebsiteOf[]) =>
  tableOf(name, websites, [
    ['of', 'int', (website) => website.of],
    ['organization_id', 'uuid', ({ organizationId }) => organizationId],
    ['position', 'int', ({ position }) => position],
    ['id', 'uuid', ({ id }) => id],
  ]);

/** The websites that come in: also the CTEs before others, and the places of those that cannot be used. */
export function addedWebsites(changes: readonly GroupUpdate[]): Part & { before: Prisma.Sql; unusable: Prisma.Sql } {
  const websites = websitesOf(changes, 'add');
  if (websites.length === 0) return { ...nothing, before: Prisma.empty, unusable: Prisma.sql`'{}'::int[]` };
  return {
    before: Prisma.sql`
      wanted_website AS MATERIALIZED (
        SELECT * FROM ${websiteTable('website', websites)}
      ), unusable AS (
        SELECT of, position FROM wanted_website WHERE NOT EXISTS (
          SELECT FROM websites w
          WHERE w.organization_id = wanted_website.organization_id AND w.id = wanted_website.id AND w.deleted_at IS NULL)
      ),`,
    unusable: Prisma.sql`(
      SELECT coalesce(array_agg(position ORDER BY position), '{}') FROM unusable WHERE of = wanted.n)`,
    condition: Prisma.sql`AND n NOT IN (SELECT of FROM unusable)`,
    change: Prisma.sql`
      added AS (
        INSERT INTO group_websites (organization_id, group_id, website_id)
        SELECT DISTINCT allowed.organization_id, allowed.id, wanted_website.id
        FROM allowed JOIN wanted_website ON of = allowed.n
        ON CONFLICT DO NOTHING
        RETURNING organization_id, group_id, website_id
      ),`,
    ...tellsOf('added'),
  };
}

/** A deleted website goes, too, so that a restore does not bring it back. What is removed is as of the statement's start, and the group as of getting hold of it: they have to be the same. */
export function removedWebsites(changes: readonly GroupUpdate[]): Part {
  const websites = websitesOf(changes, 'remove');
  if (websites.length === 0) return nothing;
  return {
    condition: Prisma.sql`AND revision = (
      SELECT g.revision FROM groups g WHERE g.organization_id = target.organization_id AND g.id = target.id)`,
    change: Prisma.sql`
      removed AS (
        DELETE FROM group_websites m USING allowed, ${websiteTable('unwanted', websites)}
        WHERE unwanted.of = allowed.n
          AND m.organization_id = unwanted.organization_id AND m.group_id = allowed.id AND m.website_id = unwanted.id
        RETURNING m.organization_id, m.group_id, m.website_id
      ),`,
    ...tellsOf('removed'),
  };
}
