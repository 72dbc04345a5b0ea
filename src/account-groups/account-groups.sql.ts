import type { Caller } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { selectList } from '../lists/columns.ts';
import type { Comparables } from '../lists/comparison.ts';
import { inDirection, intKey, type Order, position, textKey, timeKey } from '../lists/pagination.ts';
import { toIso } from '../resources/time.ts';
import { accountGroupFields } from './account-groups.fields.ts';
import { type AccountGroupOrder, AccountGroupOrderField } from './account-groups.inputs.ts';
import type { AccountGroup } from './account-groups.types.ts';

/** An account group's columns; the table is `a`. Ids are text all the way: JavaScript numbers are too small. */
export const accountGroupColumns = accountGroupFields.columns;
export const selectAccountGroup = selectList(accountGroupColumns);

export function ownAccountGroups(caller: Caller): Prisma.Sql {
  return Prisma.sql`a.organization_id = ${caller.organization.id}::uuid`;
}

/** What lists can be narrowed by. */
export const accountGroupComparables = {
  id: { column: Prisma.sql`a.id`, type: 'bigint' },
  lookupName: { column: Prisma.sql`a.lookup_name`, type: 'text' },
  displayOrder: { column: Prisma.sql`a.display_order`, type: 'bigint' },
  customerCareAccess: { column: Prisma.sql`a.customer_care_access`, type: 'boolean' },
  createdAt: { column: Prisma.sql`a.created_at`, type: 'timestamptz' },
  updatedAt: { column: Prisma.sql`a.updated_at`, type: 'timestamptz' },
} satisfies Comparables;

const id = Prisma.sql`a.id`;
const byField: Record<AccountGroupOrderField, Omit<Order<AccountGroup>, 'direction'>> = {
  [AccountGroupOrderField.DISPLAY_ORDER]: {
    name: 'account-group-display-order',
    key: Prisma.sql`a.display_order`,
    id,
    position: (group) => [String(group.displayOrder), group.id],
    toSql: position(intKey, intKey),
  },
  [AccountGroupOrderField.LOOKUP_NAME]: {
    name: 'account-group-lookup-name',
    key: Prisma.sql`a.lookup_name`,
    id,
    position: (group) => [group.lookupName, group.id],
    toSql: position(textKey, intKey),
  },
  [AccountGroupOrderField.CREATED_AT]: {
    name: 'account-group-created',
    key: Prisma.sql`a.created_at`,
    id,
    position: (group) => [toIso(group.createdAt), group.id],
    toSql: position(timeKey, intKey),
  },
  [AccountGroupOrderField.UPDATED_AT]: {
    name: 'account-group-updated',
    key: Prisma.sql`a.updated_at`,
    id,
    position: (group) => [toIso(group.updatedAt), group.id],
    toSql: position(timeKey, intKey),
  },
};

export function accountGroupOrder(order: AccountGroupOrder | null | undefined): Order<AccountGroup> {
  return inDirection(byField[order?.field ?? AccountGroupOrderField.DISPLAY_ORDER], order?.direction ?? 'ASC');
}

/** By the id, for clients of REST who read page by page. */
export const accountGroupsById = (direction: 'ASC' | 'DESC'): Order<AccountGroup> =>
  inDirection(
    {
      name: 'account-group-id',
      key: id,
      id,
      position: (group) => [group.id, group.id],
      toSql: position(intKey, intKey),
    },
    direction,
  );
