import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { type Order, type Page, type PageWindow, toPage, windowSql } from './pagination.ts';

type Sql = Prisma.Sql;

/** The SQL type of parents' ids. */
export type IdType = 'uuid' | 'bigint';

const parents = (ids: readonly string[], type: IdType) =>
  Prisma.sql`unnest(${[...new Set(ids)]}::text[]::${Prisma.raw(type)}[]) AS parent(id)`;

/** Rows of a resource that a caller may see. */
export interface List<Row> {
  columns: Sql;
  from: Sql;
  /** All of them must hold; the first names the organization. */
  where: Sql[];
  order: Order<Row>;
}

const all = (where: Sql[]) => Prisma.join(where, ' AND ');

/** Reads a page of a list: one statement. */
export async function readPage<Row>(prisma: PrismaClient, list: List<Row>, window: PageWindow): Promise<Page<Row>> {
  const sql = windowSql(list.order, window);
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT ${list.columns} FROM ${list.from} WHERE ${all(list.where)} ${sql.where} ${sql.orderBy}`;
  return toPage(rows, list.order, window);
}

/** Counts a list: one statement. */
export async function countRows<Row>(prisma: PrismaClient, list: List<Row>): Promise<number> {
  const rows = await prisma.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM ${list.from} WHERE ${all(list.where)}`;
  return rows[0].count;
}

/**
 * Reads the same page of each parent's list: one statement for all. A condition of the list ties a row to `parent.id`.
 * A parent without rows has an empty page.
 */
export async function readPages<Row>(
  prisma: PrismaClient,
  parentIds: readonly string[],
  parentType: IdType,
  list: List<Row>,
  window: PageWindow,
): Promise<Page<Row>[]> {
  const sql = windowSql(list.order, window);
  // The order within a parent is that of the lateral query: nothing above it reorders.
  const rows = await prisma.$queryRaw<(Row & { parentId: string })[]>`
    SELECT parent.id::text AS "parentId", child.*
    FROM ${parents(parentIds, parentType)}
    CROSS JOIN LATERAL (
      SELECT ${list.columns} FROM ${list.from} WHERE ${all(list.where)} ${sql.where} ${sql.orderBy}
    ) AS child`;
  const byParent = new Map<string, Row[]>();
  for (const row of rows) {
    const siblings = byParent.get(row.parentId);
    if (siblings) siblings.push(row);
    else byParent.set(row.parentId, [row]);
  }
  return parentIds.map((id) => toPage(byParent.get(id) ?? [], list.order, window));
}

/** Counts each parent's list: one statement for all. */
export async function countRowsPerParent<Row>(
  prisma: PrismaClient,
  parentIds: readonly string[],
  parentType: IdType,
  list: List<Row>,
): Promise<number[]> {
  const rows = await prisma.$queryRaw<{ parentId: string; count: number }[]>`
    SELECT parent.id::text AS "parentId", (SELECT count(*)::int FROM ${list.from} WHERE ${all(list.where)}) AS count
    FROM ${parents(parentIds, parentType)}`;
  const counts = new Map(rows.map(({ parentId, count }) => [parentId, count]));
  return parentIds.map((id) => counts.get(id) ?? 0);
}
