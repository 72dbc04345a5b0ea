import type { Caller } from '../auth/caller.ts';
import { authorOf, authorValues } from '../changes/change.sql.ts';
import { type Column, tableOf } from '../database/table.ts';
import type { Hold } from '../database/together.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { toUuids } from './group-changes.sql.ts';
import { recordGroupChange } from './group-history.sql.ts';
import { groupColumns } from './groups.sql.ts';

/** What becomes of a group. undefined keeps, null clears. */
export interface GroupUpdate {
  caller: Caller;
  /** Empty for an id that no group can have. */
  id: string;
  name: string | undefined;
  add: string[];
  remove: string[];
  billingEnabled: boolean | undefined;
  externalId: string | null | undefined;
  expectedRevision: number | undefined;
}

const wantedColumns: Column<GroupUpdate>[] = [
  ['organization_id', 'uuid', ({ caller }) => caller.organization.id],
  ['id', 'uuid', ({ id }) => id || null],
  ['name', 'text', ({ name }) => name],
  ['billing_enabled', 'boolean', ({ billingEnabled }) => billingEnabled],
  ['sets_external_id', 'boolean', ({ externalId }) => externalId !== undefined],
  ['external_id', 'text', ({ externalId }) => externalId],
  ['expected_revision', 'int', ({ expectedRevision }) => expectedRevision],
  ...authorValues.map(([name, type, value]): Column<GroupUpdate> => [name, type, ({ caller }) => value(caller)]),
];

const refersTo = (table: string) => Prisma.raw(`g.organization_id = ${table}.organization_id AND g.id = ${table}.id`);

/**
 * Checks and makes whole changes, each of another group, and says what came of them, in their order. What no change has
 * anything of, the statement has no part for: parts cost even where they find nothing to do. An outcome is one value,
 * which costs less than its parts.
 */
export function updateStatement(changes: readonly GroupUpdate[], { patience, hold, skips }: Hold): Prisma.Sql {
  const added = addedWebsites(changes);
  const removed = removedWebsites(changes);
  const taken = takenExternalIds(changes);
  return Prisma.sql`
    WITH wanted AS MATERIALIZED (
      SELECT wanted.* FROM ${patience} ${tableOf('wanted', changes, wantedColumns)}
    ), ${added.before} ${taken.before} target AS (
      SELECT held.*, wanted.n, wanted.name AS new_name, wanted.billing_enabled AS new_billing_enabled,
        wanted.sets_external_id, wanted.external_id AS new_external_id, wanted.expected_revision, ${authorOf('wanted')}
      FROM wanted CROSS JOIN LATERAL (SELECT * FROM groups g WHERE ${refersTo('wanted')} FOR UPDATE ${hold}) AS held
    ), allowed AS (
      SELECT * FROM target WHERE coalesce(revision = expected_revision, true)
        ${added.condition} ${taken.condition} ${removed.condition}
    ), ${added.change} ${removed.change} different AS (
      SELECT * FROM allowed
      WHERE new_name <> name OR new_billing_enabled <> billing_enabled
        OR sets_external_id AND new_external_id IS DISTINCT FROM external_id ${added.any} ${removed.any}
    ), updated AS (
      UPDATE groups g SET
        name = coalesce(new_name, different.name),
        billing_enabled = coalesce(new_billing_enabled, different.billing_enabled),
        external_id = CASE WHEN sets_external_id THEN new_external_id ELSE different.external_id END,
        revision = g.revision + 1, updated_at = greatest(g.updated_at + interval '1 ms', clock_timestamp())
      FROM different WHERE ${refersTo('different')}
      RETURNING g.*, n
    ), recorded AS (${recordGroupChange(authorOf('old'), 'UPDATED', {
      from: Prisma.sql`updated AS new JOIN allowed AS old USING (n)`,
      added: added.ids,
      removed: removed.ids,
    })})
    SELECT row_to_json(outcome) AS outcome,
      -- Somebody else is at work on the group: it was left out, or nothing else is against the change.
      CASE WHEN outcome.id IS NULL THEN ${skips}::boolean AND EXISTS (SELECT FROM groups g WHERE ${refersTo('wanted')})
        ELSE NOT allowed AND unusable = '{}' AND holder IS NULL AND coalesce(outcome.revision = wanted.expected_revision, true)
      END AS stale
    FROM wanted LEFT JOIN LATERAL (
      SELECT ${groupColumns} FROM updated g WHERE g.n = wanted.n
      UNION ALL
      SELECT ${groupColumns} FROM target g
      WHERE g.n = wanted.n AND NOT EXISTS (SELECT FROM updated WHERE updated.n = wanted.n)
    ) AS g ON true CROSS JOIN LATERAL (
      SELECT ${added.unusable} AS unusable, ${taken.holder} AS holder,
        EXISTS (SELECT FROM allowed WHERE allowed.n = wanted.n) AS allowed, g.*
    ) AS outcome
    ORDER BY wanted.n`;
}

/** What a part of the changes puts into the statement. */
interface Part {
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

/** What a part tells of websites that came in or left, in a CTE. */
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

function addedWebsites(changes: readonly GroupUpdate[]): Part & { before: Prisma.Sql; unusable: Prisma.Sql } {
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

/** What is removed is as of the statement's start, and the group as of getting hold of it: they have to be the same. */
function removedWebsites(changes: readonly GroupUpdate[]): Part {
  const websites = websitesOf(changes, 'remove');
  if (websites.length === 0) return nothing;
  return {
    condition: Prisma.sql`AND revision = (SELECT g.revision FROM groups g WHERE ${refersTo('target')})`,
    change: Prisma.sql`
      removed AS (
        DELETE FROM group_websites m USING allowed, ${websiteTable('unwanted', websites)}, websites w
        WHERE unwanted.of = allowed.n
          AND w.organization_id = unwanted.organization_id AND w.id = unwanted.id AND w.deleted_at IS NULL
          AND m.organization_id = unwanted.organization_id AND m.group_id = allowed.id AND m.website_id = unwanted.id
        RETURNING m.organization_id, m.group_id, m.website_id
      ),`,
    ...tellsOf('removed'),
  };
}

/**
 * The other group that has the external id, as of the statement's start. One that gets it meanwhile is noticed by the
 * unique key.
 */
function takenExternalIds(
  changes: readonly GroupUpdate[],
): Pick<Part, 'condition'> & { before: Prisma.Sql; holder: Prisma.Sql } {
  if (changes.every(({ externalId }) => externalId == null))
    return { condition: Prisma.empty, before: Prisma.empty, holder: Prisma.sql`NULL` };
  return {
    before: Prisma.sql`
      taken AS (
        SELECT wanted.n, g.* FROM wanted JOIN groups g
          ON g.organization_id = wanted.organization_id AND g.external_id = wanted.external_id
            AND g.id IS DISTINCT FROM wanted.id
      ),`,
    condition: Prisma.sql`AND n NOT IN (SELECT n FROM taken)`,
    holder: Prisma.sql`(
      SELECT row_to_json(holder) FROM (SELECT ${groupColumns} FROM taken g WHERE g.n = wanted.n) AS holder)`,
  };
}
