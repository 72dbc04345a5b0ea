import type { ReadDatabase } from '../database/read.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { selectList } from '../lists/columns.ts';
import type { ExportedList } from './exported-lists.ts';

export type Row = Record<string, unknown>;

/**
 * Reads a list page by page, each when the one before has been taken.
 *
 * @param after the id of the row to start after
 * @param goOn the list for the next page, or an error that ends them
 */
export async function* pagesOf(
  reads: ReadDatabase,
  first: ExportedList,
  after: Prisma.Sql | undefined,
  goOn: () => Promise<ExportedList>,
): AsyncGenerator<Row[]> {
  for (let [list, start] = [first, after]; ; list = await goOn()) {
    const { columns, from, where, id, toId, pageSize } = list;
    const conditions = start ? [...where, Prisma.sql`${id} > ${start}`] : where;
    const rows = await reads.read<Row[]>(
      Prisma.sql`
        SELECT ${selectList(columns)} FROM ${from} WHERE ${Prisma.join(conditions, ' AND ')}
        ORDER BY ${id} LIMIT ${pageSize}`,
      'slow',
    );
    if (rows.length > 0) yield rows;
    if (rows.length < pageSize) return;
    start = toId(String(rows.at(-1)?.id));
  }
}

/** How rows are written. */
export interface Format {
  type: string;
  /** What comes before the first row. */
  head(columns: string[]): string;
  row(row: Row, columns: string[]): string;
}

/** What spreadsheets may take for a formula, and so for an order of whoever wrote the text. */
const formula = /^[=+\-@\t\r]/;

const cell = (value: unknown): string => {
  if (value == null) return '';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.join(' ');
  const exact = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const text = typeof value === 'string' && formula.test(value) ? `'${value}` : exact;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const jsonLines: Format = {
  type: 'application/jsonl; charset=utf-8',
  head: () => '',
  row: (row) => `${JSON.stringify(row)}\n`,
};

/** As in RFC 4180. Texts that look like formulas have an apostrophe in front. */
const commaSeparated: Format = {
  type: 'text/csv; charset=utf-8',
  head: (columns) => `${columns.join()}\r\n`,
  row: (row, columns) => `${columns.map((column) => cell(row[column])).join()}\r\n`,
};

/** By the endings of addresses. */
export const formats: ReadonlyMap<string, Format> = new Map([
  ['jsonl', jsonLines],
  ['csv', commaSeparated],
]);
