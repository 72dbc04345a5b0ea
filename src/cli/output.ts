/** The result of a command, for people and as a document for scripts. */
export interface Result {
  text: string;
  json: unknown;
}

/** Keeps a value on its line, and its control characters from the terminal. */
function printable(value: string): string {
  return value.replace(/\p{Cc}/gu, ' ');
}

/** One line a field, the values aligned. */
export function fields(values: Record<string, string>): string {
  const width = Math.max(...Object.keys(values).map((label) => label.length));
  return Object.entries(values)
    .map(([label, value]) => `${label.padEnd(width)}  ${printable(value)}`.trimEnd())
    .join('\n');
}

/** One line a row under a line of headings, the columns aligned; `empty` where there is no row. */
export function table<Row>(rows: readonly Row[], columns: Record<string, (row: Row) => string>, empty: string): string {
  if (rows.length === 0) return empty;
  const lines = [
    Object.keys(columns).map((heading) => heading.toUpperCase()),
    ...rows.map((row) => Object.values(columns).map((cell) => printable(cell(row)))),
  ];
  const widths = Object.keys(columns).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export const yesOrNo = (value: boolean) => (value ? 'yes' : 'no');

export const time = (value: Date | null, none = '-') => value?.toISOString() ?? none;
