import type { Caller } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { sqlOf } from '../lists/condition.ts';
import { filterHint } from '../lists/filter.ts';
import type { List } from '../lists/list.ts';
import type { NestedArguments } from '../lists/nested-pages.ts';
import { websiteFilterSql } from '../websites/website-filter.sql.ts';
import type { WebsiteFilter, WebsiteOrder } from '../websites/websites.inputs.ts';
import { narrowFor, notDeleted, visibleWebsites, websiteColumns, websiteOrder } from '../websites/websites.sql.ts';
import type { Website } from '../websites/websites.types.ts';
import { groupColumns, groupOrder, narrowGroups } from './groups.sql.ts';
import type { Group } from './groups.types.ts';
import { membershipOfWebsite } from './holds-website.sql.ts';

/** The websites that a caller may see, with their groups' ids in `m.group_id`. */
export function websitesInGroups(caller: Caller, groupId: Prisma.Sql) {
  return {
    from: membershipOfWebsite,
    where: [
      ...visibleWebsites(caller),
      Prisma.sql`m.organization_id = ${caller.organization.id}::uuid`,
      Prisma.sql`m.group_id = ${groupId}`,
      notDeleted,
    ],
  };
}

/** A group's websites, and of each its groups. Arguments of a document are of their types. */
export function websitesPerGroup(caller: Caller, { filter, orderBy }: NestedArguments = {}): List<Website> {
  const order = websiteOrder(orderBy as WebsiteOrder | null | undefined);
  const { from, where } = websitesInGroups(caller, Prisma.sql`parent.id`);
  // What is deleted is in no group.
  const conditions = websiteFilterSql(caller, { ...(filter as WebsiteFilter | null), includeDeleted: true });
  return {
    columns: websiteColumns,
    narrow: narrowFor(orderBy as WebsiteOrder | null | undefined),
    order: { ...order, name: `group-${order.name}` },
    from,
    where: [...where, ...sqlOf(conditions)],
    hint: filterHint(filter as WebsiteFilter | null | undefined),
    ...relationsOfWebsites(caller),
  };
}

/** A website's groups, and of each its websites: none while it is deleted. Whoever may see the website may see them. */
export function groupsPerWebsite(caller: Caller): List<Group> {
  return {
    columns: groupColumns,
    narrow: narrowGroups,
    order: { ...groupOrder(null), name: 'website-group' },
    from: Prisma.sql`group_websites m
      JOIN groups g ON g.organization_id = m.organization_id AND g.id = m.group_id`,
    where: [
      Prisma.sql`m.organization_id = ${caller.organization.id}::uuid`,
      Prisma.sql`m.website_id = parent.id`,
      // Looked up once a website, where a join would do it once a group.
      Prisma.sql`EXISTS (
        SELECT FROM websites w
        WHERE w.organization_id = ${caller.organization.id}::uuid AND w.id = parent.id AND ${notDeleted})`,
    ],
    ...relationsOfGroups(caller),
  };
}

/** What every list of groups has below it. */
export const relationsOfGroups = (caller: Caller): Pick<List<Group>, 'idType' | 'relations'> => ({
  idType: 'uuid',
  relations: { 'Group.websites': (args) => websitesPerGroup(caller, args) },
});

/** What every list of websites has below it. */
export const relationsOfWebsites = (caller: Caller): Pick<List<Website>, 'idType' | 'relations'> => ({
  idType: 'uuid',
  relations: { 'Website.groups': () => groupsPerWebsite(caller) },
});
