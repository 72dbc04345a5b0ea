import { ownAccountGroups } from '../account-groups/account-groups.sql.ts';
import type { StaffAccount } from '../account-groups/account-groups.types.ts';
import { recordAccountMoves } from '../account-groups/history/record-account-group.sql.ts';
import { type Caller, requireWriter } from '../auth/caller.ts';
import { tableOf } from '../database/table.ts';
import { writeOrConflict, writeOrRetry } from '../database/write.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { InputIssues } from '../resources/input-issues.ts';
import { InvalidResourceInput, ResourceNotFound } from '../resources/resource.results.ts';
import { noStaffAccount, recordStaffAccountChange } from './record-staff-account.sql.ts';
import { staffAccountFields } from './staff-accounts.fields.ts';
import type { CreateStaffAccountInput, UpdateStaffAccountInput } from './staff-accounts.inputs.ts';
import {
  type CreateStaffAccountResult,
  CreateStaffAccountSuccess,
  type DeleteStaffAccountResult,
  DeleteStaffAccountSuccess,
  StaffAccountLoginTaken,
  type UpdateStaffAccountResult,
  UpdateStaffAccountSuccess,
} from './staff-accounts.results.ts';
import { ownStaffAccounts, selectStaffAccount } from './staff-accounts.sql.ts';

const noId = { column: Prisma.empty, value: Prisma.empty };

/** @param id the id that the account brings along, for an import; by default the next one */
export async function createStaffAccount(
  prisma: PrismaClient,
  caller: Caller,
  input: CreateStaffAccountInput,
  id?: string,
): Promise<CreateStaffAccountResult> {
  requireWriter(caller, 'STAFF_ADMINISTRATION');
  const issues = new InputIssues();
  const values = staffAccountFields.parseNew(issues, input);
  const groupId = issues.checkInt64(['accountGroupId'], input.accountGroupId);
  if (issues.any) return new InvalidResourceInput(issues.list);
  const given = id === undefined ? noId : { column: Prisma.sql`id,`, value: Prisma.sql`${id}::bigint,` };
  return writeOrConflict(
    prisma,
    async (statements) => {
      const [created] = await statements.$queryRaw<StaffAccount[]>`
        WITH created AS (
          INSERT INTO staff_accounts (organization_id, ${given.column} account_group_id, ${staffAccountFields.insertColumns})
          SELECT a.organization_id, ${given.value} a.id, ${staffAccountFields.insertValues(values)} FROM account_groups a
          WHERE ${ownAccountGroups(caller)} AND a.id = ${groupId}::bigint
          RETURNING *
        ), recorded AS (${recordAccountMoves(
          caller,
          Prisma.sql`SELECT id, login, NULL::bigint, account_group_id FROM created`,
        )}), recorded_account AS (${recordStaffAccountChange(
          caller,
          'CREATED',
          Prisma.sql`created AS new LEFT JOIN ${noStaffAccount} AS old ON true`,
        )})
        SELECT ${selectStaffAccount} FROM created s`;
      return created
        ? new CreateStaffAccountSuccess(created)
        : new ResourceNotFound('AccountGroup', input.accountGroupId);
    },
    () => taken(prisma, caller, values.login),
  );
}

export async function updateStaffAccount(
  prisma: PrismaClient,
  caller: Caller,
  input: UpdateStaffAccountInput,
): Promise<UpdateStaffAccountResult> {
  requireWriter(caller, 'STAFF_ADMINISTRATION');
  const issues = new InputIssues();
  if (!staffAccountFields.isAnySent(input)) issues.add([], 'must have at least one field beside "id"');
  const values = staffAccountFields.parseChange(issues, input);
  const stored = issues.checkInt64(['id'], input.id);
  if (issues.any) return new InvalidResourceInput(issues.list);
  return writeOrConflict(
    prisma,
    async (statements) => {
      const [updated] = await statements.$queryRaw<StaffAccount[]>`
        WITH target AS (
          SELECT * FROM staff_accounts s WHERE ${ownStaffAccounts(caller)} AND s.id = ${stored}::bigint FOR UPDATE
        ), updated AS (
          UPDATE staff_accounts s SET ${staffAccountFields.assignments('wanted', 's')}
          FROM target, ${tableOf('wanted', [{ values }], staffAccountFields.newColumns)}
          WHERE s.organization_id = target.organization_id AND s.id = target.id
          RETURNING s.*
        ), recorded AS (${recordStaffAccountChange(
          caller,
          'UPDATED',
          Prisma.sql`target AS old JOIN updated AS new ON ${staffAccountFields.isRecordedDifferent}`,
        )})
        SELECT ${selectStaffAccount} FROM updated s`;
      return updated ? new UpdateStaffAccountSuccess(updated) : new ResourceNotFound('StaffAccount', input.id);
    },
    () => taken(prisma, caller, values.login),
  );
}

export async function deleteStaffAccount(
  prisma: PrismaClient,
  caller: Caller,
  id: string,
): Promise<DeleteStaffAccountResult> {
  requireWriter(caller, 'STAFF_ADMINISTRATION');
  const issues = new InputIssues();
  const stored = issues.checkInt64(['id'], id);
  if (issues.any) return new InvalidResourceInput(issues.list);
  return writeOrRetry(prisma, async (statements) => {
    const [deleted] = await statements.$queryRaw<{ id: string }[]>`
      WITH deleted AS (
        DELETE FROM staff_accounts s WHERE ${ownStaffAccounts(caller)} AND s.id = ${stored}::bigint RETURNING s.*
      ), recorded AS (${recordAccountMoves(
        caller,
        Prisma.sql`SELECT id, login, account_group_id, NULL::bigint FROM deleted`,
      )}), recorded_account AS (${recordStaffAccountChange(
        caller,
        'DELETED',
        Prisma.sql`deleted AS old LEFT JOIN ${noStaffAccount} AS new ON true`,
      )})
      SELECT id::text AS id FROM deleted`;
    return deleted ? new DeleteStaffAccountSuccess(deleted.id) : new ResourceNotFound('StaffAccount', id);
  });
}

/** The conflict with the account that has a login, or undefined when none has it any more. */
async function taken(
  prisma: PrismaClient,
  caller: Caller,
  login: string | undefined,
): Promise<StaffAccountLoginTaken | undefined> {
  if (login === undefined) return undefined;
  const { id: organizationId } = caller.organization;
  const holder = await prisma.staffAccount.findUnique({
    select: staffAccountFields.select,
    where: { organizationId_login: { organizationId, login } },
  });
  if (!holder) return undefined;
  const { id, accountGroupId } = holder;
  return new StaffAccountLoginTaken({ ...holder, id: String(id), accountGroupId: String(accountGroupId) });
}
