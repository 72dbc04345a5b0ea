import type { Column } from '../database/table.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { difference } from '../history/record.sql.ts';
import type { Columns } from '../lists/columns.ts';
import type { InputIssues } from './input-issues.ts';

type Sql = Prisma.Sql;

/** A field whose value the service sets. */
export interface StoredField {
  column: string;
  /** A type to read it as, where that is not the column's, e.g. `text` for numbers that JavaScript is too small for. */
  readAs?: 'text';
  /** Whether the history records its changes. It always does those of a {@link GivenField}. */
  isRecorded?: boolean;
}

/** A field whose value callers set. Where null is a value, it clears the field. */
export interface GivenField<Value> extends StoredField {
  /** The SQL type of its values. */
  type: 'text' | 'boolean' | 'int';
  /** Adds what is wrong with a value that is sent; returns it as it is stored. */
  check(issues: InputIssues, path: readonly string[], sent: Value | null): Value;
  isClearable: null extends Value ? true : false;
  /** Whether only partners may send it. */
  isPartnerOnly?: boolean;
  /** What a new resource has where none is sent; absent where one must be. */
  initial?: Value;
}

// biome-ignore lint/suspicious/noExplicitAny: a table has fields of any type
type Table = Record<string, StoredField | GivenField<any>>;

/** The values of a table's given fields. */
export type ValuesOf<T extends Table> = {
  [Name in keyof T as T[Name] extends GivenField<infer _> ? Name : never]: T[Name] extends GivenField<infer Value>
    ? Value
    : never;
};

const sentOf = (input: object, name: string) => (input as Record<string, unknown>)[name];

const isGiven = (field: StoredField): field is GivenField<unknown> => 'check' in field;

const joined = (parts: string[], separator = ', ') => Prisma.raw(parts.join(separator));

/**
 * The plain fields of a resource: each is told once, in a table, and everything that is done with all of them comes from
 * here. To add a field, see docs/architecture.md.
 */
export class ResourceFields<T extends Table> {
  readonly #alias: string;
  readonly #fields: T;
  readonly #given: [name: string, field: GivenField<unknown>][];

  /** @param alias the table's name in statements, e.g. `g` */
  constructor(alias: string, fields: T) {
    this.#alias = alias;
    this.#fields = fields;
    this.#given = Object.entries(fields).filter((entry): entry is [string, GivenField<unknown>] => isGiven(entry[1]));
  }

  /** How rows are read. */
  get columns(): Columns {
    const columns = Object.entries(this.#fields).map(([name, field]) => [name, readFrom(this.#alias, field)]);
    return Object.fromEntries(columns.map(([name, sql]) => [name, Prisma.raw(sql as string)]));
  }

  /** The same for Prisma's model API, which knows the fields by the same names. */
  get select(): { [Name in keyof T]: true } {
    return Object.fromEntries(Object.keys(this.#fields).map((name) => [name, true])) as { [Name in keyof T]: true };
  }

  /** The name of a field that is sent, and that only partners may send. */
  partnerOnlyIn(input: object): string | undefined {
    return this.#given.find(([name, field]) => field.isPartnerOnly && sentOf(input, name) !== undefined)?.[0];
  }

  /** Whether a change sends any of the fields. */
  isAnySent(input: object): boolean {
    return this.#given.some(([name]) => sentOf(input, name) !== undefined);
  }

  /** The values of a change: absent keeps, null clears. */
  parseChange(issues: InputIssues, input: object, path: readonly string[] = []): Partial<ValuesOf<T>> {
    const sent = this.#given.flatMap(([name, field]) => {
      const value = sentOf(input, name);
      return value === undefined ? [] : [[name, checked(issues, [...path, name], field, value)]];
    });
    return Object.fromEntries(sent);
  }

  /** The values of a new resource: absent is what it has at first. */
  parseNew(issues: InputIssues, input: object, path: readonly string[] = []): ValuesOf<T> {
    const initial = this.#given.flatMap(([name, field]) => ('initial' in field ? [[name, field.initial]] : []));
    return { ...Object.fromEntries(initial), ...this.parseChange(issues, input, path) };
  }

  /** For {@link tableOf}: what changes set, as columns `new_…`, and whether they do, as `sets_…` where null is a value. */
  get newColumns(): Column<{ values: Partial<ValuesOf<T>> }>[] {
    return this.#given.flatMap(([name, { column, type, isClearable }]) => {
      const sentIn = ({ values }: { values: object }) => sentOf(values, name);
      const columns: Column<{ values: object }>[] = [[`new_${column}`, type, sentIn]];
      if (isClearable) columns.push([`sets_${column}`, 'boolean', (row) => sentIn(row) !== undefined]);
      return columns;
    });
  }

  /** {@link newColumns} of a table, for a select list. */
  newColumnsOf(table: string): Sql {
    return joined(this.newColumns.map(([column]) => `${table}.${column}`));
  }

  /** Whether {@link newColumns} differ from what is stored, both columns of one row. */
  get isDifferent(): Sql {
    const parts = this.#given.map(([, { column, isClearable }]) =>
      isClearable ? `sets_${column} AND new_${column} IS DISTINCT FROM ${column}` : `new_${column} <> ${column}`,
    );
    return joined(parts, ' OR ');
  }

  /**
   * What an update sets.
   *
   * @param to the table with {@link newColumns}
   * @param from the table with what is stored
   */
  assignments(to: string, from: string): Sql {
    const parts = this.#given.map(([, { column, isClearable }]) => {
      const [next, stored] = [`${to}.new_${column}`, `${from}.${column}`];
      const value = isClearable
        ? `CASE WHEN ${to}.sets_${column} THEN ${next} ELSE ${stored} END`
        : `coalesce(${next}, ${stored})`;
      return `${column} = ${value}`;
    });
    return joined(parts);
  }

  /** The columns that an insert fills with {@link insertValues}. */
  get insertColumns(): Sql {
    return joined(this.#given.map(([, { column }]) => column));
  }

  insertValues(values: ValuesOf<T>): Sql {
    return Prisma.join(this.#given.map(([name, { type }]) => Prisma.sql`${sentOf(values, name)}::${Prisma.raw(type)}`));
  }

  /** What the history records: the differences between the rows `old` and `new`. */
  get differences(): Sql[] {
    return this.#recorded.map(([name, field]) =>
      difference(name, Prisma.raw(readFrom('old', field)), Prisma.raw(readFrom('new', field))),
    );
  }

  /** Whether the rows `old` and `new` differ in anything that the history records. */
  get isRecordedDifferent(): Sql {
    const row = (of: string) => `(${this.#recorded.map(([, { column }]) => `${of}.${column}`).join()})`;
    return Prisma.raw(`${row('old')} IS DISTINCT FROM ${row('new')}`);
  }

  /** How an entry of the history is read; the table is `c`. */
  get historyColumns(): Columns {
    return Object.fromEntries(this.#recorded.map(([name]) => [name, Prisma.raw(`c.details -> '${name}'`)]));
  }

  get #recorded(): [string, StoredField][] {
    return Object.entries(this.#fields).filter(([, field]) => field.isRecorded || isGiven(field));
  }
}

const readFrom = (table: string, { column, readAs }: StoredField) => `${table}.${column}${readAs ? `::${readAs}` : ''}`;

function checked(issues: InputIssues, path: readonly string[], field: GivenField<unknown>, value: unknown): unknown {
  return value === null && field.isClearable ? null : field.check(issues, path, value);
}
