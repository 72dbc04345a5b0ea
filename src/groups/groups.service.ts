import { type Caller, requirePartner } from '../auth/caller.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { checkFilterText, stringFilterSql } from '../resource/filter.ts';
import { countRows, countRowsPerParent, type List, readPage, readPages } from '../resource/list.ts';
import { inOrder } from '../resource/look-up.ts';
import { type Page, type PageArguments, toWindow } from '../resource/pagination.ts';
import { isStorable, toUuid } from '../resource/text.ts';
import { notDeleted } from '../websites/websites.sql.ts';
import type { GroupFilter, GroupOrder } from './groups.inputs.ts';
import { groupColumns, groupOrder, visibleGroups } from './groups.sql.ts';
import type { Group } from './groups.types.ts';
import { holdsWebsite } from './memberships.sql.ts';

/** Looks groups up by id: as many answers as ids, null where the caller has no such group. */
export async function findGroups(
  prisma: PrismaClient,
  caller: Caller,
  ids: readonly string[],
): Promise<(Group | null)[]> {
  return inOrder(
    ids,
    toUuid,
    'id',
    (uuids) => prisma.$queryRaw<Group[]>`
    SELECT ${groupColumns} FROM groups g
    WHERE ${Prisma.join(visibleGroups(caller), ' AND ')} AND g.id = ANY(${uuids}::uuid[])`,
  );
}

/** Looks groups up by external id, like {@link findGroups}; for partners only. */
export async function findGroupsByExternalId(
  prisma: PrismaClient,
  caller: Caller,
  externalIds: readonly string[],
): Promise<(Group | null)[]> {
  requirePartner(caller, 'Looking groups up by external id');
  const toStored = (externalId: string) => (isStorable(externalId) ? externalId : undefined);
  return inOrder(
    externalIds,
    toStored,
    'externalId',
    (stored) => prisma.$queryRaw<Group[]>`
    SELECT ${groupColumns} FROM groups g
    WHERE ${Prisma.join(visibleGroups(caller), ' AND ')} AND g.external_id = ANY(${stored}::text[])`,
  );
}

function filteredList(
  caller: Caller,
  filter: GroupFilter | null | undefined,
  order: GroupOrder | null | undefined,
): List<Group> {
  const where = visibleGroups(caller);
  where.push(...stringFilterSql('filter.name', Prisma.sql`g.name`, filter?.name));
  if (filter?.externalId !== undefined) requirePartner(caller, 'Filtering groups by external id');
  if (filter?.externalId != null) {
    checkFilterText('filter.externalId', filter.externalId);
    where.push(Prisma.sql`g.external_id = ${filter.externalId}`);
  }
  if (filter?.websiteId != null)
    where.push(holdsWebsite(caller, Prisma.sql`m.website_id = ${toUuid(filter.websiteId) ?? null}::uuid`));
  if (filter?.billingEnabled != null) where.push(Prisma.sql`g.billing_enabled = ${filter.billingEnabled}`);
  return { columns: groupColumns, from: Prisma.sql`groups g`, where, order: groupOrder(order) };
}

export function listGroups(
  prisma: PrismaClient,
  caller: Caller,
  args: PageArguments,
  filter: GroupFilter | null | undefined,
  order: GroupOrder | null | undefined,
): Promise<Page<Group>> {
  return readPage(prisma, filteredList(caller, filter, order), toWindow(args, groupOrder(order)));
}

export function countGroups(
  prisma: PrismaClient,
  caller: Caller,
  filter: GroupFilter | null | undefined,
): Promise<number> {
  return countRows(prisma, filteredList(caller, filter, null));
}

/** A website's groups: none while it is deleted. Whoever may see the website may see them. */
function listPerWebsite(caller: Caller): List<Group> {
  return {
    columns: groupColumns,
    order: groupOrder(null),
    from: Prisma.sql`group_websites m
      JOIN websites w ON w.organization_id = m.organization_id AND w.id = m.website_id
      JOIN groups g ON g.organization_id = m.organization_id AND g.id = m.group_id`,
    where: [
      Prisma.sql`m.organization_id = ${caller.organization.id}::uuid`,
      Prisma.sql`m.website_id = parent.id`,
      notDeleted,
    ],
  };
}

/** The same page of each website's groups. */
export function listGroupsOfWebsites(
  prisma: PrismaClient,
  caller: Caller,
  websiteIds: readonly string[],
  args: PageArguments,
): Promise<Page<Group>[]> {
  return readPages(prisma, websiteIds, 'uuid', listPerWebsite(caller), toWindow(args, groupOrder(null)));
}

export function countGroupsOfWebsites(
  prisma: PrismaClient,
  caller: Caller,
  websiteIds: readonly string[],
): Promise<number[]> {
  return countRowsPerParent(prisma, websiteIds, 'uuid', listPerWebsite(caller));
}
