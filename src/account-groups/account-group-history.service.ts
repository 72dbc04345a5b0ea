import type { Caller } from '../auth/caller.ts';
import { commonColumns, newestFirst } from '../changes/changes.sql.ts';
import type { ReadDatabase } from '../database/read.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Columns } from '../resource/columns.ts';
import { countRowsPerParent, type List, readPages } from '../resource/list.ts';
import type { Page, PageArguments } from '../resource/pagination.ts';
import type { AccountGroupChange } from './account-group-history.types.ts';

const order = newestFirst<AccountGroupChange>('account-group-change');

const labels = (field: 'names' | 'descriptions') => Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object(
    'language', jsonb_build_object('id', l.id, 'lookupName', l.lookup_name, 'name', l.name),
    'from', label -> 'from', 'to', label -> 'to') ORDER BY l.id), '[]')
  FROM jsonb_array_elements(c.details -> '${Prisma.raw(field)}') AS label
  JOIN label_languages l ON l.id = (label ->> 'languageId')::int)`;

/** A change's columns; the table is `c`. */
export function accountGroupChangeColumns(caller: Caller): Columns {
  return {
    ...commonColumns(caller),
    names: labels('names'),
    descriptions: labels('descriptions'),
    lookupName: Prisma.sql`c.details -> 'lookupName'`,
    displayOrder: Prisma.sql`c.details -> 'displayOrder'`,
    attributes: Prisma.sql`jsonb_build_object('customerCareAccess', c.details -> 'customerCareAccess')`,
    accountsJoined: Prisma.sql`coalesce(c.details -> 'accountsJoined', '[]')`,
    accountsLeft: Prisma.sql`coalesce(c.details -> 'accountsLeft', '[]')`,
  };
}

function changesPerAccountGroup(caller: Caller): List<AccountGroupChange> {
  return {
    columns: accountGroupChangeColumns(caller),
    from: Prisma.sql`account_group_changes c`,
    where: [
      Prisma.sql`c.organization_id = ${caller.organization.id}::uuid`,
      Prisma.sql`c.account_group_id = parent.id`,
    ],
    order,
    idType: 'bigint',
  };
}

/** The same page of each account group's changes. Whoever may see the group may see them. */
export function listChangesOfAccountGroups(
  reads: ReadDatabase,
  caller: Caller,
  accountGroupIds: readonly string[],
  args: PageArguments,
): Promise<Page<AccountGroupChange>[]> {
  return readPages(reads, accountGroupIds, 'bigint', changesPerAccountGroup(caller), args);
}

export function countChangesOfAccountGroups(
  reads: ReadDatabase,
  caller: Caller,
  accountGroupIds: readonly string[],
): Promise<number[]> {
  return countRowsPerParent(reads, accountGroupIds, 'bigint', changesPerAccountGroup(caller));
}
