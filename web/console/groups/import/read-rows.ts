import { type CsvRow, parseCsv } from '../../parts/csv.ts';

/** A group as the text has it. */
export interface GivenRow {
  line: number;
  name: string;
  externalId: string;
  urls: string[];
  /** What is wrong with it before anything is asked. */
  problem?: string;
}

/** The service takes so many websites in one request, and no row is cut. */
const mostUrls = 1000;
export const mostRows = 5000;

const columns = { name: /^(group|group name|name)$/i, externalId: /^external ?id$/i, urls: /^(urls?|websites?)$/i };
type Column = keyof typeof columns;

/** Which column has what: as the first row says, or name, external id, addresses; direct customers have no such ids. */
function layoutOf(
  first: CsvRow | undefined,
  isPartner: boolean,
): { layout: Record<Column, number>; hasTitles: boolean } {
  const titles = (first?.cells ?? []).map((cell) => cell.trim().replaceAll('_', ' '));
  const at = (column: Column) => titles.findIndex((title) => columns[column].test(title));
  if (at('name') < 0 || at('urls') < 0) {
    const layout = isPartner ? { name: 0, externalId: 1, urls: 2 } : { name: 0, externalId: -1, urls: 1 };
    return { layout, hasTitles: false };
  }
  return { layout: { name: at('name'), externalId: at('externalId'), urls: at('urls') }, hasTitles: true };
}

const addressesIn = (cell: string) => [...new Set(cell.split(/[\s,;|]+/).filter(Boolean))];

function problemOf({ name, externalId, urls }: GivenRow, isPartner: boolean): string | undefined {
  if (name === '') return 'The name is missing.';
  if (externalId !== '' && !isPartner) return 'External ids are for partners only.';
  if (urls.length > mostUrls) return `At most ${mostUrls} websites at once.`;
  return undefined;
}

/** Reads groups from CSV, or from the cells of a spreadsheet. A group that is there twice is refused the second time. */
export function readRows(text: string, isPartner: boolean): GivenRow[] {
  const rows = parseCsv(text);
  const { layout, hasTitles } = layoutOf(rows[0], isPartner);
  const seen = new Map<string, number>();
  return rows.slice(hasTitles ? 1 : 0).map(({ line, cells }) => {
    const cell = (column: Column) => cells[layout[column]] ?? '';
    const row: GivenRow = {
      line,
      name: cell('name').trim().normalize(),
      externalId: cell('externalId'),
      urls: addressesIn(cell('urls')),
    };
    const key = row.externalId === '' ? `name ${row.name}` : `id ${row.externalId}`;
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, line);
    const problem =
      problemOf(row, isPartner) ?? (earlier === undefined ? undefined : `It is the same group as in line ${earlier}.`);
    return problem === undefined ? row : { ...row, problem };
  });
}
