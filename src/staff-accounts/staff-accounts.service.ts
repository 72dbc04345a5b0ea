import { ownAccountGroups, selectAccountGroup } from '../account-groups/account-groups.sql.ts';
import type { AccountGroup, StaffAccount } from '../account-groups/account-groups.types.ts';
import { recordAccountMoves } from '../account-groups/history/record-account-group.sql.ts';
import { type Caller, requireGlobalKey, requireWriter } from '../auth/caller.ts';
import type { ReadDatabase } from '../database/read.ts';
import { readsWithin } from '../database/transaction.ts';
import { writeOrRetry } from '../database/write.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { combinedSql } from '../lists/combined-filter.ts';
import { type Comparison, comparisonHint, comparisonSql } from '../lists/comparison.ts';
import { narrowed } from '../lists/condition.ts';
import { filterHint } from '../lists/filter.ts';
import type { List } from '../lists/list.ts';
import { type Order, type Page, type PageArguments, toWindow } from '../lists/pagination.ts';
import { countRows, countRowsPerParent, readAll, readPage, readPages } from '../lists/read-list.ts';
import { InputIssues } from '../resources/input-issues.ts';
import { inOrder } from '../resources/look-up.ts';
import { InvalidResourceInput, ResourceNotFound } from '../resources/resource.results.ts';
import { toInt64 } from '../resources/text.ts';
import { recordStaffAccountChange } from './record-staff-account.sql.ts';
import {
  type MoveStaffAccountsInput,
  type StaffAccountFilter,
  type StaffAccountOrder,
  StaffAccountOrderField,
} from './staff-accounts.inputs.ts';
import { type MoveStaffAccountsResult, MoveStaffAccountsSuccess } from './staff-accounts.results.ts';
import {
  ownStaffAccounts,
  selectStaffAccount,
  staffAccountColumns,
  staffAccountComparables,
  staffAccountConditions,
  staffAccountOrder,
} from './staff-accounts.sql.ts';

/** Looks staff accounts up by id: as many answers as ids, null where the caller has no such account. */
export async function findStaffAccounts(
  reads: ReadDatabase,
  caller: Caller,
  ids: readonly string[],
): Promise<(StaffAccount | null)[]> {
  requireGlobalKey(caller);
  return inOrder(ids, toInt64, 'id', (stored) =>
    readAll(reads, accountsOf(caller, Prisma.sql`s.id = ANY(${stored}::text[]::bigint[])`)),
  );
}

/** The staff accounts of a caller's organization, or those of them for which conditions hold. */
function accountsOf(caller: Caller, ...conditions: Prisma.Sql[]): List<StaffAccount> {
  return {
    columns: staffAccountColumns,
    from: Prisma.sql`staff_accounts s`,
    where: [ownStaffAccounts(caller), ...conditions],
    order: staffAccountOrder(null),
    idType: 'bigint',
  };
}

export async function listStaffAccounts(
  reads: ReadDatabase,
  caller: Caller,
  args: PageArguments,
  filter: StaffAccountFilter | null | undefined,
  orderBy: StaffAccountOrder | null | undefined,
): Promise<Page<StaffAccount>> {
  requireGlobalKey(caller);
  return readPage(reads, filteredList(caller, filter, orderBy), toWindow(args, staffAccountOrder(orderBy)));
}

/** A part of the list by its position, narrowed by conditions. */
export async function listStaffAccountsAt(
  reads: ReadDatabase,
  caller: Caller,
  window: { size: number; offset: number },
  comparisons: readonly Comparison[],
  order: Order<StaffAccount>,
): Promise<Page<StaffAccount>> {
  requireGlobalKey(caller);
  const conditions = comparisons.map((comparison) => comparisonSql(staffAccountComparables, comparison));
  const list = { ...accountsOf(caller, ...conditions), order, hint: comparisonHint(comparisons) };
  return readPage(reads, list, { ...window, backward: false });
}

export async function countStaffAccounts(
  reads: ReadDatabase,
  caller: Caller,
  filter: StaffAccountFilter | null | undefined,
): Promise<number> {
  return countRows(reads, filteredList(caller, filter, null));
}

function filteredList(
  caller: Caller,
  filter: StaffAccountFilter | null | undefined,
  order: StaffAccountOrder | null | undefined,
): List<StaffAccount> {
  const list = accountsOf(caller);
  const field = order?.field ?? StaffAccountOrderField.DISPLAY_NAME;
  const { where, search } = narrowed('s', combinedSql(filter, staffAccountConditions), field);
  return {
    ...list,
    where: [...list.where, ...where],
    ...(search && { search }),
    order: staffAccountOrder(order),
    hint: filterHint(filter),
  };
}

