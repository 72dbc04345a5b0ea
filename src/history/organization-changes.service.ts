import { displacementDetails } from '../account-groups/history/record-account-group.sql.ts';
import type { Caller } from '../auth/caller.ts';
import type { ReadDatabase } from '../database/read.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { HistoryResource } from '../generated/prisma/enums.ts';
import { timeSql } from '../lists/date-time-filter.ts';
import type { List } from '../lists/list.ts';
import {
  intKey,
  type Order,
  type Page,
  type PageArguments,
  type PageWindow,
  position,
  timeKey,
  toWindow,
} from '../lists/pagination.ts';
import { countRows, readPage } from '../lists/read-list.ts';
import { isStorable, toInt64, toUuid } from '../resources/text.ts';
import { toIso } from '../resources/time.ts';
import { commonColumns } from './entries.sql.ts';
import type { OrganizationChange, OrganizationChangeFilter } from './organization-changes.types.ts';

type Sql = Prisma.Sql;

/** By time; what has one time comes by its place, which no two changes share. */
const order: Order<OrganizationChange> = {
  name: 'organization-change',
  key: Prisma.sql`c.changed_at`,
  id: Prisma.sql`c.place`,
  direction: 'DESC',
  position: ({ changedAt, id }) => [toIso(changedAt), id],
  toSql: position(timeKey, intKey),
};

/** A place of its own for each change: of the table's number, the entry's id, and where it stands in the entry. */
const placeOf = (table: number, id: string, n = '0') => Prisma.raw(`(${id} * 8192 + ${table * 1024} + ${n})`);

const common = (table: string) =>
  Prisma.raw(['api_key_id', 'author_name', 'author_prefix', 'changed_at'].map((name) => `${table}.${name}`).join());

/** The requested part: all of it, or a page. */
interface Asked {
  caller: Caller;
  filter: OrganizationChangeFilter;
  window?: PageWindow;
}

/** The conditions on a table's rows, whose first change has a place. Each table is read in its order, as far as a page needs. */
function conditions(table: string, place: Sql, { caller, filter, window }: Asked): Sql {
  const column = (name: string) => Prisma.raw(`${table}.${name}`);
  const { apiKeyId, since, until, resourceId } = filter;
  // One resource is found by its own index. The one by time would read everybody's rows beside it.
  const time = resourceId == null ? column('changed_at') : Prisma.sql`(${column('changed_at')} + interval '0')`;
  const where = [Prisma.sql`${column('organization_id')} = ${caller.organization.id}::uuid`];
  if (apiKeyId != null) where.push(Prisma.sql`${column('api_key_id')} = ${toUuid(apiKeyId) ?? null}::uuid`);
  if (since) where.push(Prisma.sql`${time} >= ${timeSql('since', since)}`);
  if (until) where.push(Prisma.sql`${time} < ${timeSql('until', until)}`);
  if (window?.after) where.push(Prisma.sql`(${time}, ${place}) < ${window.after}`);
  // One more than tells whether there is a next page: the first run may have been told in full.
  const page = window
    ? Prisma.sql`ORDER BY ${column('changed_at')} DESC, ${column('id')} DESC LIMIT ${window.size + 2}`
    : Prisma.empty;
  return Prisma.sql`${Prisma.join(where, ' AND ')} ${page}`;
}

