import { type Caller, requirePartner } from '../auth/caller.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { websitesInGroups } from '../groups/memberships.sql.ts';
import { stringFilterSql } from '../resource/filter.ts';
import { countRows, countRowsPerParent, type List, readPage, readPages } from '../resource/list.ts';
import { inOrder } from '../resource/look-up.ts';
import { type Page, type PageArguments, toWindow } from '../resource/pagination.ts';
import { isStorable, toUuid } from '../resource/text.ts';
import type { WebsiteFilter } from './websites.inputs.ts';
import { notDeleted, visibleWebsites, websiteColumns, websiteOrder } from './websites.sql.ts';
import type { Website } from './websites.types.ts';

/** Looks websites up by id, deleted ones too: as many answers as ids, null where the caller has no such website. */
export async function findWebsites(
  prisma: PrismaClient,
  caller: Caller,
  ids: readonly string[],
): Promise<(Website | null)[]> {
  return inOrder(
    ids,
    toUuid,
    'id',
    (uuids) => prisma.$queryRaw<Website[]>`
    SELECT ${websiteColumns} FROM websites w
    WHERE ${Prisma.join(visibleWebsites(caller), ' AND ')} AND w.id = ANY(${uuids}::uuid[])`,
  );
}

/** Looks websites up by external id, like {@link findWebsites}; a deleted one has none. For partners only. */
export async function findWebsitesByExternalId(
  prisma: PrismaClient,
  caller: Caller,
  externalIds: readonly string[],
): Promise<(Website | null)[]> {
  requirePartner(caller, 'Looking websites up by external id');
  const toStored = (externalId: string) => (isStorable(externalId) ? externalId : undefined);
  return inOrder(
    externalIds,
    toStored,
    'externalId',
    (stored) => prisma.$queryRaw<Website[]>`
    SELECT ${websiteColumns} FROM websites w
    WHERE ${Prisma.join(visibleWebsites(caller), ' AND ')} AND w.external_id = ANY(${stored}::text[])`,
  );
}

function filteredList(caller: Caller, filter: WebsiteFilter | null | undefined): List<Website> {
  const where = visibleWebsites(caller);
  if (!filter?.includeDeleted) where.push(notDeleted);
  where.push(...stringFilterSql('filter.url', Prisma.sql`w.url`, filter?.url));
  where.push(...stringFilterSql('filter.name', Prisma.sql`w.name`, filter?.name));
  if (filter?.groupId != null)
    where.push(Prisma.sql`${notDeleted} AND EXISTS (
      SELECT FROM group_websites m WHERE m.organization_id = w.organization_id AND m.website_id = w.id
        AND m.group_id = ${toUuid(filter.groupId) ?? null}::uuid)`);
  return { columns: websiteColumns, from: Prisma.sql`websites w`, where, order: websiteOrder };
}

export function listWebsites(
  prisma: PrismaClient,
  caller: Caller,
  args: PageArguments,
  filter: WebsiteFilter | null | undefined,
): Promise<Page<Website>> {
  return readPage(prisma, filteredList(caller, filter), toWindow(args, websiteOrder));
}

export function countWebsites(
  prisma: PrismaClient,
  caller: Caller,
  filter: WebsiteFilter | null | undefined,
): Promise<number> {
  return countRows(prisma, filteredList(caller, filter));
}

function listPerGroup(caller: Caller): List<Website> {
  return { columns: websiteColumns, order: websiteOrder, ...websitesInGroups(caller, Prisma.sql`parent.id`) };
}

/** The same page of each group's websites. */
export function listWebsitesOfGroups(
  prisma: PrismaClient,
  caller: Caller,
  groupIds: readonly string[],
  args: PageArguments,
): Promise<Page<Website>[]> {
  return readPages(prisma, groupIds, 'uuid', listPerGroup(caller), toWindow(args, websiteOrder));
}

export function countWebsitesOfGroups(
  prisma: PrismaClient,
  caller: Caller,
  groupIds: readonly string[],
): Promise<number[]> {
  return countRowsPerParent(prisma, groupIds, 'uuid', listPerGroup(caller));
}

/** The websites that a key is confined to and that are not deleted; none for a global key. */
export async function websitesOfKey(prisma: PrismaClient, caller: Caller): Promise<Website[]> {
  if (!caller.websiteScope) return [];
  return prisma.$queryRaw<Website[]>`
    SELECT ${websiteColumns} FROM websites w
    WHERE ${Prisma.join(visibleWebsites(caller), ' AND ')} AND ${notDeleted}
    ORDER BY ${websiteOrder.key}, w.id`;
}
