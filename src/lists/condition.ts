import { Prisma } from '../generated/prisma/client.ts';

/** What the entries of a list have to be, and what finds those that are. */
export interface Condition {
  sql: Prisma.Sql;
  /** The same in words for which an index finds the entries, if others than `sql` are needed. */
  indexed?: Prisma.Sql;
  /** The field of the order whose index has the entries that match one after the other. */
  inOrderOf?: string;
  /**
   * What finds the entries that match: a `key` those of one or a few values, an `index` perhaps very many. Absent where
   * each entry has to be looked at.
   */
  foundBy?: 'key' | 'index';
}

/** What a list's entries are searched for by: see `searchSql`. */
export interface Search {
  /** The table's name in the list's statement. */
  table: Prisma.Sql;
  conditions: Prisma.Sql[];
}

export const sqlOf = (conditions: readonly Condition[]): Prisma.Sql[] => conditions.map(({ sql }) => sql);

export const indexedSqlOf = (conditions: readonly Condition[]): Prisma.Sql[] =>
  conditions.map(({ sql, indexed }) => indexed ?? sql);

/**
 * Tells apart what the order's index has, and what is to be searched for. Where a key finds the entries, they are few; where
 * nothing finds them, there is no better way than that of the order.
 *
 * @param table the table's name
 * @param order the field of the list's order
 */
export function narrowed(
  table: string,
  conditions: readonly Condition[],
  order: string,
): { where: Prisma.Sql[]; search?: Search } {
  const rest = conditions.filter(({ inOrderOf }) => inOrderOf !== order);
  const isSearch = rest.some(({ foundBy }) => foundBy === 'index') && !rest.some(({ foundBy }) => foundBy === 'key');
  if (!isSearch) return { where: sqlOf(conditions) };
  return {
    where: sqlOf(conditions.filter((each) => !rest.includes(each))),
    search: { table: Prisma.raw(table), conditions: indexedSqlOf(rest) },
  };
}
