import type { ReadHint } from '../database/read.ts';
import { BadArgumentError, ForbiddenError } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { type Columns, selectList } from './columns.ts';
import type { Search } from './condition.ts';
import type { NestedArguments, NestedList, Selection } from './nested-pages.ts';
import { type Order, type Page, type PageWindow, toPage, toWindow, windowSql } from './pagination.ts';

type Sql = Prisma.Sql;

/** A query that is read, and the names of its columns. */
export interface Subquery {
  sql: Sql;
  names: readonly string[];
}

/** The SQL type of ids. */
export type IdType = 'uuid' | 'bigint';

/** Rows that have lists of their own, with their ordinals, from 1 on. */
export const parentTable = (ids: readonly string[], type: IdType) =>
  Prisma.sql`unnest(${ids}::text[]::${Prisma.raw(type)}[]) WITH ORDINALITY`;

/** Rows of a resource that a caller may see. */
export interface List<Row> {
  columns: Columns;
  /**
   * Some of them, fewest first, for queries that select no others: times as texts cost more than all the rest. Each set
   * makes more statements to prepare, so there are few.
   */
  narrow?: readonly Columns[] | undefined;
  from: Sql;
  /** All of them must hold; the first names the organization. */
  where: Sql[];
  /** What holds, too, and is not in the order's index but in another one: see `searchSql`. Lists below rows have none. */
  search?: Search;
  order: Order<Row>;
  idType: IdType;
  /** Whether reading it is likely to be slow. */
  hint?: ReadHint | undefined;
  /** Lists that each row has of its own, by type and field: their rows are tied to it by `parent.id`. */
  relations?: Record<string, (args: NestedArguments) => List<unknown>>;
}

export function columnsOf<Row>({ columns, narrow }: List<Row>, fields: Selection['fields']): Columns {
  if (!fields || !narrow) return columns;
  const isEnough = (some: Columns) => Object.keys(columns).every((name) => name in some || !fields.has(name));
  return narrow.find(isEnough) ?? columns;
}

/** The list with a field's column in its rows, whatever is selected: rows are told from each other by it. */
export function keyedBy<Row>(field: keyof Row & string, { narrow, ...list }: List<Row>): List<Row> {
  return { ...list, narrow: narrow?.filter((columns) => field in columns) };
}

export const all = (where: Sql[]) => Prisma.join(where, ' AND ');

/**
 * The same page of each parent's list. A condition of the list ties a row to `parent.id`. Rows of a parent are in order,
 * which is that of the lateral query: nothing above it reorders.
 *
 * @param parents a table of their ids and ordinals, by which their rows name them: a number costs less than an id
 */
export function pagesSql<Row>(
  parents: Sql,
  list: List<Row>,
  window: PageWindow,
  fields?: Selection['fields'],
): Subquery {
  const columns = columnsOf(list, fields);
  const page = windowSql(list.order, window);
  const sql = Prisma.sql`
    SELECT parent.ordinal AS parent, child.*
    FROM ${parents} AS parent(id, ordinal)
    CROSS JOIN LATERAL (
      SELECT ${selectList(columns)} FROM ${list.from} WHERE ${all(list.where)} ${page.where} ${page.orderBy}
    ) AS child`;
  return { sql, names: ['parent', ...Object.keys(columns)] };
}

/**
 * Puts the rows of {@link pagesSql} into their pages; a parent without rows has an empty one.
 *
 * @param parentIds by their ordinals
 */
export function toPages<Row>(
  parentIds: readonly string[],
  rows: readonly (Row & { parent: number })[],
  list: List<Row>,
  window: PageWindow,
): Map<string, Page<Row>> {
  const byParent = new Map<string, Row[]>(parentIds.map((id) => [id, []]));
  let ordinal: number | undefined;
  let siblings: Row[] | undefined;
  for (const row of rows) {
    if (row.parent !== ordinal) {
      ordinal = row.parent; // they come one after the other
      siblings = byParent.get(parentIds[ordinal - 1] as string);
    }
    siblings?.push(row);
  }
  return new Map([...byParent].map(([id, siblings]) => [id, toPage(siblings, list.order, window)]));
}

/** A nested list and the page of it that is asked for; undefined where its arguments are wrong or not allowed. */
export function nestedIn<Row>(
  list: List<Row>,
  { relation, args }: NestedList,
): { list: List<unknown>; window: PageWindow } | undefined {
  try {
    const nested = list.relations?.[relation]?.(args);
    return nested && { list: nested, window: toWindow(args, nested.order) };
  } catch (error) {
    if (error instanceof BadArgumentError || error instanceof ForbiddenError) return undefined;
    throw error;
  }
}
