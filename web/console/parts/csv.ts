/** A text that a spreadsheet takes for a formula begins so; an apostrophe in front makes it a text. */
const formula = /^[=+\-@\t\r]/;
const guarded = /^'(?=[=+\-@\t\r])/;

const cell = (value: string | number | boolean | null) => {
  const text = String(value ?? '');
  const safe = typeof value === 'string' && formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
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

/** Reads CSV; empty lines are left out. */
export function parseCsv(text: string): CsvRow[] {
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let line = 1;
  let row: CsvRow = { line, cells: [] };
  let value = '';
  const endCell = () => {
    row.cells.push(value.replace(guarded, ''));
    value = '';
  };
  const endRow = () => {
    endCell();
    if (row.cells.some((one) => one.trim() !== '')) rows.push(row);
    row = { line, cells: [] };
  };
  // A quoted cell, a separator, an end of line, or what is none of them.
  const tokens = /"((?:[^"]|"")*)"?|(\r\n|\r|\n)|([,;\t])|[^,;\t\r\n"]+|"/g;
  for (const [token, quoted, end, mark] of text.replace(/^\uFEFF/, '').matchAll(tokens)) {
    if (quoted !== undefined && value === '') value = quoted.replaceAll('""', '"');
    else if (end === undefined && mark !== separator) value += token;
    if (mark === separator) endCell();
    line += token.split(/\r\n|\r|\n/).length - 1;
    if (end !== undefined) endRow();
  }
  if (value !== '' || row.cells.length > 0) endRow();
  return rows;
}

/** Hands a text to the person as a file. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
