import { Prisma } from '../generated/prisma/client.ts';
import { type Columns, selectList } from './columns.ts';
import type { Search } from './condition.ts';
import { all, type List } from './list.ts';
import { type PageWindow, windowSql } from './pagination.ts';

/**
 * How many rows of a list are looked at in its order before those that match are searched for: it takes about as long as to
 * find and sort a few hundred.
 */
const nearRows = 1000;

/**
 * A page of the rows of a list that match what its order's index does not have. If many match, the next ones in order are
 * soon a page. If few do, an index finds them, and they are sorted. Nobody knows beforehand: PostgreSQL's statistics are
 * of all organizations together. So the next rows in order are looked at first, a bounded number, and the index is asked
 * only if they are too few.
 */
export function searchSql<Row>(
  list: List<Row>,
  { table, conditions }: Search,
  window: PageWindow,
  columns: Columns,
): Prisma.Sql {
  const { where, order, orderBy } = windowSql(list.order, window);
  const inOrder = Prisma.sql`SELECT * FROM ${list.from} WHERE ${all(list.where)} ${where}`;
  // Limits are parameters: PostgreSQL expects a part of the rows, and reads them by the index of the order. What comes out
  // of a subquery that is not sorted stays in the order that it is read in.
  return Prisma.sql`
    WITH near AS MATERIALIZED (
      SELECT * FROM (${inOrder} ${order} LIMIT ${nearRows}) AS ${table} WHERE ${all(conditions)} LIMIT ${window.size + 1}
    ), is_page AS MATERIALIZED (
      SELECT (SELECT count(*) FROM near) > ${window.size}
        OR NOT EXISTS (${inOrder} ${order} LIMIT 1 OFFSET ${nearRows}) AS yes
    )
    SELECT ${selectList(columns)} FROM near AS ${table} WHERE (SELECT yes FROM is_page)
    UNION ALL
    SELECT * FROM (
      SELECT ${selectList(columns)} FROM (
        -- An offset keeps the order out of how the rows are found.
        ${inOrder} AND ${all(conditions)} AND NOT (SELECT yes FROM is_page) OFFSET 0
      ) AS ${table} ${orderBy}
    ) AS found`;
}
