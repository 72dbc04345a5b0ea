import { type Caller, requireGlobalKey } from '../auth/caller.ts';
import type { ReadDatabase } from '../database/read.ts';
import { type LabelKind, type LabelLanguage, Prisma } from '../generated/prisma/client.ts';
import { combinedSql } from '../lists/combined-filter.ts';
import { type Comparison, comparisonHint, comparisonSql } from '../lists/comparison.ts';
import { type Condition, narrowed, sqlOf } from '../lists/condition.ts';
import { timeFilterSql } from '../lists/date-time-filter.ts';
import { filterHint, stringFilterSql } from '../lists/filter.ts';
import type { List } from '../lists/list.ts';
import type { Lookahead } from '../lists/nested-pages.ts';
import { type Order, type Page, type PageArguments, toWindow } from '../lists/pagination.ts';
import { countRows, readAll, readPage } from '../lists/read-list.ts';
import { inOrder } from '../resources/look-up.ts';
import { toInt64 } from '../resources/text.ts';
import { accountsPerGroup } from '../staff-accounts/staff-accounts.service.ts';
import { type AccountGroupFilter, type AccountGroupOrder, AccountGroupOrderField } from './account-groups.inputs.ts';
import {
  accountGroupColumns,
  accountGroupComparables,
  accountGroupOrder,
  ownAccountGroups,
} from './account-groups.sql.ts';
import type { AccountGroup, LocalizedLabel } from './account-groups.types.ts';

/** The account groups of a caller's organization, or those of them for which conditions hold. */
function accountGroupsOf(
  caller: Caller,
  order: AccountGroupOrder | null | undefined,
  ...conditions: Prisma.Sql[]
): List<AccountGroup> {
  return {
    columns: accountGroupColumns,
    from: Prisma.sql`account_groups a`,
    where: [ownAccountGroups(caller), ...conditions],
    order: accountGroupOrder(order),
    idType: 'bigint',
    relations: { 'AccountGroup.accounts': () => accountsPerGroup(caller) },
  };
}

/** Looks account groups up by id: as many answers as ids, null where the caller has no such account group. */
export async function findAccountGroups(
  reads: ReadDatabase,
  caller: Caller,
  ids: readonly string[],
  lookahead?: Lookahead,
): Promise<(AccountGroup | null)[]> {
  requireGlobalKey(caller);
  return inOrder(ids, toInt64, 'id', (stored) =>
    readAll(reads, accountGroupsOf(caller, null, Prisma.sql`a.id = ANY(${stored}::text[]::bigint[])`), lookahead),
  );
}

function filteredList(
  caller: Caller,
  filter: AccountGroupFilter | null | undefined,
  order: AccountGroupOrder | null | undefined,
): List<AccountGroup> {
  requireGlobalKey(caller);
  const list = accountGroupsOf(caller, order);
  const field = order?.field ?? AccountGroupOrderField.DISPLAY_ORDER;
  const { where, search } = narrowed('a', combinedSql(filter, conditionsOf), field);
  return { ...list, where: [...list.where, ...where], ...(search && { search }), hint: filterHint(filter) };
}

const lookupNameColumn = { sql: Prisma.sql`a.lookup_name`, equal: true } as const;
const labelText = { sql: Prisma.sql`l.label_text` };

/** The conditions of a filter, but for those of the filters in it. */
function conditionsOf(filter: AccountGroupFilter): Condition[] {
  const { lookupName, customerCareAccess, name, description, createdAt, updatedAt } = filter;
  const conditions = [
    ...stringFilterSql('filter.lookupName', lookupNameColumn, lookupName),
    ...hasLabel('NAME', stringFilterSql('filter.name', labelText, name)),
    ...hasLabel('DESCRIPTION', stringFilterSql('filter.description', labelText, description)),
    ...timeFilterSql('filter.createdAt', Prisma.sql`a.created_at`, AccountGroupOrderField.CREATED_AT, createdAt),
    ...timeFilterSql('filter.updatedAt', Prisma.sql`a.updated_at`, AccountGroupOrderField.UPDATED_AT, updatedAt),
  ];
  if (customerCareAccess != null) conditions.push({ sql: Prisma.sql`a.customer_care_access = ${customerCareAccess}` });
  return conditions;
}

