import type { Caller } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { only, selectList } from '../lists/columns.ts';
import type { List } from '../lists/list.ts';
import { inDirection, type Order, position, textKey, timeKey, uuidKey } from '../lists/pagination.ts';
import { toIso } from '../resources/time.ts';
import { websiteFields } from './websites.fields.ts';
import { type WebsiteOrder, WebsiteOrderField } from './websites.inputs.ts';
import type { Website } from './websites.types.ts';

/** A website's columns; the table is `w`. */
export const websiteColumns = websiteFields.columns;
export const selectWebsite = selectList(websiteColumns);

export const narrowWebsites: List<Website>['narrow'] = [only(websiteColumns, 'id', 'url', 'name')];

/** The websites that a caller may see, deleted ones included. */
export function visibleWebsites({ organization, websiteScope }: Caller): Prisma.Sql[] {
  const own = Prisma.sql`w.organization_id = ${organization.id}::uuid`;
  return websiteScope ? [own, Prisma.sql`w.id = ANY(${websiteScope}::uuid[])`] : [own];
}

export const notDeleted = Prisma.sql`w.deleted_at IS NULL`;

/** As many characters of a name or an address as an index row has room for; the migration's index has the same. */
const orderKeyLength = 255;

/** As much of a text as there is in the index. */
const orderKeySql = (text: string) => Prisma.raw(`left(${text}, ${orderKeyLength})`);
const orderKeyOf = (text: string) => [...text].slice(0, orderKeyLength).join('');

/** The key that addresses are looked up by. */
export const urlKey = orderKeySql('w.url');
export const urlKeyOf = orderKeyOf;

const id = Prisma.sql`w.id`;
const byField: Record<WebsiteOrderField, Omit<Order<Website>, 'direction'>> = {
  [WebsiteOrderField.NAME]: {
    name: 'website',
    key: orderKeySql('coalesce(w.name, w.url)'),
    id,
    position: (website) => [orderKeyOf(website.name ?? website.url), website.id],
    toSql: position(textKey, uuidKey),
  },
  [WebsiteOrderField.URL]: {
    name: 'website-url',
    key: urlKey,
    id,
    position: (website) => [orderKeyOf(website.url), website.id],
    toSql: position(textKey, uuidKey),
  },
  [WebsiteOrderField.CREATED_AT]: {
    name: 'website-created',
    key: Prisma.sql`w.created_at`,
    id,
    position: (website) => [toIso(website.createdAt), website.id],
    toSql: position(timeKey, uuidKey),
  },
  [WebsiteOrderField.UPDATED_AT]: {
    name: 'website-updated',
    key: Prisma.sql`w.updated_at`,
    id,
    position: (website) => [toIso(website.updatedAt), website.id],
    toSql: position(timeKey, uuidKey),
  },
};

export function websiteOrder(order: WebsiteOrder | null | undefined): Order<Website> {
  return inDirection(byField[order?.field ?? WebsiteOrderField.NAME], order?.direction ?? 'ASC');
}

/** The columns that a page in an order needs at least: the cursors of other orders have a time. */
export const narrowFor = (order: WebsiteOrder | null | undefined) =>
  [undefined, WebsiteOrderField.NAME, WebsiteOrderField.URL].includes(order?.field) ? narrowWebsites : undefined;
