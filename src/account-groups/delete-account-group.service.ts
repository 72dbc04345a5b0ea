import { type Caller, requireWriter } from '../auth/caller.ts';
import { writeOrRetry } from '../database/write.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { author } from '../history/record.sql.ts';
import { InputIssues } from '../resources/input-issues.ts';
import { InvalidResourceInput, ResourceNotFound } from '../resources/resource.results.ts';
import type { DeleteAccountGroupInput } from './account-groups.inputs.ts';
import {
  AccountGroupNotEmpty,
  AccountGroupRevisionConflict,
  type DeleteAccountGroupResult,
  DeleteAccountGroupSuccess,
} from './account-groups.results.ts';
import { selectAccountGroup } from './account-groups.sql.ts';
import type { AccountGroup } from './account-groups.types.ts';
import { noAccountGroup, recordAccountGroupChange } from './history/record-account-group.sql.ts';

/**
 * Deletes an account group that contains no accounts. If an account moves in at the same time, the foreign key refuses
 * the deletion.
 */
export async function deleteAccountGroup(
  prisma: PrismaClient,
  caller: Caller,
  { id, expectedRevision }: DeleteAccountGroupInput,
): Promise<DeleteAccountGroupResult> {
  requireWriter(caller, 'STAFF_ADMINISTRATION');
  const issues = new InputIssues();
  const stored = issues.checkInt64(['id'], id);
  if (issues.any) return new InvalidResourceInput(issues.list);
  return writeOrRetry(prisma, async (statements) => {
    const [outcome] = await statements.$queryRaw<(AccountGroup & { deleted: boolean; accountCount: number })[]>`
    WITH organization AS (
      -- Held before the group, as whoever renames all groups with the default language does; the history refers to it.
      SELECT id FROM organizations WHERE id = ${caller.organization.id}::uuid FOR KEY SHARE
    ), target AS (
      SELECT a.* FROM account_groups a
      WHERE a.organization_id = (SELECT id FROM organization) AND a.id = ${stored}::bigint FOR UPDATE
    ), held AS (
      SELECT count(*)::int AS accounts FROM staff_accounts s JOIN target
        ON s.organization_id = target.organization_id AND s.account_group_id = target.id
    ), deleted AS (
      DELETE FROM account_groups a USING target, held
      WHERE a.organization_id = target.organization_id AND a.id = target.id AND held.accounts = 0
        AND coalesce(target.revision = ${expectedRevision ?? null}::int, true)
      RETURNING a.*
    ), recorded AS (${recordAccountGroupChange(
      author(caller),
      'DELETED',
      Prisma.sql`deleted AS old LEFT JOIN ${noAccountGroup} AS new ON true`,
    )})
    SELECT EXISTS (SELECT FROM deleted) AS deleted, held.accounts AS "accountCount", ${selectAccountGroup} FROM target a, held`;
    if (!outcome) return new ResourceNotFound('AccountGroup', id);
    const { deleted, accountCount, ...group } = outcome;
    if (deleted) return new DeleteAccountGroupSuccess(group.id);
    return expectedRevision != null && expectedRevision !== group.revision
      ? new AccountGroupRevisionConflict(group)
      : new AccountGroupNotEmpty(accountCount);
  });
}
