import type { Caller } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { labelRows, makeRoom, namePreference } from './account-group-changes.sql.ts';
import { recordAccountGroupChange, recordDisplacement } from './account-group-history.sql.ts';
import { accountGroupColumns } from './account-groups.sql.ts';
import type { AccountGroup } from './account-groups.types.ts';
import type { LabelChanges } from './label-changes.ts';

/** An input that is in order. undefined keeps. */
export interface AccountGroupChange {
  /** null only for an input with issues. */
  id: string | null;
  names: LabelChanges;
  descriptions: LabelChanges;
  displayOrder: number | undefined;
  customerCareAccess: boolean | undefined;
  expectedRevision: number | undefined;
}

export type UpdatedRow = AccountGroup & {
  /** Whether the change was allowed and so made, if it changed anything. */
  allowed: boolean;
  /** Whether there is no room at the wanted place. */
  crowded: boolean;
  /** Whether the statement saw the labels as they were before another change: nothing was written. */
  stale: boolean;
};

/**
 * Checks and makes the whole change: the account group as it is then, if there is one, and the displaced siblings. What
 * the change has nothing of, the statement has no part for: parts cost even where they find nothing to do.
 */
export function updateStatement(caller: Caller, change: AccountGroupChange): Prisma.Sql {
  const organizationId = Prisma.sql`${caller.organization.id}::uuid`;
  const ofGroup = Prisma.sql`l.organization_id = ${organizationId} AND l.account_group_id = ${change.id}::bigint`;
  const removal = removedLabels(ofGroup, change);
  const move = change.displayOrder === undefined ? stay : moveTo(caller, change.id, change.displayOrder);
  return Prisma.sql`
    WITH RECURSIVE organization AS (
      -- Held before the group: who changes the default language renames all groups, and waits for those that change.
      SELECT id, default_language_id FROM organizations WHERE id = ${organizationId} FOR KEY SHARE
    ), target AS (
      SELECT a.* FROM account_groups a
      WHERE a.organization_id = (SELECT id FROM organization) AND a.id = ${change.id}::bigint FOR UPDATE
    ), new_label AS (${labelRows(change.names, change.descriptions)}),
    next_name AS (
      SELECT language_id, label_text FROM new_label WHERE kind = 'NAME'
      UNION ALL
      SELECT l.language_id, l.label_text FROM account_group_labels l
      WHERE ${ofGroup} AND l.kind = 'NAME' ${removal.kept} AND l.language_id NOT IN (SELECT language_id FROM new_label WHERE kind = 'NAME')
    ), seen AS (
      SELECT a.revision FROM account_groups a WHERE a.organization_id = ${organizationId} AND a.id = ${change.id}::bigint
    ), allowed AS (
      SELECT target.* FROM target
      WHERE coalesce(target.revision = ${change.expectedRevision ?? null}::int, true)
        AND target.revision = (SELECT revision FROM seen)
        AND EXISTS (SELECT FROM next_name) ${move.condition}
    ), ${move.change}
    set_label AS (
      INSERT INTO account_group_labels AS l (organization_id, account_group_id, kind, language_id, label_text)
      SELECT allowed.organization_id, allowed.id, kind, language_id, label_text FROM allowed, new_label
      ON CONFLICT (organization_id, account_group_id, kind, language_id)
      DO UPDATE SET label_text = excluded.label_text WHERE l.label_text <> excluded.label_text
      RETURNING l.kind, l.language_id, l.label_text
    ), ${removal.change} next AS (
      SELECT allowed.organization_id, allowed.id,
        ${move.displayOrder} AS display_order,
        coalesce(${change.customerCareAccess ?? null}::boolean, allowed.customer_care_access) AS customer_care_access,
        (SELECT label_text FROM next_name ORDER BY ${namePreference} LIMIT 1) AS lookup_name
      FROM allowed, organization
    ), different AS (
      SELECT next.* FROM next JOIN allowed USING (organization_id, id)
      WHERE (next.display_order, next.customer_care_access) <> (allowed.display_order, allowed.customer_care_access)
        OR EXISTS (SELECT FROM set_label) ${removal.any}
    ), updated AS (
      UPDATE account_groups a SET
        display_order = different.display_order, customer_care_access = different.customer_care_access,
        lookup_name = different.lookup_name,
        revision = a.revision + 1, updated_at = greatest(a.updated_at + interval '1 ms', clock_timestamp())
      FROM different WHERE a.organization_id = different.organization_id AND a.id = different.id
      RETURNING a.*
    ), label_change AS (
      SELECT set_label.kind, set_label.language_id, l.label_text AS "from", set_label.label_text AS "to"
      FROM set_label LEFT JOIN account_group_labels l
        ON ${ofGroup} AND l.kind = set_label.kind AND l.language_id = set_label.language_id
      ${removal.changes}
    ), recorded AS (${recordAccountGroupChange(
      caller,
      'UPDATED',
      Prisma.sql`updated AS new JOIN allowed AS old ON old.id = new.id`,
      {
        ...(changesAny(change.names) && { names: labelChange }),
        ...(changesAny(change.descriptions) && { descriptions: labelChange }),
      },
    )})
    SELECT EXISTS (SELECT FROM allowed) AS allowed, ${move.crowded} AS crowded,
      a.revision <> (SELECT revision FROM seen) AND NOT EXISTS (SELECT FROM allowed) AS stale,
      0 AS part, ${accountGroupColumns}
    FROM (SELECT * FROM updated UNION ALL SELECT * FROM target WHERE NOT EXISTS (SELECT FROM updated)) AS a
    ${move.displaced}
    ORDER BY part, "displayOrder"`;
}

