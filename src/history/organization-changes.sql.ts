import { displacementDetails } from '../account-groups/history/record-account-group.sql.ts';
import type { Caller } from '../auth/caller.ts';
import { withoutHiddenCredits } from '../credits/credit-history.sql.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { HistoryResource } from '../generated/prisma/enums.ts';
import { timeSql } from '../lists/date-time-filter.ts';
import type { IdType } from '../lists/list.ts';
import type { PageWindow } from '../lists/pagination.ts';
import { toInt64, toStorable, toUuid } from '../resources/text.ts';
import type { OrganizationChangeFilter } from './organization-changes.types.ts';

type Sql = Prisma.Sql;

/** A table with the changes of a type of resource. What has none records in `organization_changes`, and needs nothing here. */
interface ChangeTable {
  name: string;
  /** Of its own, below 8. */
  number: number;
  type: HistoryResource;
  /** The column of the resource's id. */
  id: string;
  idType: IdType;
  toId(sent: string): string | undefined;
}

const websiteChanges: ChangeTable = {
  ...{ name: 'website_changes', number: 4, type: HistoryResource.WEBSITE },
  ...{ id: 'website_id', idType: 'uuid', toId: toUuid },
};

const changeTables: ChangeTable[] = [
  websiteChanges,
  {
    ...{ name: 'group_changes', number: 1, type: HistoryResource.GROUP },
    ...{ id: 'group_id', idType: 'uuid', toId: toUuid },
  },
  {
    ...{ name: 'account_group_changes', number: 2, type: HistoryResource.ACCOUNT_GROUP },
    ...{ id: 'account_group_id', idType: 'bigint', toId: toInt64 },
  },
];

/** The numbers of the tables that are read otherwise. */
const ofOrganization = 0;
const ofDisplacements = 3;

/** A place of its own for each change: of the entry's id, the table's number, and where it stands in the entry. */
const placeOf = (table: number, n = '0') => Prisma.raw(`(t.id * 8192 + ${table * 1024} + ${n})`);

const common = Prisma.sql`t.api_key_id, t.author_name, t.author_prefix, t.changed_at`;

/** The requested part: all of it, or a page. */
export interface Asked {
  caller: Caller;
  filter: OrganizationChangeFilter;
  window?: PageWindow;
}

/**
 * The conditions on a table's entries, whose first change has a place. Each table is read in its order, as far as a page
 * needs.
 */
function conditions(place: Sql, { caller, filter, window }: Asked): Sql {
  const { apiKeyId, since, until, resourceId } = filter;
  // Single resources are found by their own index. The one by time would read everybody's entries beside theirs.
  const isOfFew = resourceId != null || caller.websiteScope !== null;
  const time = isOfFew ? Prisma.sql`(t.changed_at + interval '0')` : Prisma.sql`t.changed_at`;
  const where = [Prisma.sql`t.organization_id = ${caller.organization.id}::uuid`];
  // A key that is confined to websites is not told who made a change.
  const author = (caller.websiteScope ? undefined : toUuid(apiKeyId ?? '')) ?? null;
  if (apiKeyId != null) where.push(Prisma.sql`t.api_key_id = ${author}::uuid`);
  if (since) where.push(Prisma.sql`${time} >= ${timeSql('since', since)}`);
  if (until) where.push(Prisma.sql`${time} < ${timeSql('until', until)}`);
  if (window?.after) where.push(Prisma.sql`(${time}, ${place}) < ${window.after}`);
  // One more than tells whether there is a next page: the first run may have been told in full.
  const page = window
    ? Prisma.sql`ORDER BY ${isOfFew ? time : Prisma.sql`t.changed_at`} DESC, t.id DESC LIMIT ${window.size + 2}`
    : Prisma.empty;
  return Prisma.sql`${Prisma.join(where, ' AND ')} ${page}`;
}

/** The changes that are asked for, of each table, in one form. */
export function sources(asked: Asked): Sql[] {
  const { caller, filter } = asked;
  const { websiteScope } = caller;
  const types = filter.resourceTypes && [...new Set(filter.resourceTypes)];
  const wants = (type: HistoryResource) => !types || types.includes(type);
  // A key that is confined to websites sees the changes of these alone.
  const tables = (websiteScope ? [websiteChanges] : changeTables).filter(({ type }) => wants(type));
  const parts = tables.map((table) => ofTable(table, asked));
  if (!websiteScope) {
    if (types) parts.push(...types.map((type) => others(asked, isOfType(type))));
    else parts.push(others(asked));
    if (wants(HistoryResource.ACCOUNT_GROUP)) parts.push(displacements(asked));
  }
  if (parts.length === 0) parts.push(others(asked, Prisma.sql`false AND`));
  return parts.map((part) => Prisma.sql`(${part})`);
}

