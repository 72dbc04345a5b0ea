import { Prisma } from '../generated/prisma/client.ts';

/** A column of values: its name, the SQL type of its values, and the value of a row. */
export type Column<Row> = [name: string, type: string, value: (row: Row) => unknown];

/** Rows as a table of a statement, with their places, from 1, as the column `n`: as many parameters as columns. */
export function tableOf<Row>(name: string, rows: readonly Row[], columns: readonly Column<Row>[]): Prisma.Sql {
  const values = columns.map(([, type, value]) => Prisma.sql`${rows.map(value)}::${Prisma.raw(`${type}[]`)}`);
  const names = columns.map(([column]) => column);
  return Prisma.sql`unnest(${Prisma.join(values)}) WITH ORDINALITY AS ${Prisma.raw(`${name}(${names.join(', ')}, n)`)}`;
}
