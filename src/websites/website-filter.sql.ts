import { type Caller, requirePartner } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { combinedSql } from '../lists/combined-filter.ts';
import type { Condition } from '../lists/condition.ts';
import { timeFilterSql } from '../lists/date-time-filter.ts';
import { checkFilterText, isNull, type Reading, searchedColumn, stringFilterSql } from '../lists/filter.ts';
import { toUuid } from '../resources/text.ts';
import { storedForms, storedParts } from './website-url.ts';
import { type WebsiteFilter, WebsiteOrderField } from './websites.inputs.ts';
import { notDeleted, urlKey, urlKeyOf } from './websites.sql.ts';

const addressReading: Reading = { whole: storedForms, part: storedParts };

const url = searchedColumn('w.url', { key: urlKey, keyOf: urlKeyOf });
const name = searchedColumn('w.name');

/** The conditions of a filter on the website `w`. */
export const websiteFilterSql = (caller: Caller, filter: WebsiteFilter | null | undefined): Condition[] => [
  ...(filter?.includeDeleted ? [] : [{ sql: notDeleted }]),
  ...combinedSql(filter, (each) => conditionsOf(caller, each)),
];

/** The conditions of a filter, but for those of the filters in it. */
function conditionsOf(caller: Caller, filter: WebsiteFilter): Condition[] {
  const { id, groupId, externalId, externalIdIsNull, createdAt, updatedAt } = filter;
  const conditions = [
    ...stringFilterSql('filter.url', url, filter.url, addressReading),
    ...stringFilterSql('filter.name', name, filter.name),
    ...timeFilterSql('filter.createdAt', Prisma.sql`w.created_at`, WebsiteOrderField.CREATED_AT, createdAt),
    ...timeFilterSql('filter.updatedAt', Prisma.sql`w.updated_at`, WebsiteOrderField.UPDATED_AT, updatedAt),
  ];
  const key = (sql: Prisma.Sql) => conditions.push({ sql, foundBy: 'key' });
  if (id != null) key(Prisma.sql`w.id = ${toUuid(id) ?? null}::uuid`);
  if (externalId !== undefined || externalIdIsNull !== undefined)
    requirePartner(caller, 'Filtering websites by external id');
  if (externalId != null) {
    checkFilterText('filter.externalId', externalId);
    key(Prisma.sql`w.external_id = ${externalId}`);
  }
  if (externalIdIsNull != null)
    conditions.push({ sql: isNull(Prisma.sql`w.external_id`, externalIdIsNull), foundBy: 'index' });
  if (groupId != null)
    key(Prisma.sql`${notDeleted} AND EXISTS (
      SELECT FROM group_websites m WHERE m.organization_id = w.organization_id AND m.website_id = w.id
        AND m.group_id = ${toUuid(groupId) ?? null}::uuid)`);
  return conditions;
}
