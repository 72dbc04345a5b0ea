import type { Caller } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { List } from '../resource/list.ts';
import { type Order, position, textKey, timeKey, uuidKey } from '../resource/pagination.ts';
import { toIso } from '../resource/time.ts';
import { type GroupOrder, GroupOrderField } from './groups.inputs.ts';
import type { Group } from './groups.types.ts';
import { holdsWebsite } from './memberships.sql.ts';

/** A group's columns as its type has them; the table is `g`. */
export const groupColumns = Prisma.sql`
  g.id, g.name, g.billing_enabled AS "billingEnabled", g.external_id AS "externalId",
  g.created_at AS "createdAt", g.updated_at AS "updatedAt", g.revision`;

const rest = ['billingEnabled', 'createdAt', 'updatedAt', 'revision'];

export const briefGroups: List<Group>['brief'] = [
  { columns: Prisma.sql`g.id, g.name`, without: ['externalId', ...rest] },
  { columns: Prisma.sql`g.id, g.name, g.external_id AS "externalId"`, without: rest },
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
  return { ...byField[order?.field ?? GroupOrderField.NAME], direction: order?.direction ?? 'ASC' };
}