/** Whether the account group has a label, in any language, for which all conditions hold, if there are any. */
function hasLabel(kind: LabelKind, conditions: Condition[]): Condition[] {
  if (conditions.length === 0) return [];
  const sql = Prisma.sql`EXISTS (
      SELECT FROM account_group_labels l
      WHERE l.organization_id = a.organization_id AND l.account_group_id = a.id
        AND l.kind = ${Prisma.raw(`'${kind}'::label_kind`)} AND ${Prisma.join(sqlOf(conditions), ' AND ')})`;
  return [{ sql }];
}

export async function listAccountGroups(
  reads: ReadDatabase,
  caller: Caller,
  args: PageArguments,
  filter: AccountGroupFilter | null | undefined,
  order: AccountGroupOrder | null | undefined,
  lookahead?: Lookahead,
): Promise<Page<AccountGroup>> {
  return readPage(reads, filteredList(caller, filter, order), toWindow(args, accountGroupOrder(order)), lookahead);
}

/** A part of the list by its position, with conditions beyond those of {@link AccountGroupFilter}. */
export async function listAccountGroupsAt(
  reads: ReadDatabase,
  caller: Caller,
  window: { size: number; offset: number },
  comparisons: readonly Comparison[],
  order: Order<AccountGroup>,
): Promise<Page<AccountGroup>> {
  requireGlobalKey(caller);
  const conditions = comparisons.map((comparison) => comparisonSql(accountGroupComparables, comparison));
  const list = { ...accountGroupsOf(caller, null, ...conditions), order, hint: comparisonHint(comparisons) };
  return readPage(reads, list, { ...window, backward: false });
}

export async function countAccountGroups(
  reads: ReadDatabase,
  caller: Caller,
  filter: AccountGroupFilter | null | undefined,
): Promise<number> {
  return countRows(reads, filteredList(caller, filter, null));
}

/** The labels of an account group, by language id. */
export interface Labels {
  names: LocalizedLabel[];
  descriptions: LocalizedLabel[];
}

/** The labels of account groups: one statement for names and descriptions of all of them. */
export async function findLabels(
  reads: ReadDatabase,
  caller: Caller,
  accountGroupIds: readonly string[],
): Promise<Labels[]> {
  const rows = await reads.read<
    { groupId: string; kind: LabelKind; labelText: string; id: number; lookupName: string; name: string }[]
  >(Prisma.sql`
    SELECT l.account_group_id::text AS "groupId", l.kind, l.label_text AS "labelText",
           language.id, language.lookup_name AS "lookupName", language.name
    FROM account_group_labels l JOIN label_languages language ON language.id = l.language_id
    WHERE l.organization_id = ${caller.organization.id}::uuid
      AND l.account_group_id = ANY(${[...new Set(accountGroupIds)]}::text[]::bigint[])
    ORDER BY l.language_id`);
  const byGroup = new Map<string, Labels>(accountGroupIds.map((id) => [id, { names: [], descriptions: [] }]));
  for (const { groupId, kind, labelText, ...language } of rows)
    byGroup.get(groupId)?.[kind === 'NAME' ? 'names' : 'descriptions'].push({ language, labelText });
  return accountGroupIds.map((id) => byGroup.get(id) as Labels);
}

/** The name in a language: where that is missing, in the default language, else in the language of the lowest id. */
export function nameIn(
  names: readonly LocalizedLabel[],
  language: LabelLanguage | undefined,
  caller: Caller,
): string | undefined {
  const label =
    names.find((name) => name.language.id === language?.id) ??
    names.find((name) => name.language.id === caller.organization.defaultLanguage.id) ??
    names[0];
  return label?.labelText;
}
