import type { Caller } from '../../auth/caller.ts';
import type { ReadDatabase } from '../../database/read.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { commonColumns, newestFirst } from '../../history/entries.sql.ts';
import type { Columns } from '../../lists/columns.ts';
import type { List } from '../../lists/list.ts';
import type { Page, PageArguments } from '../../lists/pagination.ts';
import { countRowsPerParent, readPages } from '../../lists/read-list.ts';
import type { AccountGroupChange } from './account-group-history.types.ts';
import { displacementDetails } from './record-account-group.sql.ts';

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

/** What a group's changes are read from: its own, and the runs that it moved up with. */
const ownChanges = (organizationId: string) => Prisma.sql`
  SELECT c.id, c.kind, c.revision, c.details, c.api_key_id, c.author_name, c.author_prefix, c.changed_at,
    NULL::int AS first_place, NULL::bigint[] AS account_group_ids, NULL::int[] AS revisions
  FROM account_group_changes c WHERE c.organization_id = ${organizationId}::uuid AND c.account_group_id = parent.id`;
const ownDisplacements = (organizationId: string) => Prisma.sql`
  SELECT d.id, 'UPDATED', NULL, '{}', d.api_key_id, d.author_name, d.author_prefix, d.changed_at,
    d.first_place, d.account_group_ids, d.revisions
  FROM account_group_displacements d
  WHERE d.organization_id = ${organizationId}::uuid AND d.account_group_ids @> ARRAY[parent.id]`;

/**
 * A value of a change that may be a run's. A run is looked through for the group in a query of its own, which PostgreSQL
 * does for the rows of the page alone.
 */
const eitherOf = (own: Prisma.Sql, ofRun: Prisma.Sql) => Prisma.sql`
  CASE WHEN c.account_group_ids IS NULL THEN ${own} ELSE (
    SELECT ${ofRun} FROM (SELECT array_position(c.account_group_ids, parent.id) AS n) AS place
  ) END`;

function changesPerAccountGroup(caller: Caller): List<AccountGroupChange> {
  const { id } = caller.organization;
  const columns = accountGroupChangeColumns(caller);
  return {
    columns: {
      ...columns,
      id: eitherOf(Prisma.sql`c.id::text`, Prisma.sql`c.id || '-' || parent.id`),
      revision: eitherOf(Prisma.sql`c.revision`, Prisma.sql`c.revisions[n]`),
      displayOrder: eitherOf(
        Prisma.sql`c.details -> 'displayOrder'`,
        Prisma.sql`${displacementDetails(Prisma.sql`c.first_place`, Prisma.sql`n`)} -> 'displayOrder'`,
      ),
    },
    from: Prisma.sql`(${ownChanges(id)} UNION ALL ${ownDisplacements(id)}) AS c`,
    where: [Prisma.sql`true`],
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
