import { BadArgumentError } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { isStorable, toInt64, toUuid } from '../resources/text.ts';

/** What a list may be asked for: Relay's arguments, each absent, null or a value. */
export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** An order of rows: by a key, then by the id, both in one direction, so that no two rows are equal. */
export interface Order<Row> {
  /** Goes into cursors, to refuse those of another list or another order: each has its own. */
  name: string;
  key: Prisma.Sql;
  id: Prisma.Sql;
  direction: 'ASC' | 'DESC';
  /** The key and the id of a row, as a cursor carries them. */
  position(row: Row): Position;
  /** A cursor's values as SQL, or undefined where they cannot be of this order. */
  toSql(position: Position): Prisma.Sql | undefined;
}

export type Position = [key: string, id: string];

/** The part of a list that is asked for. */
export interface PageWindow {
  size: number;
  backward: boolean;
  /** How many rows to pass over first, for clients that count instead of following cursors. */
  offset?: number;
  after?: Prisma.Sql;
  before?: Prisma.Sql;
}

export const defaultPageSize = 25;
export const maxPageSize = 100;

/** Rows of a list around a window, and whether there are more on either side. */
export interface Page<Row> {
  rows: Row[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  cursor(row: Row): string;
}

/** @throws BadArgumentError for arguments out of range and for cursors of something else */
export function toWindow<Row>(args: PageArguments, order: Order<Row>): PageWindow {
  const { first, last } = args;
  if (first != null && last != null) throw new BadArgumentError('Send "first" or "last", not both.');
  const window: PageWindow = {
    size: pageSize('first', first) ?? pageSize('last', last) ?? defaultPageSize,
    backward: last != null,
  };
  if (args.after != null) window.after = parseCursor('after', args.after, order);
  if (args.before != null) window.before = parseCursor('before', args.before, order);
  return window;
}

function pageSize(name: string, value: number | null | undefined): number | undefined {
  if (value == null) return undefined;
  if (value < 1 || value > maxPageSize)
    throw new BadArgumentError(`"${name}" must be from 1 to ${maxPageSize}, and is ${value}.`);
  return value;
}

/** An order in a direction, whose cursors are its own. */
export function inDirection<Row>(order: Omit<Order<Row>, 'direction'>, direction: 'ASC' | 'DESC'): Order<Row> {
  return { ...order, direction, name: direction === 'ASC' ? order.name : `${order.name}-desc` };
}

const base64url = /^[\w-]+$/;

function parseCursor<Row>(name: string, cursor: string, order: Order<Row>): Prisma.Sql {
  let parsed: unknown;
  try {
    if (base64url.test(cursor)) parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    // not one of ours: refused below
  }
  if (
    Array.isArray(parsed) &&
    parsed.length === 3 &&
    parsed.every((part) => typeof part === 'string' && isStorable(part))
  ) {
    const [orderName, key, id] = parsed as [string, string, string];
    const sql = orderName === order.name ? order.toSql([key, id]) : undefined;
    if (sql) return sql;
  }
  throw new BadArgumentError(
    `"${name}" must be a cursor of this field with the same order and direction. Take it from "pageInfo" or from an edge.`,
  );
}

/**
 * The condition, and the order and limit, that read a window, with one row more than asked for, to tell whether there is
 * more. The order alone, too.
 */
export function windowSql<Row>(
  order: Order<Row>,
  window: PageWindow,
): { where: Prisma.Sql; order: Prisma.Sql; orderBy: Prisma.Sql } {
  const ascending = order.direction === 'ASC';
  const later = Prisma.raw(ascending ? '>' : '<');
  const earlier = Prisma.raw(ascending ? '<' : '>');
  const readDirection = Prisma.raw(ascending !== window.backward ? 'ASC' : 'DESC');
  const { key, id } = order;
  const after = window.after ? Prisma.sql`AND (${key}, ${id}) ${later} ${window.after}` : Prisma.empty;
  const before = window.before ? Prisma.sql`AND (${key}, ${id}) ${earlier} ${window.before}` : Prisma.empty;
  const offset = window.offset ? Prisma.sql`OFFSET ${window.offset}` : Prisma.empty;
  const orderOnly = Prisma.sql`ORDER BY ${key} ${readDirection}, ${id} ${readDirection}`;
  return {
    where: Prisma.sql`${after} ${before}`,
    order: orderOnly,
    orderBy: Prisma.sql`${orderOnly} LIMIT ${window.size + 1} ${offset}`,
  };
}

/** Makes a page of the rows that {@link windowSql} read. */
export function toPage<Row>(read: Row[], order: Order<Row>, window: PageWindow): Page<Row> {
  const more = read.length > window.size;
  const rows = more ? read.slice(0, window.size) : read;
  if (window.backward) rows.reverse();
  return {
    rows,
    hasNextPage: window.backward ? window.before !== undefined : more,
    hasPreviousPage: window.backward ? more : window.after !== undefined,
    cursor: (row) => Buffer.from(JSON.stringify([order.name, ...order.position(row)])).toString('base64url'),
  };
}

type ToSql = (value: string) => Prisma.Sql | undefined;

/** Reads a cursor whose key and id are of these types. */
export function position(key: ToSql, id: ToSql): Order<unknown>['toSql'] {
  return (values) => {
    const [keySql, idSql] = [key(values[0]), id(values[1])];
    return keySql && idSql && Prisma.sql`(${keySql}, ${idSql})`;
  };
}

export const textKey: ToSql = (text) => Prisma.sql`${text}::text`;

/** JavaScript knows years that PostgreSQL does not, or writes otherwise: those beyond 9999 or before 1. */
const fourDigitYear = /^(?!0000)\d{4}-/;

export const timeKey: ToSql = (text) => {
  const time = new Date(text);
  return fourDigitYear.test(text) && !Number.isNaN(time.getTime()) && time.toISOString() === text
    ? Prisma.sql`${text}::timestamptz`
    : undefined;
};

export const intKey: ToSql = (text) => (toInt64(text) ? Prisma.sql`${text}::bigint` : undefined);

export const uuidKey: ToSql = (text) => (toUuid(text) === text ? Prisma.sql`${text}::uuid` : undefined);
