import type { Column } from '../database/table.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { difference } from '../history/record.sql.ts';
import type { Columns } from '../lists/columns.ts';
import type { InputIssues } from './input-issues.ts';
import { toIso } from './time.ts';

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
 * here. To add a field, see docs/architecture.md. What statements are made of is made once, as requests have no time for it.
 */
export class ResourceFields<T extends Table> {
  readonly #all: [name: string, field: StoredField][];
  readonly #given: [name: string, field: GivenField<unknown>][];

  /** How rows are read. */
  readonly columns: Columns;
  /** The same for Prisma's model API, which knows the fields by the same names. */
  readonly select: { [Name in keyof T]: true };
  /** For {@link tableOf}: what changes set, as columns `new_…`, and whether they do, as `sets_…` where null is a value. */
  readonly newColumns: Column<{ values: Partial<ValuesOf<T>> }>[];
  /** Whether {@link newColumns} differ from what is stored, both columns of one row. */
  readonly isDifferent: Sql;
  /** The columns that an insert fills with {@link insertValues}. */
  readonly insertColumns: Sql;
  /** What the history records: the differences between the rows `old` and `new`. */
  readonly differences: Sql[];
  /** Whether the rows `old` and `new` differ in anything that the history records. */
  readonly isRecordedDifferent: Sql;
  /** How an entry of the history is read; the table is `c`. */
  readonly historyColumns: Columns;

  /** @param alias the table's name in statements, e.g. `g` */
  constructor(alias: string, fields: T) {
    const all = Object.entries<StoredField>(fields);
    const given = all.filter((entry): entry is [string, GivenField<unknown>] => isGiven(entry[1]));
    const recorded = all.filter(([, field]) => field.isRecorded || isGiven(field));
    const rowOf = (table: string) => `(${recorded.map(([, { column }]) => `${table}.${column}`).join()})`;
    this.#all = all;
    this.#given = given;
    this.columns = Object.fromEntries(all.map(([name, field]) => [name, Prisma.raw(readFrom(alias, field))]));
    this.select = Object.fromEntries(all.map(([name]) => [name, true])) as { [Name in keyof T]: true };
    this.newColumns = given.flatMap(([name, field]) => newColumnsOf(name, field));
    this.isDifferent = joined(
      given.map(([, { column, isClearable }]) =>
        isClearable ? `sets_${column} AND new_${column} IS DISTINCT FROM ${column}` : `new_${column} <> ${column}`,
      ),
      ' OR ',
    );
    this.insertColumns = joined(given.map(([, { column }]) => column));
    this.differences = recorded.map(([name, field]) =>
      difference(name, Prisma.raw(readFrom('old', field)), Prisma.raw(readFrom('new', field))),
    );
    this.isRecordedDifferent = Prisma.raw(`${rowOf('old')} IS DISTINCT FROM ${rowOf('new')}`);
    this.historyColumns = Object.fromEntries(recorded.map(([name]) => [name, Prisma.raw(`c.details -> '${name}'`)]));
  }

  /** The fields of a row that PostgreSQL wrote as JSON, as an organization may see them. */
  fromRow(row: Record<string, unknown>, organization: { isPartner: boolean }): Record<string, unknown> {
    const all = Object.fromEntries(this.#all.map(([name, { column }]) => [name, fromJson(name, row[column])]));
    return this.visibleIn(all, organization);
  }

  /** The fields, or the changes of fields, without those that only partners see. */
  visibleIn<Value>(fields: Record<string, Value>, { isPartner }: { isPartner: boolean }): Record<string, Value> {
    if (isPartner) return fields;
    const hidden = new Set(this.#given.flatMap(([name, field]) => (field.isPartnerOnly ? [name] : [])));
    return Object.fromEntries(Object.entries(fields).filter(([name]) => !hidden.has(name)));
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
    const values: Record<string, unknown> = {};
    for (const [name, field] of this.#given) {
      const sent = sentOf(input, name);
      if (sent === undefined) continue;
      values[name] = sent === null && field.isClearable ? null : field.check(issues, [...path, name], sent);
    }
    return values as Partial<ValuesOf<T>>;
  }

  /** The values of a new resource: absent is what it has at first. */
  parseNew(issues: InputIssues, input: object, path: readonly string[] = []): ValuesOf<T> {
    const initial = this.#given.flatMap(([name, field]) => ('initial' in field ? [[name, field.initial]] : []));
    return { ...Object.fromEntries(initial), ...this.parseChange(issues, input, path) };
  }

  /** {@link newColumns} of a table, for a select list. */
  newColumnsOf(table: string): Sql {
    return joined(this.newColumns.map(([column]) => `${table}.${column}`));
  }

  /**
   * What an update sets.
   *
   * @param to the table with {@link newColumns}
   * @param from the table with what is stored
   */
  assignments(to: string, from: string): Sql {
    return joined(
      this.#given.map(([, { column, isClearable }]) => {
        const [next, stored] = [`${to}.new_${column}`, `${from}.${column}`];
        const value = isClearable
          ? `CASE WHEN ${to}.sets_${column} THEN ${next} ELSE ${stored} END`
          : `coalesce(${next}, ${stored})`;
        return `${column} = ${value}`;
      }),
    );
  }

  /** The same of a table with {@link newColumns}. */
  insertValuesOf(table: string): Sql {
    return joined(this.#given.map(([, { column }]) => `${table}.new_${column}`));
  }

  insertValues(values: ValuesOf<T>): Sql {
    return Prisma.join(this.#given.map(([name, { type }]) => Prisma.sql`${sentOf(values, name)}::${Prisma.raw(type)}`));
  }
}

/** PostgreSQL writes times in another form than the API. */
const fromJson = (name: string, value: unknown) =>
  name.endsWith('At') && typeof value === 'string' ? toIso(value) : (value ?? null);

const readFrom = (table: string, { column, readAs }: StoredField) => `${table}.${column}${readAs ? `::${readAs}` : ''}`;

function newColumnsOf(name: string, { column, type, isClearable }: GivenField<unknown>): Column<{ values: object }>[] {
  const sentIn = ({ values }: { values: object }) => sentOf(values, name);
  const value: Column<{ values: object }> = [`new_${column}`, type, sentIn];
  return isClearable ? [value, [`sets_${column}`, 'boolean', (row) => sentIn(row) !== undefined]] : [value];
}
