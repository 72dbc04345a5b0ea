import type { Caller } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { only, selectList } from '../lists/columns.ts';
import type { List } from '../lists/list.ts';
import { inDirection, type Order, position, textKey, timeKey, uuidKey } from '../lists/pagination.ts';
import { toIso } from '../resources/time.ts';
import { groupFields } from './groups.fields.ts';
import { type GroupOrder, GroupOrderField } from './groups.inputs.ts';
import type { Group } from './groups.types.ts';
import { holdsWebsite } from './holds-website.sql.ts';

/** A group's columns; the table is `g`. */
export const groupColumns = groupFields.columns;
export const selectGroup = selectList(groupColumns);

export const narrowGroups: List<Group>['narrow'] = [
  only(groupColumns, 'id', 'name'),
  only(groupColumns, 'id', 'name', 'externalId'),
];

/** The groups that a caller may see: a key that is confined to websites sees the groups that hold one of them. */
export function visibleGroups(caller: Caller): Prisma.Sql[] {
  const own = Prisma.sql`g.organization_id = ${caller.organization.id}::uuid`;
  return caller.websiteScope ? [own, holdsWebsite(caller, Prisma.sql`true`)] : [own];
}

const id = Prisma.sql`g.id`;
const byField: Record<GroupOrderField, Omit<Order<Group>, 'direction'>> = {
  [GroupOrderField.NAME]: {
    name: 'group-name',
    key: Prisma.sql`g.name`,
    id,
    position: (group) => [group.name, group.id],
    toSql: position(textKey, uuidKey),
  },
  [GroupOrderField.CREATED_AT]: {
    name: 'group-created',
    key: Prisma.sql`g.created_at`,
    id,
    position: (group) => [toIso(group.createdAt), group.id],
    toSql: position(timeKey, uuidKey),
  },
  [GroupOrderField.UPDATED_AT]: {
    name: 'group-updated',
    key: Prisma.sql`g.updated_at`,
    id,
    position: (group) => [toIso(group.updatedAt), group.id],
    toSql: position(timeKey, uuidKey),
  },
};

export function groupOrder(order: GroupOrder | null | undefined): Order<Group> {
  return inDirection(byField[order?.field ?? GroupOrderField.NAME], order?.direction ?? 'ASC');
}
