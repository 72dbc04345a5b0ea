import { type Caller, requirePartner } from '../auth/caller.ts';
import type { ReadDatabase } from '../database/read.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { combinedSql } from '../lists/combined-filter.ts';
import { type Condition, narrowed, sqlOf } from '../lists/condition.ts';
import { timeFilterSql } from '../lists/date-time-filter.ts';
import { checkFilterText, filterHint, isNull, searchedColumn, stringFilterSql } from '../lists/filter.ts';
import { keyedBy, type List } from '../lists/list.ts';
import type { Lookahead } from '../lists/nested-pages.ts';
import { type Page, type PageArguments, toWindow } from '../lists/pagination.ts';
import { countRows, countRowsPerParent, readAll, readPage, readPages } from '../lists/read-list.ts';
import { inOrder } from '../resources/look-up.ts';
import { toStorable, toUuid } from '../resources/text.ts';
import { type GroupFilter, type GroupOrder, GroupOrderField } from './groups.inputs.ts';
import { groupColumns, groupOrder, narrowGroups, visibleGroups } from './groups.sql.ts';
import type { Group } from './groups.types.ts';
import { holdsWebsite } from './holds-website.sql.ts';
import { groupsPerWebsite, relationsOfGroups } from './memberships.sql.ts';

/** The groups that a caller may see, or those of them for which conditions hold. */
function groupsOf(caller: Caller, order: GroupOrder | null | undefined, ...conditions: Prisma.Sql[]): List<Group> {
  return {
    columns: groupColumns,
    // Cursors of the other orders have a time.
    narrow: (order?.field ?? GroupOrderField.NAME) === GroupOrderField.NAME ? narrowGroups : undefined,
    from: Prisma.sql`groups g`,
    where: [...visibleGroups(caller), ...conditions],
    order: groupOrder(order),
    ...relationsOfGroups(caller),
  };
}

/** Looks groups up by id: as many answers as ids, null where the caller has no such group. */
export async function findGroups(
  reads: ReadDatabase,
  caller: Caller,
  ids: readonly string[],
  lookahead?: Lookahead,
): Promise<(Group | null)[]> {
  return inOrder(ids, toUuid, 'id', (uuids) =>
    readAll(reads, groupsOf(caller, null, Prisma.sql`g.id = ANY(${uuids}::uuid[])`), lookahead),
  );
}

/** Looks groups up by external id, like {@link findGroups}; for partners only. */
export async function findGroupsByExternalId(
  reads: ReadDatabase,
  caller: Caller,
  externalIds: readonly string[],
  lookahead?: Lookahead,
): Promise<(Group | null)[]> {
  requirePartner(caller, 'Looking groups up by external id');
  return inOrder(externalIds, toStorable, 'externalId', (stored) =>
    readAll(
      reads,
      keyedBy('externalId', groupsOf(caller, null, Prisma.sql`g.external_id = ANY(${stored}::text[])`)),
      lookahead,
    ),
  );
}

function filteredList(
  caller: Caller,
  filter: GroupFilter | null | undefined,
  order: GroupOrder | null | undefined,
): List<Group> {
  const conditions = combinedSql(filter, (each) => conditionsOf(caller, each));
  const list = groupsOf(caller, order);
  // A key that is confined to websites sees few groups, which their websites find.
  const { where, search } = caller.websiteScope
    ? { where: sqlOf(conditions) }
    : narrowed('g', conditions, order?.field ?? GroupOrderField.NAME);
  return { ...list, where: [...list.where, ...where], ...(search && { search }), hint: filterHint(filter) };
}

const name = searchedColumn('g.name', true);

/** The conditions of a filter, but for those of the filters in it. */
function conditionsOf(caller: Caller, filter: GroupFilter): Condition[] {
  const { id, externalId, externalIdIsNull, websiteId, billingEnabled, createdAt, updatedAt } = filter;
  const conditions = [
    ...stringFilterSql('filter.name', name, filter.name),
    ...timeFilterSql('filter.createdAt', Prisma.sql`g.created_at`, GroupOrderField.CREATED_AT, createdAt),
    ...timeFilterSql('filter.updatedAt', Prisma.sql`g.updated_at`, GroupOrderField.UPDATED_AT, updatedAt),
  ];
  const key = (sql: Prisma.Sql) => conditions.push({ sql, foundBy: 'key' });
  if (id != null) key(Prisma.sql`g.id = ${toUuid(id) ?? null}::uuid`);
  if (externalId !== undefined || externalIdIsNull !== undefined)
    requirePartner(caller, 'Filtering groups by external id');
  if (externalId != null) {
    checkFilterText('filter.externalId', externalId);
    key(Prisma.sql`g.external_id = ${externalId}`);
  }
  if (externalIdIsNull != null)
    conditions.push({ sql: isNull(Prisma.sql`g.external_id`, externalIdIsNull), foundBy: 'index' });
  if (websiteId != null) key(holdsWebsite(caller, Prisma.sql`m.website_id = ${toUuid(websiteId) ?? null}::uuid`));
  if (billingEnabled != null)
    conditions.push({
      sql: Prisma.sql`g.billing_enabled = ${billingEnabled}`,
      inOrderOf: GroupOrderField.NAME,
      foundBy: 'index',
    });
  return conditions;
}

export function listGroups(
  reads: ReadDatabase,
  caller: Caller,
  args: PageArguments,
  filter: GroupFilter | null | undefined,
  order: GroupOrder | null | undefined,
  lookahead?: Lookahead,
): Promise<Page<Group>> {
  return readPage(reads, filteredList(caller, filter, order), toWindow(args, groupOrder(order)), lookahead);
}

export function countGroups(
  reads: ReadDatabase,
  caller: Caller,
  filter: GroupFilter | null | undefined,
): Promise<number> {
  return countRows(reads, filteredList(caller, filter, null));
}

/** The same page of each website's groups. */
export function listGroupsOfWebsites(
  reads: ReadDatabase,
  caller: Caller,
  websiteIds: readonly string[],
  args: PageArguments,
): Promise<Page<Group>[]> {
  return readPages(reads, websiteIds, 'uuid', groupsPerWebsite(caller), args);
}

export function countGroupsOfWebsites(
  reads: ReadDatabase,
  caller: Caller,
  websiteIds: readonly string[],
): Promise<number[]> {
  return countRowsPerParent(reads, websiteIds, 'uuid', groupsPerWebsite(caller));
}
