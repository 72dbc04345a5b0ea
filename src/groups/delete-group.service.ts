import { type Caller, requireWriter } from '../auth/caller.ts';
import { runFresh, writeOrRetry } from '../database/write.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { author } from '../history/record.sql.ts';
import { ResourceNotFound } from '../resources/resource.results.ts';
import { toUuid } from '../resources/text.ts';
import { notDeleted } from '../websites/websites.sql.ts';
import type { DeleteGroupInput } from './groups.inputs.ts';
import {
  type DeleteGroupResult,
  DeleteGroupSuccess,
  GroupBillingStillEnabled,
  GroupRevisionConflict,
} from './groups.results.ts';
import { selectGroup } from './groups.sql.ts';
import type { Group } from './groups.types.ts';
import { noGroup, recordGroupChange } from './history/record-group.sql.ts';
import { membershipOfWebsite } from './holds-website.sql.ts';

/** Deletes a group that is not billed, with its memberships. The provider is not asked: it keeps what it holds. */
export async function deleteGroup(
  prisma: PrismaClient,
  caller: Caller,
  { id, expectedRevision }: DeleteGroupInput,
): Promise<DeleteGroupResult> {
  requireWriter(caller);
  const isGroup = Prisma.sql`organization_id = ${caller.organization.id}::uuid AND id = ${toUuid(id) ?? null}::uuid`;
  const statement = Prisma.sql`
    WITH target AS (
      SELECT * FROM groups WHERE ${isGroup} FOR UPDATE
    ), seen AS (
      SELECT revision FROM groups WHERE ${isGroup}
    ), deletable AS (
      SELECT * FROM target
      WHERE NOT billing_enabled AND coalesce(revision = ${expectedRevision ?? null}::int, true)
    ), deleted AS (
      DELETE FROM groups g USING deletable
      WHERE g.organization_id = deletable.organization_id AND g.id = deletable.id
        AND deletable.revision = (SELECT revision FROM seen)
      RETURNING g.*
    ), recorded AS (${recordGroupChange(author(caller), 'DELETED', {
      from: Prisma.sql`deleted AS old LEFT JOIN ${noGroup} AS new ON true`,
      removed: Prisma.sql`
        SELECT m.website_id FROM ${membershipOfWebsite}
        WHERE m.organization_id = old.organization_id AND m.group_id = old.id AND ${notDeleted}`,
    })})
    SELECT EXISTS (SELECT FROM deleted) AS deleted,
      EXISTS (SELECT FROM deletable) AND NOT EXISTS (SELECT FROM deleted) AS "needsRetry", ${selectGroup} FROM target g`;
  const hold = Prisma.sql`SELECT FROM groups WHERE ${isGroup} FOR UPDATE`;
  return writeOrRetry(prisma, async (statements) => {
    const [outcome] = await runFresh<Group & { deleted: boolean; needsRetry: boolean }>(statements, statement, hold);
    if (!outcome) return new ResourceNotFound('Group', id);
    const { deleted, needsRetry: _, ...group } = outcome;
    if (deleted) return new DeleteGroupSuccess(group.id);
    return expectedRevision != null && expectedRevision !== group.revision
      ? new GroupRevisionConflict(group)
      : new GroupBillingStillEnabled(group);
  });
}
