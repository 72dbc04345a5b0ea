import type { QueryResult } from 'pg';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';

/** A statement as the driver takes it. */
export interface Statement {
  /** What it is prepared as, on each connection that runs it. */
  name: string;
  text: string;
  values: unknown[];
}

/**
 * The client with its raw queries sent straight to the driver, by which they cost a third: Prisma's engine plans and
 * converts what needs neither. Within a transaction they stay with Prisma, which holds the connection.
 *
 * @param run a statement that is not part of a transaction
 */
export function withDirectQueries(
  prisma: PrismaClient,
  run: (statement: Statement) => Promise<QueryResult>,
): PrismaClient {
  const extended = prisma.$extends({
    client: {
      async $queryRaw(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<unknown> {
        const context = Prisma.getExtensionContext(this) as unknown as { $connect?: unknown; $parent: PrismaClient };
        if (context.$connect === undefined) return context.$parent.$queryRaw(query, ...values);
        const sql = 'raw' in query ? Prisma.sql(query, ...values) : query;
        const { text, values: distinct } = toStatement(sql);
        return (await run({ ...prepared(text), values: distinct })).rows;
      },
    },
  });
  return extended as unknown as PrismaClient;
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
