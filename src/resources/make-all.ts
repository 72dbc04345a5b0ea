import type { Statements } from '../database/idempotency.ts';
import { inTransaction, keptIf } from '../database/transaction.ts';
import type { Outcomes } from './many.ts';

/**
 * Makes what is asked for in one transaction. Where all inputs belong together, a refusal undoes it.
 *
 * @param outcomes those of the inputs that were refused before
 * @param make adds the others
 */
export async function makeAll<Result extends object>(
  statements: Statements,
  outcomes: Outcomes<Result>,
  make: (transaction: Statements, outcomes: Outcomes<Result>) => Promise<void>,
) {
  const attempt = outcomes.copy(); // the transaction may be tried again
  const work = async (transaction: Statements) => {
    await make(transaction, attempt);
    return attempt;
  };
  await (outcomes.isAtomic ? keptIf(({ isOver }) => !isOver, statements, work) : inTransaction(statements, work));
  return attempt.results;
}
