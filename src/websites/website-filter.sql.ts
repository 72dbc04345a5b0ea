import { type Caller, requirePartner } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { combinedSql } from '../lists/combined-filter.ts';
import { timeFilterSql } from '../lists/date-time-filter.ts';
import { checkFilterText, type Reading, stringFilterSql } from '../lists/filter.ts';
import { toUuid } from '../resources/text.ts';
import { storedForms, storedParts } from './website-url.ts';
import type { WebsiteFilter } from './websites.inputs.ts';
import { notDeleted } from './websites.sql.ts';

const addressReading: Reading = { whole: storedForms, part: storedParts };

/** The conditions of a filter on the website `w`. */
export const websiteFilterSql = (caller: Caller, filter: WebsiteFilter | null | undefined): Prisma.Sql[] => [
  ...(filter?.includeDeleted ? [] : [notDeleted]),
  ...combinedSql(filter, (each) => conditionsOf(caller, each)),
];

/** The conditions of a filter, but for those of the filters in it. */
function conditionsOf(caller: Caller, filter: WebsiteFilter): Prisma.Sql[] {
  const { id, url, name, groupId, externalId, externalIdIsNull, createdAt, updatedAt } = filter;
  const conditions = [
    ...stringFilterSql('filter.url', Prisma.sql`w.url`, url, addressReading),
    ...stringFilterSql('filter.name', Prisma.sql`w.name`, name),
    ...timeFilterSql('filter.createdAt', Prisma.sql`w.created_at`, createdAt),
    ...timeFilterSql('filter.updatedAt', Prisma.sql`w.updated_at`, updatedAt),
  ];
  if (id != null) conditions.push(Prisma.sql`w.id = ${toUuid(id) ?? null}::uuid`);
  if (externalId !== undefined || externalIdIsNull !== undefined)
    requirePartner(caller, 'Filtering websites by external id');
  if (externalId != null) {
    checkFilterText('filter.externalId', externalId);
    conditions.push(Prisma.sql`w.external_id = ${externalId}`);
  }
  if (externalIdIsNull != null) conditions.push(Prisma.sql`(w.external_id IS NULL) = ${externalIdIsNull}`);
  if (groupId != null)
    conditions.push(Prisma.sql`${notDeleted} AND EXISTS (
      SELECT FROM group_websites m WHERE m.organization_id = w.organization_id AND m.website_id = w.id
        AND m.group_id = ${toUuid(groupId) ?? null}::uuid)`);
  return conditions;
}
