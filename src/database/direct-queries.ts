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
        const { text } = sql;
        return (await run({ name: preparedName(text), text, values: sql.values })).rows;
      },
    },
  });
  return extended as unknown as PrismaClient;
}

const names = new Map<string, string>();

/** Prepares what repeats. The texts are few, as values are parameters; the bound is for those that are not. */
export function preparedName(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= 1000) return ''; // not prepared
  const name = `gg${names.size}`;
  names.set(text, name);
  return name;
}
