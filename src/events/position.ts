import { Prisma } from '../generated/prisma/client.ts';

/**
 * A place in the history of an organization, in the order in which changes become visible for good. Ids alone are no such
 * order: a transaction that got its id earlier may commit later.
 */
export interface Position {
  transactionId: string;
  /** Everything of this transaction up to this change; 0: nothing of it. */
  changeId: string;
  /** Where changes are stored many to an entry: of this entry everything up to the n-th. 0 or absent: all of it. */
  n?: number;
  /** When the place was reached, in seconds, by the database's clock. */
  at: number;
}

/** How long a reader may be away, as docs/schema.md says. Never longer than the history is kept. */
export const validSeconds = 24 * 60 * 60;

const pattern = /^(\d{1,19})-(\d{1,18})-(\d{1,11})(?:-(\d{1,9}))?$/;

export function writePosition({ transactionId, changeId, n, at }: Position): string {
  return `${transactionId}-${changeId}-${at}${n ? `-${n}` : ''}`;
}

/** A position that a reader brings along; undefined for one that is not of this form. */
export function readPosition(text: string): Position | undefined {
  const [, transactionId = '', changeId = '', at = '', n = '0'] = pattern.exec(text) ?? [];
  return transactionId === '' ? undefined : { transactionId, changeId, n: Number(n), at: Number(at) };
}

/** Whether a position is too old, by the clock that it was told by. */
export const isOutdated = ({ at }: Position, now: number) => at <= now - validSeconds;

/** The time, which is the database's for all nodes. */
export const now = Prisma.sql`extract(epoch FROM clock_timestamp())::int`;

/** Whether the change `c` comes after a position. */
export function after({ transactionId, changeId }: Position): Prisma.Sql {
  return Prisma.sql`(c.transaction_id, c.id) > (${transactionId}::text::xid8, ${changeId}::bigint)`;
}

/** Whether the entry `e`, which holds many changes, is not before a position. */
export function from({ transactionId, changeId }: Position): Prisma.Sql {
  return Prisma.sql`(e.transaction_id, e.id) >= (${transactionId}::text::xid8, ${changeId}::bigint)`;
}

/** Whether the `change` of such an entry comes after a position. */
export function afterWithin({ changeId, n }: Position): Prisma.Sql {
  return Prisma.sql`(e.id <> ${changeId}::bigint OR ${n ?? 0} > 0 AND change.n > ${n ?? 0})`;
}
