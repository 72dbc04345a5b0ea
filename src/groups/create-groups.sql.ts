import { type Column, tableOf } from '../database/table.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { authorOf, authorValues } from '../history/record.sql.ts';
import { type BilledCreation, countCreations, hex } from './billed-creation.sql.ts';
import type { GroupUpdate } from './group-update.ts';
import { type GroupValues, groupFields } from './groups.fields.ts';
import { selectGroup } from './groups.sql.ts';
import { noGroup, recordGroupChange } from './history/record-group.sql.ts';
import { takenExternalIds } from './update-group.sql.ts';
import { addedWebsites } from './update-memberships.sql.ts';

/** A group to create: a change of nothing, which adds its first websites. */
export interface Creation extends GroupUpdate {
  values: GroupValues;
  /** Present for one that is billed. */
  billed: BilledCreation | undefined;
}

const wantedColumns: Column<Creation>[] = [
  ['organization_id', 'uuid', ({ caller }) => caller.organization.id],
  ['id', 'uuid', ({ id }) => id],
  ...groupFields.newColumns,
  ...authorValues,
];

/** The bytes as text: Prisma writes them otherwise in a list that has nulls beside them. */
const billedColumns: Column<Creation>[] = [
  ['fingerprint', 'bytea', ({ billed }) => (billed ? `\\x${hex(billed.fingerprint)}` : null)],
  ['times', 'int', ({ billed }) => billed?.times ?? null],
];

/** Creates the groups that nothing is against, and says what came of each, in their order: null for one that is not there. */
export function createStatement(creations: readonly Creation[]): Prisma.Sql {
  const added = addedWebsites(creations);
  const taken = takenExternalIds(creations);
  const isAllowed = Prisma.sql`${added.condition} ${taken.condition}`;
  const isBilled = creations.some(({ billed }) => billed);
  return Prisma.sql`
    WITH wanted AS MATERIALIZED (
      SELECT * FROM ${tableOf('wanted', creations, isBilled ? [...wantedColumns, ...billedColumns] : wantedColumns)}
    ), ${added.before} ${taken.before} ${isBilled ? countCreations(isAllowed) : Prisma.empty} allowed AS (
      SELECT * FROM wanted WHERE true ${isAllowed} ${isBilled ? Prisma.sql`AND (fingerprint IS NULL OR fingerprint IN (SELECT fingerprint FROM counted))` : Prisma.empty}
    ), created AS (
      INSERT INTO groups (organization_id, id, ${groupFields.insertColumns})
      SELECT organization_id, id, ${groupFields.insertValuesOf('allowed')} FROM allowed
      RETURNING *
    ), ${added.change} recorded AS (${recordGroupChange(authorOf('author'), 'CREATED', {
      from: Prisma.sql`created AS new JOIN allowed AS author USING (organization_id, id) LEFT JOIN ${noGroup} AS old ON true ORDER BY n`,
      added: added.ids,
    })})
    SELECT ${added.unusable} AS unusable, ${taken.holder} AS holder, ${selectGroup}
    FROM wanted LEFT JOIN created g USING (organization_id, id) ORDER BY wanted.n`;
}
