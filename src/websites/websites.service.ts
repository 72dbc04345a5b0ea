import { type Caller, requirePartner } from '../auth/caller.ts';
import type { ReadDatabase } from '../database/read.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { relationsOfWebsites, websitesPerGroup } from '../groups/memberships.sql.ts';
import { narrowed, sqlOf } from '../lists/condition.ts';
import { filterHint } from '../lists/filter.ts';
import { keyedBy, type List } from '../lists/list.ts';
import type { Lookahead, NestedArguments } from '../lists/nested-pages.ts';
import { type Page, type PageArguments, toWindow } from '../lists/pagination.ts';
import { countRows, countRowsPerParent, readAll, readPage, readPages } from '../lists/read-list.ts';
import { inOrder } from '../resources/look-up.ts';
import { toStorable, toUuid } from '../resources/text.ts';
import { websiteFilterSql } from './website-filter.sql.ts';
import { type WebsiteFilter, type WebsiteOrder, WebsiteOrderField } from './websites.inputs.ts';
import {
  narrowFor,
  narrowWebsites,
  notDeleted,
  selectWebsite,
  visibleWebsites,
  websiteColumns,
  websiteOrder,
} from './websites.sql.ts';
import type { Website } from './websites.types.ts';

/** The websites that a caller may see, or those of them for which conditions hold; deleted ones too. */
function websitesOf(caller: Caller, ...conditions: Prisma.Sql[]): List<Website> {
  return {
    columns: websiteColumns,
    narrow: narrowWebsites,
    from: Prisma.sql`websites w`,
    where: [...visibleWebsites(caller), ...conditions],
    order: websiteOrder(null),
    ...relationsOfWebsites(caller),
  };
}

/** Looks websites up by id, deleted ones too: as many answers as ids, null where the caller has no such website. */
export async function findWebsites(
  reads: ReadDatabase,
  caller: Caller,
  ids: readonly string[],
  lookahead?: Lookahead,
): Promise<(Website | null)[]> {
  return inOrder(ids, toUuid, 'id', (uuids) =>
    readAll(reads, websitesOf(caller, Prisma.sql`w.id = ANY(${uuids}::uuid[])`), lookahead),
  );
}

/** Looks websites up by external id, like {@link findWebsites}; a deleted one has none. For partners only. */
export async function findWebsitesByExternalId(
  reads: ReadDatabase,
  caller: Caller,
  externalIds: readonly string[],
  lookahead?: Lookahead,
): Promise<(Website | null)[]> {
  requirePartner(caller, 'Looking websites up by external id');
  return inOrder(externalIds, toStorable, 'externalId', (stored) =>
    readAll(
      reads,
      keyedBy('externalId', websitesOf(caller, Prisma.sql`w.external_id = ANY(${stored}::text[])`)),
      lookahead,
    ),
  );
}

function filteredList(
  caller: Caller,
  filter: WebsiteFilter | null | undefined,
  order: WebsiteOrder | null | undefined,
): List<Website> {
  const conditions = websiteFilterSql(caller, filter);
  const list = websitesOf(caller);
  // A key that is confined to websites has their ids.
  const { where, search } = caller.websiteScope
    ? { where: sqlOf(conditions) }
    : narrowed('w', conditions, order?.field ?? WebsiteOrderField.NAME);
  return {
    ...list,
    where: [...list.where, ...where],
    ...(search && { search }),
    narrow: narrowFor(order),
    order: websiteOrder(order),
    hint: filterHint(filter),
  };
}

export function listWebsites(
  reads: ReadDatabase,
  caller: Caller,
  args: PageArguments,
  filter: WebsiteFilter | null | undefined,
  order: WebsiteOrder | null | undefined,
  lookahead?: Lookahead,
): Promise<Page<Website>> {
  return readPage(reads, filteredList(caller, filter, order), toWindow(args, websiteOrder(order)), lookahead);
}

export async function countWebsites(
  reads: ReadDatabase,
  caller: Caller,
  filter: WebsiteFilter | null | undefined,
): Promise<number> {
  return countRows(reads, filteredList(caller, filter, null));
}

/** The same page of each group's websites. */
export function listWebsitesOfGroups(
  reads: ReadDatabase,
  caller: Caller,
  groupIds: readonly string[],
  args: NestedArguments,
): Promise<Page<Website>[]> {
  return readPages(reads, groupIds, 'uuid', websitesPerGroup(caller, args), args);
}

export function countWebsitesOfGroups(
  reads: ReadDatabase,
  caller: Caller,
  groupIds: readonly string[],
  filter: WebsiteFilter | null | undefined,
): Promise<number[]> {
  return countRowsPerParent(reads, groupIds, 'uuid', websitesPerGroup(caller, { filter }));
}

/** The websites that each key is confined to and that are not deleted, by name; none for a global key. */
export async function listWebsitesOfKeys(
  reads: ReadDatabase,
  caller: Caller,
  keyIds: readonly string[],
): Promise<Website[][]> {
  const found = await reads.read<(Website & { keyId: string })[]>(Prisma.sql`
    SELECT k.api_key_id AS "keyId", ${selectWebsite}
    FROM api_key_websites k JOIN websites w ON w.organization_id = k.organization_id AND w.id = k.website_id
    WHERE ${Prisma.join(visibleWebsites(caller), ' AND ')} AND ${notDeleted}
      AND k.organization_id = ${caller.organization.id}::uuid AND k.api_key_id = ANY(${keyIds}::text[]::uuid[])
    ORDER BY ${websiteOrder(null).key}, w.id`);
  return keyIds.map((id) => found.filter(({ keyId }) => keyId === id));
}
