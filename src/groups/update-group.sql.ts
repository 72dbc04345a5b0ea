import type { Caller } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { toUuids, unusablePositions, wantedWebsites } from './group-changes.sql.ts';
import { recordGroupChange } from './group-history.sql.ts';
import { groupColumns } from './groups.sql.ts';

/** What becomes of a group. undefined keeps, null clears. */
export interface GroupUpdate {
  /** Empty for an id that no group can have. */
  id: string;
  name: string | undefined;
  add: string[];
  remove: string[];
  billingEnabled: boolean | undefined;
  externalId: string | null | undefined;
  expectedRevision: number | undefined;
}

/**
 * Checks and makes the whole change, and says what came of it. What the change has nothing of, the statement has no
 * part for: parts cost even where they find nothing to do. The outcome is one value, which costs less than its parts.
 */
export function updateStatement(caller: Caller, change: GroupUpdate): Prisma.Sql {
  const organizationId = Prisma.sql`${caller.organization.id}::uuid`;
  const isGroup = Prisma.sql`organization_id = ${organizationId} AND id = ${change.id || null}::uuid`;
  const isExpected = (revision: Prisma.Sql) =>
    change.expectedRevision === undefined
      ? Prisma.sql`true`
      : Prisma.sql`${revision} = ${change.expectedRevision}::int`;
  const added = addedWebsites(caller, organizationId, change.add);
  const removed = removedWebsites(organizationId, isGroup, change.remove);
  const taken = takenExternalId(organizationId, change);
  return Prisma.sql`
    WITH ${added.before} ${taken.before} target AS (
      SELECT * FROM groups WHERE ${isGroup} FOR UPDATE
    ), allowed AS (
      SELECT target.* FROM target WHERE ${isExpected(Prisma.sql`target.revision`)}
        ${added.condition} ${taken.condition} ${removed.condition}
    ), ${added.change} ${removed.change} next AS (
      SELECT id,
        coalesce(${change.name ?? null}::text, name) AS name,
        coalesce(${change.billingEnabled ?? null}::boolean, billing_enabled) AS billing_enabled,
        ${change.externalId === undefined ? Prisma.sql`external_id` : Prisma.sql`${change.externalId}::text`} AS external_id
      FROM allowed
    ), different AS (
      SELECT next.* FROM next JOIN allowed ON allowed.id = next.id
      WHERE (next.name, next.billing_enabled) <> (allowed.name, allowed.billing_enabled)
        OR next.external_id IS DISTINCT FROM allowed.external_id ${added.any} ${removed.any}
    ), updated AS (
      UPDATE groups g SET
        name = different.name, billing_enabled = different.billing_enabled, external_id = different.external_id,
        revision = g.revision + 1, updated_at = greatest(g.updated_at + interval '1 ms', clock_timestamp())
      FROM different WHERE g.organization_id = ${organizationId} AND g.id = different.id
      RETURNING g.*
    ), recorded AS (${recordGroupChange(caller, 'UPDATED', {
      from: Prisma.sql`updated AS new JOIN allowed AS old ON old.id = new.id`,
      added: added.ids,
      removed: removed.ids,
    })})
    SELECT stale, row_to_json(outcome) AS outcome FROM (SELECT
      ${added.unusable} AS unusable, ${taken.holder} AS holder,
      EXISTS (SELECT FROM allowed) AS allowed,
      NOT EXISTS (SELECT FROM allowed) ${added.condition} ${taken.condition} AND ${isExpected(Prisma.sql`g.revision`)}
        AND g.id IS NOT NULL AS stale,
      ${groupColumns}
    FROM (SELECT 1) AS always
    LEFT JOIN (SELECT * FROM updated UNION ALL SELECT * FROM target WHERE NOT EXISTS (SELECT FROM updated)) AS g ON true
    ) AS outcome`;
}

/** What a part of the change puts into the statement. */
interface Part {
  /** CTEs that make the change. */
  change: Prisma.Sql;
  /** What has to hold for it, after other conditions. */
  condition: Prisma.Sql;
  /** Whether it changed anything, after other conditions. */
  any: Prisma.Sql;
  /** The ids of the websites that it concerned. */
  ids: Prisma.Sql | undefined;
}

function addedWebsites(
  caller: Caller,
  organizationId: Prisma.Sql,
  ids: string[],
): Part & { before: Prisma.Sql; unusable: Prisma.Sql } {
  if (ids.length === 0) return { ...nothing, before: Prisma.empty, unusable: Prisma.sql`'{}'::int[]` };
  return {
    before: Prisma.sql`${wantedWebsites(caller, ids)},`,
    unusable: unusablePositions,
    condition: Prisma.sql`AND NOT EXISTS (SELECT FROM unusable)`,
    change: Prisma.sql`
      added AS (
        INSERT INTO group_websites (organization_id, group_id, website_id)
        SELECT DISTINCT ${organizationId}, allowed.id, wanted.id FROM allowed CROSS JOIN wanted
        ON CONFLICT DO NOTHING
        RETURNING website_id
      ),`,
    any: Prisma.sql`OR EXISTS (SELECT FROM added)`,
    ids: Prisma.sql`SELECT website_id FROM added`,
  };
}

/**
 * The other group that has the external id, as of the statement's start. One that gets it meanwhile is noticed by the
 * unique key.
 */
function takenExternalId(
  organizationId: Prisma.Sql,
  { id, externalId }: GroupUpdate,
): Pick<Part, 'condition'> & { before: Prisma.Sql; holder: Prisma.Sql } {
  if (externalId == null) return { condition: Prisma.empty, before: Prisma.empty, holder: Prisma.sql`NULL` };
  return {
    before: Prisma.sql`taken AS (
      SELECT ${groupColumns} FROM groups g
      WHERE g.organization_id = ${organizationId} AND g.external_id = ${externalId}::text
        AND g.id IS DISTINCT FROM ${id || null}::uuid
    ),`,
    condition: Prisma.sql`AND NOT EXISTS (SELECT FROM taken)`,
    holder: Prisma.sql`(SELECT row_to_json(taken) FROM taken)`,
  };
}

/** What is removed is as of the statement's start, and the group as of getting hold of it: they have to be the same. */
function removedWebsites(organizationId: Prisma.Sql, isGroup: Prisma.Sql, ids: string[]): Part {
  if (ids.length === 0) return nothing;
  return {
    condition: Prisma.sql`AND target.revision = (SELECT revision FROM groups WHERE ${isGroup})`,
    change: Prisma.sql`
      removed AS (
        DELETE FROM group_websites m USING allowed, websites w
        WHERE m.organization_id = ${organizationId} AND m.group_id = allowed.id
          AND m.website_id = ANY(${toUuids(ids)}::uuid[])
          AND w.organization_id = ${organizationId} AND w.id = m.website_id AND w.deleted_at IS NULL
        RETURNING m.website_id
      ),`,
    any: Prisma.sql`OR EXISTS (SELECT FROM removed)`,
    ids: Prisma.sql`SELECT website_id FROM removed`,
  };
}

const nothing: Part = { condition: Prisma.empty, change: Prisma.empty, any: Prisma.empty, ids: undefined };
