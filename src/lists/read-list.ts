import type { ReadDatabase } from '../database/read.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { selectList } from './columns.ts';
import { all, columnsOf, type IdType, type List, pagesSql, parentTable, toPages } from './list.ts';
import type { Lookahead } from './nested-pages.ts';
import { type Page, type PageArguments, type PageWindow, toPage, toWindow, windowSql } from './pagination.ts';
import { readRows } from './rows.ts';
import { searchSql } from './search.sql.ts';

/** Reads a page of a list, and the lists nested in its rows: one statement. */
export async function readPage<Row>(
  reads: ReadDatabase,
  list: List<Row>,
  window: PageWindow,
  lookahead?: Lookahead,
): Promise<Page<Row>> {
  const sql = windowSql(list.order, window);
  const columns = columnsOf(list, lookahead?.selection.fields);
  const page = list.search
    ? searchSql(list, list.search, window, columns)
    : Prisma.sql`
    SELECT ${selectList(columns)} FROM ${list.from} WHERE ${all(list.where)} ${sql.where} ${sql.orderBy}`;
  const top = { sql: page, names: Object.keys(columns) };
  return toPage(await readRows(reads, list, top, lookahead, window.size), list.order, window);
}

/** Reads a whole list in any order, and the lists nested in its rows: one statement. */
export function readAll<Row>(reads: ReadDatabase, list: List<Row>, lookahead?: Lookahead): Promise<Row[]> {
  const columns = columnsOf(list, lookahead?.selection.fields);
  const rows = Prisma.sql`SELECT ${selectList(columns)} FROM ${list.from} WHERE ${all(list.where)}`;
  return readRows(reads, list, { sql: rows, names: Object.keys(columns) }, lookahead);
}

/** Counts a list: one statement. */
export async function countRows<Row>(reads: ReadDatabase, list: List<Row>): Promise<number> {
  const rows = await reads.read<[{ count: number }]>(
    Prisma.sql`
    SELECT count(*)::int AS count FROM ${list.from} WHERE ${all([...list.where, ...(list.search?.conditions ?? [])])}`,
    list.hint,
  );
  return rows[0].count;
}

/** Reads the same page of each parent's list: one statement for all. @throws BadArgumentError */
export async function readPages<Row>(
  reads: ReadDatabase,
  parentIds: readonly string[],
  parentType: IdType,
  list: List<Row>,
  args: PageArguments,
): Promise<Page<Row>[]> {
  const window = toWindow(args, list.order);
  const distinct = [...new Set(parentIds)];
  const rows = pagesSql(parentTable(distinct, parentType), list, window);
  const pages = toPages(distinct, await readRows<Row & { parent: number }>(reads, list, rows), list, window);
  return parentIds.map((id) => pages.get(id) as Page<Row>);
}

/** Counts each parent's list: one statement for all. */
export async function countRowsPerParent<Row>(
  reads: ReadDatabase,
  parentIds: readonly string[],
  parentType: IdType,
  list: List<Row>,
): Promise<number[]> {
  const rows = await reads.read<{ parentId: string; count: number }[]>(Prisma.sql`
    SELECT parent.id::text AS "parentId", (SELECT count(*)::int FROM ${list.from} WHERE ${all(list.where)}) AS count
    FROM ${parentTable([...new Set(parentIds)], parentType)} AS parent(id)`);
  const counts = new Map(rows.map(({ parentId, count }) => [parentId, count]));
  return parentIds.map((id) => counts.get(id) ?? 0);
}
