import type { ReadHint } from '../database/read.ts';
import { Prisma } from '../generated/prisma/client.ts';

/** What a list can be narrowed by: names and their columns. */
export type Comparables = Record<string, { column: Prisma.Sql; type: ComparableType }>;

export type ComparableType = 'bigint' | 'text' | 'boolean' | 'timestamptz';

export const comparisonOperators = ['=', '<>', '<', '<=', '>', '>=', 'LIKE', 'IN'] as const;

/** A condition on one column. Its values are texts that the column's type can read. */
export interface Comparison {
  name: string;
  operator: (typeof comparisonOperators)[number];
  values: readonly string[];
}

/** @param comparison whose name is one of those */
export function comparisonSql(comparables: Comparables, { name, operator, values }: Comparison): Prisma.Sql {
  const comparable = comparables[name];
  if (!comparable) throw new Error(`Nothing can be compared with ${name}`);
  const { column, type } = comparable;
  const sqlType = Prisma.raw(type);
  if (operator === 'IN') return Prisma.sql`${column} = ANY(${[...values]}::text[]::${sqlType}[])`;
  // A pattern has wildcards, and nothing that escapes them.
  const value = operator === 'LIKE' ? values[0]?.replaceAll('\\', '\\\\') : values[0];
  return Prisma.sql`${column} ${Prisma.raw(operator)} ${value}::text::${sqlType}`;
}

/** Texts that are like something are looked for in every row. */
export const comparisonHint = (comparisons: readonly Comparison[]): ReadHint =>
  comparisons.some(({ operator }) => operator === 'LIKE') ? 'slow' : undefined;
