import type { Caller } from '../../auth/caller.ts';
import { creditColumns, withoutHiddenCredits } from '../../credits/credit-history.sql.ts';
import type { ReadDatabase } from '../../database/read.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { commonColumns, newestFirst } from '../../history/entries.sql.ts';
import type { Columns } from '../../lists/columns.ts';
import type { List } from '../../lists/list.ts';
import type { Page, PageArguments } from '../../lists/pagination.ts';
import { countRowsPerParent, readPages } from '../../lists/read-list.ts';
import { groupFields } from '../groups.fields.ts';
import type { GroupChange } from './group-history.types.ts';

const order = newestFirst<GroupChange>('group-change');

/** A change's columns; the table is `c`. */
export function groupChangeColumns(caller: Caller): Columns {
  return {
    ...commonColumns(caller),
    ...groupFields.historyColumns,
    ...creditColumns,
    addedWebsiteIds: Prisma.sql`coalesce(c.details -> 'websitesAdded', '[]')`,
    removedWebsiteIds: Prisma.sql`coalesce(c.details -> 'websitesRemoved', '[]')`,
  };
}

/** The changes of a group that the caller may see. */
function changesPerGroup(caller: Caller): List<GroupChange> {
  return {
    columns: groupChangeColumns(caller),
    from: Prisma.sql`group_changes c`,
    where: [
      Prisma.sql`c.organization_id = ${caller.organization.id}::uuid`,
      Prisma.sql`c.group_id = parent.id`,
      withoutHiddenCredits(caller),
    ],
    order,
    idType: 'bigint',
  };
}

/** The same page of each group's changes. */
export function listChangesOfGroups(
  reads: ReadDatabase,
  caller: Caller,
  groupIds: readonly string[],
  args: PageArguments,
): Promise<Page<GroupChange>[]> {
  return readPages(reads, groupIds, 'uuid', changesPerGroup(caller), args);
}

export function countChangesOfGroups(
  reads: ReadDatabase,
  caller: Caller,
  groupIds: readonly string[],
): Promise<number[]> {
  return countRowsPerParent(reads, groupIds, 'uuid', changesPerGroup(caller));
}