/** Every staff account of the caller's organization in one go, for an operator. */
export function allStaffAccounts(reads: ReadDatabase, caller: Caller): Promise<StaffAccount[]> {
  return reads.read<StaffAccount[]>(Prisma.sql`
    SELECT ${selectStaffAccount} FROM staff_accounts s WHERE ${ownStaffAccounts(caller)}
    ORDER BY ${staffAccountOrder(null).key}, s.id`);
}

/** An account group's accounts. */
export const accountsPerGroup = (caller: Caller): List<StaffAccount> => ({
  ...accountsOf(caller, Prisma.sql`s.account_group_id = parent.id`),
  order: { ...staffAccountOrder(null), name: 'account-group-account' },
});

/** The same page of each account group's accounts. */
export async function listStaffAccountsOfGroups(
  reads: ReadDatabase,
  caller: Caller,
  accountGroupIds: readonly string[],
  args: PageArguments,
): Promise<Page<StaffAccount>[]> {
  return readPages(reads, accountGroupIds, 'bigint', accountsPerGroup(caller), args);
}

export function countStaffAccountsOfGroups(
  reads: ReadDatabase,
  caller: Caller,
  accountGroupIds: readonly string[],
): Promise<number[]> {
  return countRowsPerParent(reads, accountGroupIds, 'bigint', accountsPerGroup(caller));
}

/** Moves accounts, all or none, in one statement. */
export async function moveStaffAccounts(
  prisma: PrismaClient,
  caller: Caller,
  { accountIds, accountGroupId }: MoveStaffAccountsInput,
): Promise<MoveStaffAccountsResult> {
  requireWriter(caller, 'STAFF_ADMINISTRATION');
  const issues = new InputIssues();
  const destination = issues.checkInt64(['accountGroupId'], accountGroupId);
  if (!issues.checkIds(['accountIds'], accountIds)) return new InvalidResourceInput(issues.list);
  const stored = accountIds.map((id) => toInt64(id) ?? null);

  // The accounts and the group stay locked, so that none is deleted in the meantime.
  return writeOrRetry(prisma, async (statements) => {
    const [{ unknown, ...group }] = await statements.$queryRaw<
      [Omit<AccountGroup, 'id'> & { id: string | null; unknown: number[] }]
    >`
      WITH wanted AS (
        SELECT id, position - 1 AS position
        FROM unnest(${stored}::text[]::bigint[]) WITH ORDINALITY AS wanted(id, position)
      ), destination AS (
        SELECT * FROM account_groups a
        WHERE ${ownAccountGroups(caller)} AND a.id = ${destination}::bigint FOR KEY SHARE
      ), found AS (
        SELECT s.* FROM staff_accounts s
        WHERE ${ownStaffAccounts(caller)} AND s.id IN (SELECT id FROM wanted) ORDER BY s.id FOR UPDATE
      ), unknown AS (
        SELECT position FROM wanted WHERE NOT EXISTS (SELECT FROM found WHERE found.id = wanted.id)
      ), moving AS (
        SELECT found.id, found.login, found.account_group_id AS "from", destination.id AS "to" FROM found, destination
        WHERE found.account_group_id <> destination.id AND NOT EXISTS (SELECT FROM unknown)
      ), moved AS (
        UPDATE staff_accounts s SET account_group_id = moving."to" FROM moving
        WHERE ${ownStaffAccounts(caller)} AND s.id = moving.id
        RETURNING s.*
      ), recorded AS (${recordAccountMoves(caller, Prisma.sql`SELECT * FROM moving`)}),
      recorded_accounts AS (${recordStaffAccountChange(
        caller,
        'UPDATED',
        Prisma.sql`found AS old JOIN moved AS new USING (id) ORDER BY array_position(${stored}::text[]::bigint[], id)`,
      )})
      SELECT (SELECT coalesce(array_agg(position::int ORDER BY position), '{}') FROM unknown) AS unknown,
             ${selectAccountGroup}
      FROM (SELECT 1) AS always LEFT JOIN destination a ON true`;
    for (const position of unknown)
      issues.add(['accountIds', position], 'must be the id of a staff account of your organization');
    if (issues.any) return new InvalidResourceInput(issues.list);
    if (group.id === null) return new ResourceNotFound('AccountGroup', accountGroupId);
    const accounts = await findStaffAccounts(readsWithin(statements), caller, [...new Set(accountIds)]);
    return new MoveStaffAccountsSuccess(
      accounts.filter((account) => account !== null),
      { ...group, id: group.id },
    );
  });
}
