import { type Caller, requireGlobalKey } from '../auth/caller.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { ResourceNotFound } from '../resource/resource.results.ts';
import { toUuid } from '../resource/text.ts';
import type { DeleteGroupInput } from './groups.inputs.ts';
import {
  type DeleteGroupResult,
  DeleteGroupSuccess,
  GroupBillingStillEnabled,
  GroupRevisionConflict,
} from './groups.results.ts';
import { groupColumns } from './groups.sql.ts';
import type { Group } from './groups.types.ts';

/** Deletes a group that is not billed, with its memberships. The provider is not asked: it keeps what it holds. */
export async function deleteGroup(
  prisma: PrismaClient,
  caller: Caller,
  { id, expectedRevision }: DeleteGroupInput,
): Promise<DeleteGroupResult> {
  requireGlobalKey(caller);
  const [outcome] = await prisma.$queryRaw<(Group & { deleted: boolean })[]>`
    WITH target AS (
      SELECT * FROM groups
      WHERE organization_id = ${caller.organization.id}::uuid AND id = ${toUuid(id) ?? null}::uuid FOR UPDATE
    ), deleted AS (
      DELETE FROM groups g USING target
      WHERE g.organization_id = target.organization_id AND g.id = target.id AND NOT target.billing_enabled
        AND coalesce(target.revision = ${expectedRevision ?? null}::int, true)
      RETURNING g.id
    )
    SELECT EXISTS (SELECT FROM deleted) AS deleted, ${groupColumns} FROM target g`;
  if (!outcome) return new ResourceNotFound('Group', id);
  const { deleted, ...group } = outcome;
  if (deleted) return new DeleteGroupSuccess(group.id);
  return expectedRevision != null && expectedRevision !== group.revision
    ? new GroupRevisionConflict(group)
    : new GroupBillingStillEnabled(group);
}