const changesAny = ({ set, remove }: LabelChanges) => set.length + remove.length > 0;

const labelChange = Prisma.sql`SELECT * FROM label_change`;

/** What the removal of labels puts into the statement. */
interface Removal {
  /** What holds for the labels that are kept, after other conditions. */
  kept: Prisma.Sql;
  /** CTEs that make it. */
  change: Prisma.Sql;
  /** Whether it changed anything, after other conditions. */
  any: Prisma.Sql;
  /** Its changes, after others. */
  changes: Prisma.Sql;
}

function removedLabels(ofGroup: Prisma.Sql, { names, descriptions }: AccountGroupChange): Removal {
  if (names.remove.length + descriptions.remove.length === 0)
    return { kept: Prisma.empty, change: Prisma.empty, any: Prisma.empty, changes: Prisma.empty };
  const removed = Prisma.sql`(
    (l.kind = 'NAME' AND l.language_id = ANY(${names.remove}::int[]))
    OR (l.kind = 'DESCRIPTION' AND l.language_id = ANY(${descriptions.remove}::int[])))`;
  return {
    kept: Prisma.sql`AND NOT ${removed}`,
    change: Prisma.sql`
      removed_label AS (
        DELETE FROM account_group_labels l USING allowed WHERE ${ofGroup} AND ${removed}
        RETURNING l.kind, l.language_id, l.label_text
      ),`,
    any: Prisma.sql`OR EXISTS (SELECT FROM removed_label)`,
    changes: Prisma.sql`UNION ALL SELECT kind, language_id, label_text, NULL FROM removed_label`,
  };
}

/** What a change of the place puts into the statement. */
interface Move {
  /** CTEs that make it. */
  change: Prisma.Sql;
  /** What has to hold for it, after other conditions. */
  condition: Prisma.Sql;
  displayOrder: Prisma.Sql;
  crowded: Prisma.Sql;
  /** The siblings that moved, after the account group itself. */
  displaced: Prisma.Sql;
}

function moveTo(caller: Caller, id: string | null, displayOrder: number): Move {
  return {
    change: Prisma.sql`
      place AS (SELECT ${displayOrder}::int AS wanted FROM target),
      ${makeRoom(caller, id)},
      recorded_displacement AS (${recordDisplacement(caller)}),`,
    condition: Prisma.sql`AND EXISTS (SELECT FROM room)`,
    displayOrder: Prisma.sql`(SELECT wanted FROM place)`,
    crowded: Prisma.sql`NOT EXISTS (SELECT FROM room)`,
    displaced: Prisma.sql`UNION ALL SELECT true, false, false, 1, ${accountGroupColumns} FROM displaced a`,
  };
}

const stay: Move = {
  change: Prisma.empty,
  condition: Prisma.empty,
  displayOrder: Prisma.sql`allowed.display_order`,
  crowded: Prisma.sql`false`,
  displaced: Prisma.empty,
};
