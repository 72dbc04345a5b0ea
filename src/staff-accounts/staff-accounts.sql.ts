import type { StaffAccount } from '../account-groups/account-groups.types.ts';
import type { Caller } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { selectList } from '../lists/columns.ts';
import type { Comparables } from '../lists/comparison.ts';
import type { Condition } from '../lists/condition.ts';
import { stringFilterSql } from '../lists/filter.ts';
import { inDirection, intKey, type Order, position, textKey } from '../lists/pagination.ts';
import { toInt64 } from '../resources/text.ts';
import { staffAccountFields } from './staff-accounts.fields.ts';
import { type StaffAccountFilter, type StaffAccountOrder, StaffAccountOrderField } from './staff-accounts.inputs.ts';

/** The table is `s`. */
export const staffAccountColumns = staffAccountFields.columns;
export const selectStaffAccount = selectList(staffAccountColumns);

export function ownStaffAccounts(caller: Caller): Prisma.Sql {
  return Prisma.sql`s.organization_id = ${caller.organization.id}::uuid`;
}

/** What lists can be narrowed by. */
export const staffAccountComparables = {
  id: { column: Prisma.sql`s.id`, type: 'bigint' },
  login: { column: Prisma.sql`s.login`, type: 'text' },
  displayName: { column: Prisma.sql`s.display_name`, type: 'text' },
  accountGroupId: { column: Prisma.sql`s.account_group_id`, type: 'bigint' },
} satisfies Comparables;

const id = Prisma.sql`s.id`;
const byField: Record<StaffAccountOrderField, Omit<Order<StaffAccount>, 'direction'>> = {
  [StaffAccountOrderField.DISPLAY_NAME]: {
    name: 'staff-account',
    key: Prisma.sql`s.display_name`,
    id,
    position: (account) => [account.displayName, account.id],
    toSql: position(textKey, intKey),
  },
  [StaffAccountOrderField.LOGIN]: {
    name: 'staff-account-login',
    key: Prisma.sql`s.login`,
    id,
    position: (account) => [account.login, account.id],
    toSql: position(textKey, intKey),
  },
};

export function staffAccountOrder(order: StaffAccountOrder | null | undefined): Order<StaffAccount> {
  return inDirection(byField[order?.field ?? StaffAccountOrderField.DISPLAY_NAME], order?.direction ?? 'ASC');
}

/** By the id, for clients of REST who read page by page. */
export const staffAccountsById = (direction: 'ASC' | 'DESC'): Order<StaffAccount> =>
  inDirection(
    {
      name: 'staff-account-id',
      key: id,
      id,
      position: (account) => [account.id, account.id],
      toSql: position(intKey, intKey),
    },
    direction,
  );

const loginColumn = { sql: Prisma.sql`s.login`, equal: true } as const;
const displayNameColumn = { sql: Prisma.sql`s.display_name`, equal: true } as const;

/** The conditions of a filter, but for those of the filters in it. */
export function staffAccountConditions({ login, displayName, accountGroupId }: StaffAccountFilter): Condition[] {
  const conditions = [
    ...stringFilterSql('filter.login', loginColumn, login),
    ...stringFilterSql('filter.displayName', displayNameColumn, displayName),
  ];
  if (accountGroupId != null)
    conditions.push({
      sql: Prisma.sql`s.account_group_id = ${toInt64(accountGroupId) ?? null}::bigint`,
      inOrderOf: StaffAccountOrderField.DISPLAY_NAME,
      foundBy: 'index',
    });
  return conditions;
}
