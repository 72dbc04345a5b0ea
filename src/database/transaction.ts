import type { Statements } from './idempotency.ts';
import type { ReadDatabase } from './read.ts';

/** Reads within what writes, and so sees what a transaction has written. */
export const readsWithin = (statements: Statements): ReadDatabase => ({
  read: (query) => statements.$queryRaw(query),
});
