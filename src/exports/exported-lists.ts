import { accountGroupColumns, ownAccountGroups } from '../account-groups/account-groups.sql.ts';
import { type Caller, requireGlobalKey } from '../auth/caller.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { groupColumns, visibleGroups } from '../groups/groups.sql.ts';
import { websitesInGroups } from '../groups/memberships.sql.ts';
import type { Columns } from '../lists/columns.ts';
import { intKey, uuidKey } from '../lists/pagination.ts';
import { visibleWebsites, websiteColumns } from '../websites/websites.sql.ts';

/** Everything of a resource that a caller may see, in the order of ids. */
export interface ExportedList {
  columns: Columns;
  from: Prisma.Sql;
  where: Prisma.Sql[];
  id: Prisma.Sql;
  /** How many rows are in memory at a time. */
  pageSize: number;
  /** An id of a row as SQL; undefined for a text that is none. */
  toId(text: string): Prisma.Sql | undefined;
}

const manyRows = 1000;
/** Each may have some 10,000 ids of websites. */
const fewGroups = 20;

/** Direct customers do not know external ids. */
function known({ organization }: Caller, { externalId, ...columns }: Columns): Columns {
  return organization.isPartner && externalId ? { ...columns, externalId } : columns;
}

function groups(caller: Caller): ExportedList {
  const { from, where } = websitesInGroups(caller, Prisma.sql`g.id`);
  const websiteIds = Prisma.sql`ARRAY(SELECT w.id FROM ${from} WHERE ${Prisma.join(where, ' AND ')} ORDER BY w.id)`;
  return {
    columns: { ...known(caller, groupColumns), websiteIds },
    from: Prisma.sql`groups g`,
    where: visibleGroups(caller),
    id: Prisma.sql`g.id`,
    pageSize: fewGroups,
    toId: uuidKey,
  };
}

function websites(caller: Caller): ExportedList {
  return {
    columns: known(caller, websiteColumns),
    from: Prisma.sql`websites w`,
    where: visibleWebsites(caller),
    id: Prisma.sql`w.id`,
    pageSize: manyRows,
    toId: uuidKey,
  };
}

/** By the names of their languages. */
const labels = (kind: 'NAME' | 'DESCRIPTION') => Prisma.sql`(
  SELECT coalesce(jsonb_object_agg(language.lookup_name, l.label_text), '{}')
  FROM account_group_labels l JOIN label_languages language ON language.id = l.language_id
  WHERE l.organization_id = a.organization_id AND l.account_group_id = a.id
    AND l.kind = ${Prisma.raw(`'${kind}'::label_kind`)})`;

function accountGroups(caller: Caller): ExportedList {
  requireGlobalKey(caller);
  return {
    columns: { ...accountGroupColumns, names: labels('NAME'), descriptions: labels('DESCRIPTION') },
    from: Prisma.sql`account_groups a`,
    where: [ownAccountGroups(caller)],
    id: Prisma.sql`a.id`,
    pageSize: manyRows,
    toId: intKey,
  };
}

/** By their names in addresses. */
export const exportedLists: ReadonlyMap<string, (caller: Caller) => ExportedList> = new Map([
  ['groups', groups],
  ['websites', websites],
  ['account-groups', accountGroups],
]);
