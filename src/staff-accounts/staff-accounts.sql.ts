import type { StaffAccount } from '../account-groups/account-groups.types.ts';
import type { Caller } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { selectList } from '../lists/columns.ts';
import type { Comparables } from '../lists/comparison.ts';
import { intKey, type Order, position, textKey } from '../lists/pagination.ts';
import { staffAccountFields } from './staff-accounts.fields.ts';

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

export const staffAccountOrder: Order<StaffAccount> = {
  name: 'staff-account',
  key: Prisma.sql`s.display_name`,
  id: Prisma.sql`s.id`,
  direction: 'ASC',
  position: (account) => [account.displayName, account.id],
  toSql: position(textKey, intKey),
};
