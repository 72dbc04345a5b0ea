import type { Answer } from '../../../support/graphql.ts';

interface Row {
  tries: number;
  answered: number;
  'with errors': number;
  succeeded: number;
  lost: number;
}

/** Counts what was sent, by what kind, and what it came to. */
export class Tally {
  readonly rows: Record<string, Row> = {};
  readonly codes: Record<string, number> = {};
  readonly results: Record<string, number> = {};
  /** Root fields that gave something: a mutation its success, a look-up what it found. */
  readonly given: Record<string, number> = {};
  readonly #mutations: Set<string>;

  constructor(mutations: string[]) {
    this.#mutations = new Set(mutations);
  }

  /** @returns a way to say that the answer passed */
  count(what: string, answer: Answer): () => void {
    this.rows[what] ??= { tries: 0, answered: 0, 'with errors': 0, succeeded: 0, lost: 0 };
    const row = this.rows[what];
    row.tries++;
    row.lost++;
    const members = rootValues(answer);
    if (answer.errors) row['with errors']++;
    else row.answered++;
    if (members.some(({ value }) => isSuccess(value))) row.succeeded++;
    for (const { field, value } of members) this.#member(field, value);
    for (const code of answer.errors?.map(({ extensions }) => extensions.code) ?? ['no error'])
      add(this.codes, `${answer.status} ${code}`);
    return () => {
      row.lost--;
    };
  }

  #member(field: string, value: unknown): void {
    const member = typenameOf(value);
    if (/Success$/.test(member) || (member === '' && isSomething(value))) add(this.given, field);
    if (this.#mutations.has(field) && member !== '') add(this.results, `${field}: ${member}`);
  }

  print(): void {
    const sorted = <T>(rows: Record<string, T>) => Object.fromEntries(Object.entries(rows).sort());
    console.table(sorted(this.rows));
    console.table(sorted(this.codes));
    console.table(sorted(this.results));
  }

  sum(column: keyof Row, rows: RegExp): number {
    return Object.entries(this.rows).reduce((sum, [what, row]) => (rows.test(what) ? sum + row[column] : sum), 0);
  }
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

/** What stands under the names that the writer gave to root fields. */
export function rootValues({ data }: Answer): { field: string; value: unknown }[] {
  return Object.entries(data ?? {}).map(([name, value]) => ({ field: name.replace(/^r\d+_/, ''), value }));
}

const typenameOf = (value: unknown) => String((value as { __typename?: unknown } | null)?.__typename ?? '');

export const isSuccess = (value: unknown) => typenameOf(value).endsWith('Success');

const isSomething = (value: unknown) => (Array.isArray(value) ? value.some(Boolean) : value !== null);
