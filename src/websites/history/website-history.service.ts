import type { Caller } from '../../auth/caller.ts';
import { creditColumns, withoutHiddenCredits } from '../../credits/credit-history.sql.ts';
import type { ReadDatabase } from '../../database/read.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { commonColumns, newestFirst } from '../../history/entries.sql.ts';
import type { Columns } from '../../lists/columns.ts';
import type { List } from '../../lists/list.ts';
import type { Page, PageArguments } from '../../lists/pagination.ts';
import { countRowsPerParent, readPages } from '../../lists/read-list.ts';
import { websiteFields } from '../websites.fields.ts';
import type { WebsiteChange } from './website-history.types.ts';

const order = newestFirst<WebsiteChange>('website-change');

/** A change's columns; the table is `c`. */
export function websiteChangeColumns(caller: Caller): Columns {
  return { ...commonColumns(caller), ...websiteFields.historyColumns, ...creditColumns };
}

/** The changes of a website that the caller may see. */
function changesPerWebsite(caller: Caller): List<WebsiteChange> {
  return {
    columns: websiteChangeColumns(caller),
    from: Prisma.sql`website_changes c`,
    where: [
      Prisma.sql`c.organization_id = ${caller.organization.id}::uuid`,
      Prisma.sql`c.website_id = parent.id`,
      withoutHiddenCredits(caller),
    ],
    order,
    idType: 'bigint',
  };
}

/** The same page of each website's changes. */
export function listChangesOfWebsites(
  reads: ReadDatabase,
  caller: Caller,
  websiteIds: readonly string[],
  args: PageArguments,
): Promise<Page<WebsiteChange>[]> {
  return readPages(reads, websiteIds, 'uuid', changesPerWebsite(caller), args);
}

export function countChangesOfWebsites(
  reads: ReadDatabase,
  caller: Caller,
  websiteIds: readonly string[],
): Promise<number[]> {
  return countRowsPerParent(reads, websiteIds, 'uuid', changesPerWebsite(caller));
}
