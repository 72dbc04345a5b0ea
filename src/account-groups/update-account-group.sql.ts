import type { Caller } from '../auth/caller.ts';
import { type Column, tableOf } from '../database/table.ts';
import type { LockMode } from '../database/write-batcher.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { authorOf, authorValues } from '../history/record.sql.ts';
import type { AccountGroupChange } from './account-group-change.ts';
import { accountGroupFields } from './account-groups.fields.ts';
import { selectAccountGroup } from './account-groups.sql.ts';
import { makeRoom, namePreference } from './display-order.sql.ts';
import { recordAccountGroupChange, recordDisplacement } from './history/record-account-group.sql.ts';
import { labelChanges, newLabels, removedLabels } from './update-labels.sql.ts';

const wantedColumns: Column<AccountGroupChange>[] = [
  ['organization_id', 'uuid', ({ caller }) => caller.organization.id],
  ['id', 'bigint', ({ id }) => id],
  ...accountGroupFields.newColumns,
  ['expected_revision', 'int', ({ expectedRevision }) => expectedRevision],
  ...authorValues,
];

const newColumns = accountGroupFields.newColumnsOf('wanted');
const assignments = accountGroupFields.assignments('different', 'different');

const refersTo = (table: string) => Prisma.raw(`a.organization_id = ${table}.organization_id AND a.id = ${table}.id`);

/**
 * Checks and makes whole changes, each of another account group, and says what came of them, in their order. What no
 * change has anything of, the statement has no part for: parts cost even where they find nothing to do.
 */
export function updateStatement(
  changes: readonly AccountGroupChange[],
  { lockTimeout, hold, skips }: LockMode,
): Prisma.Sql {
  const set = newLabels(changes);
  const removal = removedLabels(changes);
  const [{ caller, id, displayOrder }] = changes as [AccountGroupChange];
  const move = displayOrder === undefined ? stay : moveTo(caller, id, displayOrder);
  return Prisma.sql`
    WITH RECURSIVE wanted AS MATERIALIZED (
      SELECT wanted.* FROM ${lockTimeout} ${tableOf('wanted', changes, wantedColumns)}
    ), organization AS MATERIALIZED (
      -- Held before the group: who changes the default language renames all groups, and waits for those that change.
      SELECT held.* FROM (SELECT DISTINCT organization_id AS id FROM wanted) AS own CROSS JOIN LATERAL (
        SELECT o.id, o.default_language_id FROM organizations o WHERE o.id = own.id FOR KEY SHARE ${hold}
      ) AS held
    ), target AS (
      SELECT held.*, organization.default_language_id, wanted.n,
        ${newColumns}, wanted.expected_revision, ${authorOf('wanted')}
      FROM wanted JOIN organization ON organization.id = wanted.organization_id CROSS JOIN LATERAL (
        SELECT * FROM account_groups a WHERE a.organization_id = organization.id AND a.id = wanted.id FOR UPDATE ${hold}
      ) AS held
    ), ${set.before} next_name AS (
      ${set.names}
      SELECT target.n AS of, l.language_id, l.label_text FROM target JOIN account_group_labels l
        ON l.organization_id = target.organization_id AND l.account_group_id = target.id AND l.kind = 'NAME'
      WHERE ${set.kept} ${removal.kept}
    ), allowed AS (
      SELECT * FROM target
      WHERE coalesce(revision = expected_revision, true)
        AND revision = (SELECT a.revision FROM account_groups a WHERE ${refersTo('target')})
        AND n IN (SELECT of FROM next_name) ${move.condition}
    ), ${move.change} ${set.change} ${removal.change} next AS (
      SELECT allowed.*, ${move.displayOrder} AS next_display_order,
        (SELECT label_text FROM next_name WHERE of = n ORDER BY ${namePreference} LIMIT 1) AS next_lookup_name
      FROM allowed
    ), different AS (
      SELECT * FROM next
      WHERE next_display_order <> display_order OR ${accountGroupFields.isDifferent} ${set.any} ${removal.any}
    ), updated AS (
      UPDATE account_groups a SET
        display_order = next_display_order, lookup_name = next_lookup_name,
        ${assignments},
        revision = a.revision + 1, updated_at = greatest(a.updated_at + interval '1 ms', clock_timestamp())
      FROM different WHERE ${refersTo('different')}
      RETURNING a.*, n
    ), recorded AS (${recordAccountGroupChange(
      authorOf('old'),
      'UPDATED',
      Prisma.sql`updated AS new JOIN allowed AS old USING (n) ORDER BY n`,
      labelChanges(changes, [...set.changes, ...removal.changes]),
    )})
    SELECT row_to_json(outcome) AS outcome,
      -- Somebody else is at work on it: it was left out, or its labels are seen as they were before.
      CASE WHEN outcome.id IS NULL
        THEN ${skips}::boolean -- no EXISTS, by which the planner may come to read them all
          AND (SELECT a.id FROM account_groups a WHERE ${refersTo('wanted')}) IS NOT NULL
        ELSE NOT allowed
          AND outcome.revision <> (SELECT a.revision FROM account_groups a WHERE ${refersTo('wanted')}) END AS "needsRetry"
    FROM wanted LEFT JOIN LATERAL (
      SELECT ${selectAccountGroup} FROM updated a WHERE a.n = wanted.n
      UNION ALL
      SELECT ${selectAccountGroup} FROM target a
      WHERE a.n = wanted.n AND NOT EXISTS (SELECT FROM updated WHERE updated.n = wanted.n)
    ) AS a ON true CROSS JOIN LATERAL (
      SELECT EXISTS (SELECT FROM allowed WHERE allowed.n = wanted.n) AS allowed, ${move.crowded} AS crowded,
        ${move.displaced} AS displaced, a.*
    ) AS outcome
    ORDER BY wanted.n`;
}

/** What a change of the place puts into the statement. */
interface Move {
  /** CTEs that make it. */
  change: Prisma.Sql;
  /** What has to hold for it, after other conditions. */
  condition: Prisma.Sql;
  displayOrder: Prisma.Sql;
  crowded: Prisma.Sql;
  /** The siblings that moved. */
  displaced: Prisma.Sql;
}

function moveTo(caller: Caller, id: string | null, displayOrder: number): Move {
  return {
    change: Prisma.sql`
      place AS (SELECT ${displayOrder}::int AS wanted FROM target LIMIT 1),
      ${makeRoom(caller, id)},
      recorded_displacement AS (${recordDisplacement(caller)}),`,
    condition: Prisma.sql`AND EXISTS (SELECT FROM room)`,
    displayOrder: Prisma.sql`(SELECT wanted FROM place)`,
    crowded: Prisma.sql`NOT EXISTS (SELECT FROM room)`,
    displaced: Prisma.sql`(
      SELECT coalesce(json_agg(d ORDER BY d."displayOrder"), '[]')
      FROM (SELECT ${selectAccountGroup} FROM displaced a) AS d)`,
  };
}

const stay: Move = {
  change: Prisma.empty,
  condition: Prisma.empty,
  displayOrder: Prisma.sql`display_order`,
  crowded: Prisma.sql`false`,
  displaced: Prisma.sql`'[]'::json`,
};
