import type { ReadDatabase } from '../database/read.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { countRows } from '../telemetry/request-scope.ts';
import { type ColumnLists, columnLists, toRows } from './columns.ts';
import { type List, type Part, pagesSql, toPages } from './list.ts';
import { type Below, type Selection, type WantedList, wantedWindow } from './nested-pages.ts';
import type { PageWindow } from './pagination.ts';

type Sql = Prisma.Sql;

/** A list below rows, as it is read beside them. */
interface Level {
  wanted: WantedList;
  list: List<unknown>;
  window: PageWindow;
  /** Its place among what is read; that of its parents. */
  place: number;
  parents: number;
}

/**
 * Reads rows, and hands over what is wanted below them: all in one statement, which has each level once, however often
 * the same row stands in it. They come as JSON, which costs the least to write and to read; times in it are texts.
 *
 * @param top what is read, with the columns of the list
 * @param size how many of the rows have something below them that is wanted; by default all
 */
export async function readRows<Row>(
  reads: ReadDatabase,
  list: List<Row>,
  top: Part,
  below?: Below,
  size?: number,
): Promise<Row[]> {
  const parts = [top];
  const levels = below ? levelsBelow(list, below.wanted.lists, { parts, fields: below.wanted.fields }, size) : [];
  const above = new Set(levels.map(({ parents }) => parents));
  const hint = rowsOf(levels, size) > manyRows ? 'slow' : list.hint;
  const [lists] = await reads.read<[ColumnLists]>(statement(parts, above), hint);
  const read = parts.map(({ names }, place) => toRows(partName(place), names, lists));
  countRows(read.reduce((sum, rows) => sum + rows.length, 0));
  for (const { wanted, list: child, window, place, parents } of levels) {
    const ids = (read[parents] as { id: string }[]).map(({ id }) => id);
    below?.pages.add(wanted, toPages(ids, read[place] as { parent: number }[], child, window));
  }
  return read[0] as Row[];
}

/** Reading more rows than these may take longer than others should wait. */
const manyRows = 2500;

/** How many rows the levels below a list have at most. */
function rowsOf(levels: readonly Level[], size = 0): number {
  const rows = [size];
  for (const { place, parents, window } of levels) rows[place] = (rows[parents] as number) * window.size;
  return rows.reduce((sum, each) => sum + each, 0);
}

/** Each combination of parts is a statement to prepare: what is asked for beyond is read level by level. */
const maxParts = 5;

const partName = (place: number) => `part${place}`;

/** What is being put together. */
interface Reading {
  parts: Part[];
  fields: Selection['fields'];
}

function levelsBelow(list: List<unknown>, wanted: readonly WantedList[], reading: Reading, size?: number): Level[] {
  const { parts, fields } = reading;
  const parents = parts.length - 1;
  return wanted.flatMap((each) => {
    const child = list.below?.[each.relation]?.();
    const window = child && wantedWindow(each, child.order);
    // What is not read here, its own field reads, or tells what is wrong with its arguments.
    if (!child || !window || parts.length === maxParts) return [];
    const place = parts.push(pagesSql(parentsIn(parents, list, size), child, window, fields)) - 1;
    return [{ wanted: each, list: child, window, place, parents }, ...levelsBelow(child, each.below, reading)];
  });
}

/** The ids of a part's rows with their places in it. Below others a row may come again, and its first place counts. */
function parentsIn(part: number, { idType }: List<unknown>, size: number | undefined): Sql {
  const limit = size === undefined ? Prisma.empty : Prisma.sql`LIMIT ${size}`;
  const rows = Prisma.sql`
    SELECT id::${Prisma.raw(idType)}, row_number() OVER () AS place FROM ${Prisma.raw(partName(part))} ${limit}`;
  return part === 0 ? Prisma.sql`(${rows})` : Prisma.sql`(SELECT id, min(place) FROM (${rows}) AS above GROUP BY id)`;
}

/** @param above the parts that others are read below: the others are read where they are written out */
function statement(parts: Part[], above: ReadonlySet<number>): Sql {
  const tables: Sql[] = [];
  const lists = parts.map(({ sql, names }, place) => {
    const name = Prisma.raw(partName(place));
    if (above.has(place)) tables.push(Prisma.sql`${name} AS MATERIALIZED (${sql})`);
    const rows = above.has(place) ? name : Prisma.sql`(${sql}) AS ${name}`;
    return Prisma.sql`(SELECT ${columnLists(partName(place), names)} FROM ${rows}) AS ${name}`;
  });
  return Prisma.sql`
    ${tables.length > 0 ? Prisma.sql`WITH ${Prisma.join(tables)}` : Prisma.empty}
    SELECT * FROM ${Prisma.join(lists)}`;
}
