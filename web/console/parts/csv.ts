/** A text that a spreadsheet takes for a formula begins so; an apostrophe in front makes it a text. */
const formula = /^[=+\-@\t\r]/;
const guarded = /^'(?=[=+\-@\t\r])/;

const cell = (value: string | number | boolean | null) => {
  const text = String(value ?? '');
  const safe = typeof value === 'string' && formula.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

type Cells = readonly (string | number | boolean | null)[];

/** Rows as CSV (RFC 4180), without formulas. */
export const toCsv = (rows: readonly Cells[]) => rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

export interface CsvRow {
  /** Where it starts in the text, from 1. */
  line: number;
  cells: string[];
}

/** Tabs as from a spreadsheet, semicolons as where the comma is decimal, else commas: as the first line has them. */
function separatorOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const count = (separator: string) => first.split(separator).length;
  if (first.includes('\t')) return '\t';
  return count(';') > count(',') ? ';' : ',';
}

/**
 * A cell and what ends it. Quotes delimit a cell that begins with one, blanks before it aside; elsewhere they are a part
 * of the text.
 */
function cellsOf(separator: string): RegExp {
  const blanks = separator === '\t' ? ' *' : '[ \\t]*';
  const text = `[^${separator}\\r\\n]*`;
  return new RegExp(`(?:${blanks}"((?:[^"]|"")*)(?:"|$)(${text})|(${text}))(${separator}|\\r\\n|\\r|\\n|$)`, 'gy');
}

/** Reads CSV; empty lines are left out, and so are blanks around cells without quotes. */
export function parseCsv(given: string): CsvRow[] {
  const text = given.replace(/^\uFEFF/, '');
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let line = 1;
  let row: CsvRow = { line, cells: [] };
  for (const [token, quoted, after = '', plain = '', end] of text.matchAll(cellsOf(separator))) {
    const value = quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"') + after.trimEnd();
    row.cells.push(value.replace(guarded, ''));
    line += token.split(/\r\n|\r|\n/).length - 1;
    if (end === separator) continue;
    if (row.cells.some((one) => one.trim() !== '')) rows.push(row);
    if (end === '') break;
    row = { line, cells: [] };
  }
  return rows;
}

/** Hands a text to the person as a file. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
