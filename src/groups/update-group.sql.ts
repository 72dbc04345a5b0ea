import { type Column, tableOf } from '../database/table.ts';
import type { LockMode } from '../database/write-batcher.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { authorOf, authorValues } from '../history/record.sql.ts';
import type { GroupUpdate } from './group-update.ts';
import { groupFields } from './groups.fields.ts';
import { selectGroup } from './groups.sql.ts';
import { recordGroupChange } from './history/record-group.sql.ts';
import { addedWebsites, type Part, removedWebsites } from './update-memberships.sql.ts';

const wantedColumns: Column<GroupUpdate>[] = [
  ['organization_id', 'uuid', ({ caller }) => caller.organization.id],
  ['id', 'uuid', ({ id }) => id || null],
  ...groupFields.newColumns,
  ['expected_revision', 'int', ({ expectedRevision }) => expectedRevision],
  ...authorValues,
];

const newColumns = groupFields.newColumnsOf('wanted');
const assignments = groupFields.assignments('different', 'different');

const refersTo = (table: string) => Prisma.raw(`g.organization_id = ${table}.organization_id AND g.id = ${table}.id`);

/**
 * Checks and makes whole changes, each of another group, and says what came of them, in their order. What no change has
 * anything of, the statement has no part for: parts cost even where they find nothing to do. An outcome is one value,
 * which costs less than its parts.
 */
export function updateStatement(changes: readonly GroupUpdate[], { lockTimeout, hold, skips }: LockMode): Prisma.Sql {
  const added = addedWebsites(changes);
  const removed = removedWebsites(changes);
  const taken = takenExternalIds(changes);
  return Prisma.sql`
    WITH wanted AS MATERIALIZED (
      SELECT wanted.* FROM ${lockTimeout} ${tableOf('wanted', changes, wantedColumns)}
    ), ${added.before} ${taken.before} target AS (
      SELECT held.*, wanted.n, ${newColumns}, wanted.expected_revision, ${authorOf('wanted')}
      FROM wanted CROSS JOIN LATERAL (SELECT * FROM groups g WHERE ${refersTo('wanted')} FOR UPDATE ${hold}) AS held
    ), allowed AS (
      SELECT * FROM target WHERE coalesce(revision = expected_revision, true)
        ${added.condition} ${taken.condition} ${removed.condition}
    ), ${added.change} ${removed.change} different AS (
      SELECT * FROM allowed
      WHERE ${groupFields.isDifferent} ${added.any} ${removed.any}
    ), updated AS (
      UPDATE groups g SET
        ${assignments},
        revision = g.revision + 1, updated_at = greatest(g.updated_at + interval '1 ms', clock_timestamp())
      FROM different WHERE ${refersTo('different')}
      RETURNING g.*, n
    ), recorded AS (${recordGroupChange(authorOf('old'), 'UPDATED', {
      from: Prisma.sql`updated AS new JOIN allowed AS old USING (n) ORDER BY n`,
      added: added.ids,
      removed: removed.ids,
    })})
    SELECT row_to_json(outcome) AS outcome,
      -- Somebody else is at work on the group: it was left out, or nothing else is against the change.
      CASE WHEN outcome.id IS NULL THEN ${skips}::boolean -- no EXISTS, by which the planner may come to read them all
          AND (SELECT g.id FROM groups g WHERE ${refersTo('wanted')}) IS NOT NULL
        ELSE NOT allowed AND unusable = '{}' AND holder IS NULL AND coalesce(outcome.revision = wanted.expected_revision, true)
      END AS "needsRetry"
    FROM wanted LEFT JOIN LATERAL (
      SELECT ${selectGroup} FROM updated g WHERE g.n = wanted.n
      UNION ALL
      SELECT ${selectGroup} FROM target g
      WHERE g.n = wanted.n AND NOT EXISTS (SELECT FROM updated WHERE updated.n = wanted.n)
    ) AS g ON true CROSS JOIN LATERAL (
      SELECT ${added.unusable} AS unusable, ${taken.holder} AS holder,
        EXISTS (SELECT FROM allowed WHERE allowed.n = wanted.n) AS allowed, g.*
    ) AS outcome
    ORDER BY wanted.n`;
}

/**
 * The other group that has the external id, as of the statement's start. One that gets it meanwhile is noticed by the
 * unique key.
 */
export function takenExternalIds(
  changes: readonly GroupUpdate[],
): Pick<Part, 'condition'> & { before: Prisma.Sql; holder: Prisma.Sql } {
  if (changes.every(({ values }) => values.externalId == null))
    return { condition: Prisma.empty, before: Prisma.empty, holder: Prisma.sql`NULL` };
  return {
    before: Prisma.sql`
      taken AS (
        SELECT wanted.n, g.* FROM wanted JOIN groups g
          ON g.organization_id = wanted.organization_id AND g.external_id = wanted.new_external_id
            AND g.id IS DISTINCT FROM wanted.id
      ),`,
    condition: Prisma.sql`AND n NOT IN (SELECT n FROM taken)`,
    holder: Prisma.sql`(
      SELECT row_to_json(holder) FROM (SELECT ${selectGroup} FROM taken g WHERE g.n = wanted.n) AS holder)`,
  };
}
