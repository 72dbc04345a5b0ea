import type { ReadDatabase } from '../database/read.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { countRows } from '../telemetry/request-scope.ts';
import { type ColumnLists, columnLists, toRows } from './columns.ts';
import { type List, nestedIn, pagesSql, type Subquery, toPages } from './list.ts';
import type { Lookahead, NestedList, Selection } from './nested-pages.ts';
import type { PageWindow } from './pagination.ts';

type Sql = Prisma.Sql;

/** A list nested in rows, as it is read beside them. */
interface Level {
  nestedList: NestedList;
  list: List<unknown>;
  window: PageWindow;
  /** The number of its subquery, and of that of its parents. */
  index: number;
  parents: number;
}

/**
 * Reads rows with the lists nested in them: all in one statement, which reads each level once, however often the same row
 * occurs in it. They come as JSON, which costs the least to write and to read; times in it are texts.
 *
 * @param top what is read, with the columns of the list
 * @param size how many of the rows the nested lists are read of; by default all
 */
export async function readRows<Row>(
  reads: ReadDatabase,
  list: List<Row>,
  top: Subquery,
  lookahead?: Lookahead,
  size?: number,
): Promise<Row[]> {
  const subqueries = [top];
  const { selection, pages } = lookahead ?? {};
  const levels = selection ? levelsOf(list, selection.lists, { subqueries, fields: selection.fields }, size) : [];
  const withNested = new Set(levels.map(({ parents }) => parents));
  const hint = rowsOf(levels, size) > manyRows ? 'slow' : list.hint;
  const [lists] = await reads.read<[ColumnLists]>(statement(subqueries, withNested), hint);
  const read = subqueries.map(({ names }, index) => toRows(nameOf(index), names, lists));
  countRows(read.reduce((sum, rows) => sum + rows.length, 0));
  for (const { nestedList, list: child, window, index, parents } of levels) {
    const ids = (read[parents] as { id: string }[]).map(({ id }) => id);
    pages?.add(nestedList, toPages(ids, read[index] as { parent: number }[], child, window));
  }
  return read[0] as Row[];
}

/** Reading more rows than these may take longer than others should wait. */
const manyRows = 2500;

/** How many rows the levels of a list have at most. */
function rowsOf(levels: readonly Level[], size = 0): number {
  const rows = [size];
  for (const { index, parents, window } of levels) rows[index] = (rows[parents] as number) * window.size;
  return rows.reduce((sum, each) => sum + each, 0);
}

/** Each combination of subqueries is a statement to prepare. Lists beyond these are read by their own fields. */
const maxSubqueries = 5;

const nameOf = (index: number) => `subquery${index}`;

/** What is being put together. */
interface Reading {
  subqueries: Subquery[];
  fields: Selection['fields'];
}

function levelsOf(list: List<unknown>, nested: readonly NestedList[], reading: Reading, size?: number): Level[] {
  const { subqueries, fields } = reading;
  const parents = subqueries.length - 1;
  return nested.flatMap((nestedList) => {
    const child = nestedIn(list, nestedList);
    // What is not read here, its own field reads, or tells what is wrong with its arguments.
    if (!child || subqueries.length === maxSubqueries) return [];
    const index = subqueries.push(pagesSql(parentsIn(parents, list, size), child.list, child.window, fields)) - 1;
    return [{ nestedList, ...child, index, parents }, ...levelsOf(child.list, nestedList.nested, reading)];
  });
}

/** The ids of a subquery's rows with their ordinals in it. A nested row may come again, and its first ordinal counts. */
function parentsIn(index: number, { idType }: List<unknown>, size: number | undefined): Sql {
  const limit = size === undefined ? Prisma.empty : Prisma.sql`LIMIT ${size}`;
  const rows = Prisma.sql`
    SELECT id::${Prisma.raw(idType)}, row_number() OVER () AS ordinal FROM ${Prisma.raw(nameOf(index))} ${limit}`;
  return index === 0
    ? Prisma.sql`(${rows})`
    : Prisma.sql`(SELECT id, min(ordinal) FROM (${rows}) AS numbered GROUP BY id)`;
}

/** @param withNested the subqueries that others refer to: those alone are materialized */
function statement(subqueries: Subquery[], withNested: ReadonlySet<number>): Sql {
  const tables: Sql[] = [];
  const lists = subqueries.map(({ sql, names }, index) => {
    const name = Prisma.raw(nameOf(index));
    if (withNested.has(index)) tables.push(Prisma.sql`${name} AS MATERIALIZED (${sql})`);
    const rows = withNested.has(index) ? name : Prisma.sql`(${sql}) AS ${name}`;
    return Prisma.sql`(SELECT ${columnLists(nameOf(index), names)} FROM ${rows}) AS ${name}`;
  });
  return Prisma.sql`
    ${tables.length > 0 ? Prisma.sql`WITH ${Prisma.join(tables)}` : Prisma.empty}
    SELECT * FROM ${Prisma.join(lists)}`;
}
