import type { ReadDatabase, ReadHint } from '../database/read.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Below, Selection } from './below.ts';
import { type Columns, selectList } from './columns.ts';
import {
  type Order,
  type Page,
  type PageArguments,
  type PageWindow,
  toPage,
  toWindow,
  windowSql,
} from './pagination.ts';
import { type Part, readRows } from './rows.ts';

type Sql = Prisma.Sql;

/** The SQL type of ids. */
export type IdType = 'uuid' | 'bigint';

/** Rows that have lists of their own, with their places from 1 on. */
const parentTable = (ids: readonly string[], type: IdType) =>
  Prisma.sql`unnest(${ids}::text[]::${Prisma.raw(type)}[]) WITH ORDINALITY`;

/** Rows of a resource that a caller may see. */
export interface List<Row> {
  columns: Columns;
  /**
   * Some of them, fewest first, for who selects no others: times as texts cost more than all the rest. Each set makes
   * more statements to prepare, so there are few.
   */
  brief?: readonly Columns[] | undefined;
  from: Sql;
  /** All of them must hold; the first names the organization. */
  where: Sql[];
  order: Order<Row>;
  idType: IdType;
  /** Whether reading it is likely to be slow. */
  hint?: ReadHint | undefined;
  /** Lists that each row has of its own, by type and field: their rows are tied to it by `parent.id`. */
  below?: Record<string, () => List<unknown>>;
}

function columnsOf<Row>({ columns, brief }: List<Row>, fields: Selection['fields']): Columns {
  if (!fields || !brief) return columns;
  const isEnough = (some: Columns) => Object.keys(columns).every((name) => name in some || !fields.has(name));
  return brief.find(isEnough) ?? columns;
}

/** The list with a field's column in its rows, whatever is selected: rows are told from each other by it. */
export function keyedBy<Row>(field: keyof Row & string, { brief, ...list }: List<Row>): List<Row> {
  return { ...list, brief: brief?.filter((columns) => field in columns) };
}

const all = (where: Sql[]) => Prisma.join(where, ' AND ');

/** Reads a page of a list, and what is wanted below its rows: one statement. */
export async function readPage<Row>(
  reads: ReadDatabase,
  list: List<Row>,
  window: PageWindow,
  below?: Below,
): Promise<Page<Row>> {
  const sql = windowSql(list.order, window);
  const columns = columnsOf(list, below?.wanted.fields);
  const page = Prisma.sql`
    SELECT ${selectList(columns)} FROM ${list.from} WHERE ${all(list.where)} ${sql.where} ${sql.orderBy}`;
  const top = { sql: page, names: Object.keys(columns) };
  return toPage(await readRows(reads, list, top, below, window.size), list.order, window);
}

/** Reads a whole list in any order, and what is wanted below its rows: one statement. */
export function readAll<Row>(reads: ReadDatabase, list: List<Row>, below?: Below): Promise<Row[]> {
  const columns = columnsOf(list, below?.wanted.fields);
  const rows = Prisma.sql`SELECT ${selectList(columns)} FROM ${list.from} WHERE ${all(list.where)}`;
  return readRows(reads, list, { sql: rows, names: Object.keys(columns) }, below);
}

/** Counts a list: one statement. */
export async function countRows<Row>(reads: ReadDatabase, list: List<Row>): Promise<number> {
  const rows = await reads.read<[{ count: number }]>(
    Prisma.sql`
    SELECT count(*)::int AS count FROM ${list.from} WHERE ${all(list.where)}`,
    list.hint,
  );
  return rows[0].count;
}

/**
 * The same page of each parent's list. A condition of the list ties a row to `parent.id`. Rows of a parent are in order,
 * which is that of the lateral query: nothing above it reorders.
 *
 * @param parents a table of their ids and their places, by which their rows name them: a number costs less than an id
 */
export function pagesSql<Row>(parents: Sql, list: List<Row>, window: PageWindow, fields?: Selection['fields']): Part {
  const columns = columnsOf(list, fields);
  const part = windowSql(list.order, window);
  const sql = Prisma.sql`
    SELECT parent.place AS parent, child.*
    FROM ${parents} AS parent(id, place)
    CROSS JOIN LATERAL (
      SELECT ${selectList(columns)} FROM ${list.from} WHERE ${all(list.where)} ${part.where} ${part.orderBy}
    ) AS child`;
  return { sql, names: ['parent', ...Object.keys(columns)] };
}

/**
 * Puts the rows of {@link pagesSql} into their pages; a parent without rows has an empty one.
 *
 * @param parentIds by their places
 */
export function toPages<Row>(
  parentIds: readonly string[],
  rows: readonly (Row & { parent: number })[],
  list: List<Row>,
  window: PageWindow,
): Map<string, Page<Row>> {
  const byParent = new Map<string, Row[]>(parentIds.map((id) => [id, []]));
  let place: number | undefined;
  let siblings: Row[] | undefined;
  for (const row of rows) {
    if (row.parent !== place) {
      place = row.parent; // they come one after the other
      siblings = byParent.get(parentIds[place - 1] as string);
    }
    siblings?.push(row);
  }
  return new Map([...byParent].map(([id, siblings]) => [id, toPage(siblings, list.order, window)]));
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
