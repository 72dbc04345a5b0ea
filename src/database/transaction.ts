import { isTransaction, type Statements } from './idempotency.ts';
import type { ReadDatabase } from './read.ts';

/** Reads within what writes, and so sees what a transaction has written. */
export const readsWithin = (statements: Statements): ReadDatabase => ({
  read: (query) => statements.$queryRaw(query),
});

/** Does work in a transaction: the one that there is, or one of its own. */
export function inTransaction<Outcome>(
  statements: Statements,
  work: (transaction: Statements) => Promise<Outcome>,
): Promise<Outcome> {
  return isTransaction(statements) ? work(statements) : statements.$transaction(work);
}

/**
 * Does work in a transaction of its own, and undoes it where its outcome is none to keep.
 *
 * @returns the outcome, also of what was undone
 */
export async function keptIf<Outcome>(
  isKept: (outcome: Outcome) => boolean,
  statements: Statements,
  work: (transaction: Statements) => Promise<Outcome>,
): Promise<Outcome> {
  const undone = new Error('The outcome is none to keep');
  let outcome: Outcome | undefined;
  try {
    return await statements.$transaction(async (transaction) => {
      outcome = await work(transaction);
      if (isKept(outcome)) return outcome;
      throw undone;
    });
  } catch (error) {
    if (error === undone) return outcome as Outcome;
    throw error;
  }
}