/** The changes of each table that may be asked for, in one form. */
function sources(asked: Asked): Sql[] {
  const { resourceTypes, resourceId } = asked.filter;
  const wants = (type: HistoryResource) => !resourceTypes || resourceTypes.includes(type);
  const is = (column: string, type: string, id: string | undefined) =>
    resourceId == null ? Prisma.empty : Prisma.sql`${Prisma.raw(column)} = ${id ?? null}::${Prisma.raw(type)} AND`;
  const text = resourceId != null && isStorable(resourceId) ? resourceId : undefined;
  const ofTypes = resourceTypes
    ? Prisma.sql`o.resource_type = ANY(${resourceTypes}::text[]::history_resource[]) AND`
    : Prisma.empty;
  const websites = Prisma.sql`
      SELECT 'WEBSITE' AS resource_type, w.website_id::text AS resource_id, w.kind, w.revision, w.details, ${common('w')},
        ${placeOf(4, 'w.id')} AS place
      FROM website_changes w
      WHERE ${wants(HistoryResource.WEBSITE)}::boolean AND ${is('w.website_id', 'uuid', toUuid(resourceId ?? ''))}
        ${visibleWebsites(asked.caller)} ${conditions('w', placeOf(4, 'w.id'), asked)}`;
  if (asked.caller.websiteScope) return [websites];
  const parts = [
    websites,
    Prisma.sql`
      SELECT o.resource_type::text AS resource_type, o.resource_id, o.kind, NULL::int AS revision, o.details, ${common('o')},
        ${placeOf(0, 'o.id')} AS place
      FROM organization_changes o
      WHERE ${is('o.resource_id', 'text', text)} ${ofTypes} ${conditions('o', placeOf(0, 'o.id'), asked)}`,
  ];
  if (wants(HistoryResource.GROUP))
    parts.push(Prisma.sql`
      SELECT 'GROUP', g.group_id::text, g.kind, g.revision, g.details, ${common('g')}, ${placeOf(1, 'g.id')}
      FROM group_changes g
      WHERE ${is('g.group_id', 'uuid', toUuid(resourceId ?? ''))} ${conditions('g', placeOf(1, 'g.id'), asked)}`);
  if (wants(HistoryResource.ACCOUNT_GROUP)) {
    const id = toInt64(resourceId ?? '') ?? null;
    parts.push(
      Prisma.sql`
      SELECT 'ACCOUNT_GROUP', a.account_group_id::text, a.kind, a.revision, a.details, ${common('a')}, ${placeOf(2, 'a.id')}
      FROM account_group_changes a
      WHERE ${is('a.account_group_id', 'bigint', id ?? undefined)} ${conditions('a', placeOf(2, 'a.id'), asked)}`,
      displacements(asked, resourceId == null ? undefined : Prisma.sql`${id}::bigint`),
    );
  }
  return parts.map((part) => Prisma.sql`(${part})`);
}

/** A key that is confined to websites sees the changes of these alone. */
const visibleWebsites = ({ websiteScope }: Caller) =>
  websiteScope ? Prisma.sql`w.website_id = ANY(${websiteScope}::uuid[]) AND` : Prisma.empty;

/** The account groups that made room, one by one: those of the runs that a page may need, or one of them. */
function displacements(asked: Asked, id: Sql | undefined): Sql {
  const moved = id
    ? Prisma.sql`(SELECT ${id} AS id, d.revisions[n] AS revision, n FROM array_position(d.account_group_ids, ${id}) AS n)`
    : Prisma.sql`unnest(d.account_group_ids, d.revisions) WITH ORDINALITY`;
  return Prisma.sql`
    SELECT 'ACCOUNT_GROUP', moved.id::text, 'UPDATED', moved.revision,
      ${displacementDetails(Prisma.sql`d.first_place`, Prisma.sql`moved.n`)}, ${common('d')}, ${placeOf(3, 'd.id', 'moved.n')}
    FROM (
      SELECT * FROM account_group_displacements d
      WHERE ${id ? Prisma.sql`d.account_group_ids @> ARRAY[${id}] AND` : Prisma.empty}
        ${conditions('d', placeOf(3, 'd.id', '1'), asked)}
    ) AS d CROSS JOIN LATERAL ${moved} AS moved(id, revision, n)
    WHERE moved.id IS NOT NULL`;
}

/** What changed, by field: of lists the labels each, and other lists as JSON, where they came to or from. */
function fieldsOf({ organization }: Caller): Sql {
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

function changesOf(asked: Asked): List<OrganizationChange> {
  const { caller } = asked;
  return {
    columns: {
      ...commonColumns(caller),
      id: Prisma.sql`c.place::text`,
      resourceType: Prisma.sql`c.resource_type`,
      resourceId: Prisma.sql`c.resource_id`,
      fields: fieldsOf(caller),
    },
    from: Prisma.sql`(${Prisma.join(sources(asked), ' UNION ALL ')}) AS c`,
    where: [Prisma.sql`true`],
    order,
    idType: 'bigint',
  };
}

/** What changed in the caller's organization, the newest first. */
export async function listOrganizationChanges(
  reads: ReadDatabase,
  caller: Caller,
  args: PageArguments,
  filter: OrganizationChangeFilter | null | undefined,
): Promise<Page<OrganizationChange>> {
  const window = toWindow(args, order);
  return readPage(reads, changesOf({ caller, filter: filter ?? {}, window }), window);
}

export async function countOrganizationChanges(
  reads: ReadDatabase,
  caller: Caller,
  filter: OrganizationChangeFilter | null | undefined,
): Promise<number> {
  return countRows(reads, changesOf({ caller, filter: filter ?? {} }));
}
