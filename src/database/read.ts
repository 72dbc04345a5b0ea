import type { QueryResult } from 'pg';
import type { Prisma } from '../generated/prisma/client.ts';

/** A statement as the driver takes it. */
export interface Statement {
  /** What it is prepared as, on each connection that runs it. */
  name: string;
  text: string;
  values: unknown[];
}

/**
 * Reads rows by SQL, on the driver: Prisma's engine plans and converts what needs neither, and costs three times as much.
 * A value in a row is what Prisma would make of it. It has no way to write: its sessions, or the transaction that it
 * reads in, are read-only. A statement is sent again where its connection failed, and only then.
 */
export interface ReadDatabase {
  /** @typeParam Rows all of them */
  read<Rows extends readonly unknown[]>(query: Prisma.Sql, hint?: ReadHint): Promise<Rows>;
}

/** What is known of a statement before it runs: others do not wait behind one that is likely to be slow. */
export type ReadHint = 'slow' | undefined;

/** @param run runs a statement that only reads */
export function readDatabase(run: (statement: Statement, hint: ReadHint) => Promise<QueryResult>): ReadDatabase {
  return {
    async read<Rows extends readonly unknown[]>(query: Prisma.Sql, hint?: ReadHint) {
      const { text, values } = toStatement(query);
      return (await run({ ...prepared(text), values }, hint)).rows as unknown as Rows;
    },
  };
}

/** A statement with its parameters, of which each id is one: most are the organization's, wherever it is asked for. */
function toStatement({ strings, values }: Prisma.Sql): { text: string; values: unknown[] } {
  let text = strings[0] as string;
  const distinct: unknown[] = [];
  const ids = new Map<unknown, number>();
  for (const [index, value] of values.entries()) {
    const next = strings[index + 1] as string;
    const isId = next.startsWith('::uuid') && !next.startsWith('::uuid[');
    const place = (isId && ids.get(value)) || distinct.push(Array.isArray(value) ? toArray(value) : value);
    if (isId) ids.set(value, place);
    text += `$${place}${next}`;
  }
  return { text, values: distinct };
}

/**
 * A list as PostgreSQL reads it, where nothing in it has to be escaped: the driver looks for that element by element,
 * which takes it longer than the rest of a large look-up. What JSON escapes nothing of, PostgreSQL reads the same way.
 */
function toArray(list: unknown[]): unknown {
  if (!list.every((element) => typeof element === 'string')) return list;
  const json = JSON.stringify(list);
  return json.includes('\\') ? list : `{${json.slice(1, -1)}}`;
}

const known = new Map<string, Pick<Statement, 'name' | 'text'>>();

/**
 * Prepares what repeats. The texts are few, as values are parameters; the bound is for those that are not. The text that
 * comes back is always the same object, which the driver compares faster than an equal one.
 */
function prepared(text: string): Pick<Statement, 'name' | 'text'> {
  const statement = known.get(text);
  if (statement) return statement;
  if (known.size >= 1000) return { name: '', text }; // not prepared
  const added = { name: `gg${known.size}`, text };
  known.set(text, added);
  return added;
}

export const preparedName = (text: string) => prepared(text).name;