/**
 * Each type apart is in the order of an index. It is no parameter: how rare a type is decides whether the index is worth it,
 * and the one plan for all types would not know.
 */
const isOfType = (type: HistoryResource) => Prisma.raw(`t.resource_type = '${type}'::history_resource AND`);

/** Whether an entry is of the resource that is asked for. */
function isResource(
  { filter }: Asked,
  column: string,
  type: IdType | 'text',
  toId: (sent: string) => string | undefined,
) {
  if (filter.resourceId == null) return Prisma.empty;
  return Prisma.sql`${Prisma.raw(column)} = ${toId(filter.resourceId) ?? null}::${Prisma.raw(type)} AND`;
}

function ofTable({ name, number, type, id, idType, toId }: ChangeTable, asked: Asked): Sql {
  const { websiteScope } = asked.caller;
  const column = `t.${id}`;
  const visible = websiteScope ? Prisma.sql`${Prisma.raw(column)} = ANY(${websiteScope}::uuid[]) AND` : Prisma.empty;
  return Prisma.sql`
    SELECT ${type}::text AS resource_type, ${Prisma.raw(column)}::text AS resource_id, t.kind, t.revision, t.details, ${common},
      ${placeOf(number)} AS place
    FROM ${Prisma.raw(name)} t
    WHERE ${isResource(asked, column, idType, toId)} ${visible} ${withoutHiddenCredits(asked.caller, 't')} AND ${conditions(placeOf(number), asked)}`;
}

/** Ids are stored in the form of their type, and read in each: UUIDs in capitals too. */
const toStoredText = (sent: string) => toUuid(sent) ?? toStorable(sent);

/** What has no table of its own, and what operators did. */
function others(asked: Asked, which = Prisma.empty): Sql {
  return Prisma.sql`
    SELECT t.resource_type::text AS resource_type, t.resource_id, t.kind, NULL::int AS revision, t.details, ${common},
      ${placeOf(ofOrganization)} AS place
    FROM organization_changes t
    WHERE ${isResource(asked, 't.resource_id', 'text', toStoredText)} ${which} ${conditions(placeOf(ofOrganization), asked)}`;
}

/** The account groups that made room, one by one: those of the runs that a page may need, or one of them. */
function displacements(asked: Asked): Sql {
  const { resourceId } = asked.filter;
  const id = resourceId == null ? undefined : Prisma.sql`${toInt64(resourceId) ?? null}::bigint`;
  const moved = id
    ? Prisma.sql`(SELECT ${id} AS id, t.revisions[n] AS revision, n FROM array_position(t.account_group_ids, ${id}) AS n)`
    : Prisma.sql`unnest(t.account_group_ids, t.revisions) WITH ORDINALITY`;
  return Prisma.sql`
    SELECT 'ACCOUNT_GROUP' AS resource_type, moved.id::text AS resource_id, 'UPDATED'::change_kind AS kind, moved.revision,
      ${displacementDetails(Prisma.sql`t.first_place`, Prisma.sql`moved.n`)} AS details, ${common},
      ${placeOf(ofDisplacements, 'moved.n')} AS place
    FROM (
      SELECT * FROM account_group_displacements t
      WHERE ${id ? Prisma.sql`t.account_group_ids @> ARRAY[${id}] AND` : Prisma.empty}
        ${conditions(placeOf(ofDisplacements, '1'), asked)}
    ) AS t CROSS JOIN LATERAL ${moved} AS moved(id, revision, n)
    WHERE moved.id IS NOT NULL`;
}

/** What changed, by field: of lists the labels each, and other lists as JSON, where they came to or from. */
export function fieldsOf({ organization }: Caller): Sql {
  const shown = organization.isPartner ? Prisma.sql`c.details` : Prisma.sql`c.details - 'externalId'`;
  return Prisma.sql`(
    SELECT coalesce(jsonb_agg(jsonb_build_object('field', field.name, 'from', field."from", 'to', field."to") ORDER BY field.name), '[]')
    FROM jsonb_each(${shown}) AS detail(name, value) CROSS JOIN LATERAL (
      SELECT detail.name, detail.value ->> 'from' AS "from", detail.value ->> 'to' AS "to"
      WHERE jsonb_typeof(detail.value) = 'object'
      UNION ALL
      SELECT detail.name || '.' || (label ->> 'languageId'), label ->> 'from', label ->> 'to'
      FROM jsonb_array_elements(CASE WHEN detail.name IN ('names', 'descriptions') THEN detail.value ELSE '[]' END) AS label
      UNION ALL
      SELECT detail.name, CASE WHEN gone THEN detail.value::text END, CASE WHEN NOT gone THEN detail.value::text END
      FROM (SELECT detail.name IN ('websitesRemoved', 'accountsLeft') AS gone) AS list
      WHERE jsonb_typeof(detail.value) = 'array' AND detail.name NOT IN ('names', 'descriptions')
    ) AS field)`;
}
