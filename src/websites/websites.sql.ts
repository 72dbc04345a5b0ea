import type { Caller } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { only, selectList } from '../lists/columns.ts';
import type { List } from '../lists/list.ts';
import { type Order, position, textKey, uuidKey } from '../lists/pagination.ts';
import { websiteFields } from './websites.fields.ts';
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

export const websiteOrder: Order<Website> = {
  name: 'website',
  key: Prisma.sql`left(coalesce(w.name, w.url), ${Prisma.raw(String(orderKeyLength))})`,
  id: Prisma.sql`w.id`,
  direction: 'ASC',
  position: ({ name, url, id }) => [[...(name ?? url)].slice(0, orderKeyLength).join(''), id],
  toSql: position(textKey, uuidKey),
};
