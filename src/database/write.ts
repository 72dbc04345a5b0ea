import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { sqlState } from './connection/failures.ts';
import { recorded, type Statements } from './idempotency.ts';
import { inTransaction } from './transaction.ts';

const uniqueViolation = '23505';
const foreignKeyViolation = '23503';
const deadlockDetected = '40P01';
const lockNotAvailable = '55P03';
const maxAttempts = 5;

/** Whether a statement gave up waiting for a lock. */
export function isLockTimeout(error: unknown): boolean {
  return sqlState(error) === lockNotAvailable;
}

/**
 * Runs a write that a key may refuse, and translates the refusal of a unique key into the conflict that the caller is
 * told. Where the other row is gone by the time it is looked for, where a row that the write refers to came or went
 * meanwhile, and where the database broke a deadlock, it writes again, on what is there by then.
 *
 * @param write returns the outcome that the caller is told, which is recorded with the change for repeats of a request
 */
export async function writeOrConflict<Written, Conflict>(
  prisma: PrismaClient,
  write: (statements: Statements) => Promise<Written>,
  findConflict: () => Promise<Conflict | undefined>,
): Promise<Written | Conflict> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await recorded(prisma, write);
    } catch (error) {
      const state = sqlState(error);
      if (state !== uniqueViolation && state !== foreignKeyViolation && state !== deadlockDetected) throw error;
      const conflict = state === uniqueViolation ? await findConflict() : undefined;
      if (conflict) return conflict;
      if (attempt === maxAttempts) throw error;
    }
  }
}

/** {@link writeOrConflict} for a write that no unique key refuses for good. */
export function writeOrRetry<Written>(
  prisma: PrismaClient,
  write: (statements: Statements) => Promise<Written>,
): Promise<Written> {
  return writeOrConflict<Written, never>(prisma, write, async () => undefined);
}

/**
 * Runs a statement that changes a row and what belongs to it. A statement sees what belongs to the row as of its own
 * start, and the row as of getting hold of it: where it finds that somebody changed it in between, it writes nothing and
 * says that it needs a retry. Then it runs again with the row held first.
 *
 * @param hold takes hold of the row until the transaction ends
 */
export async function runFresh<Row extends { needsRetry: boolean }>(
  statements: Statements,
  statement: Prisma.Sql,
  hold: Prisma.Sql,
): Promise<Row[]> {
  const rows = await statements.$queryRaw<Row[]>(statement);
  return rows[0]?.needsRetry ? runHeld(statements, statement, hold) : rows;
}

/** Takes hold of something, then runs a statement, in one transaction. */
export function runHeld<Row>(statements: Statements, statement: Prisma.Sql, hold: Prisma.Sql): Promise<Row[]> {
  return inTransaction(statements, async (transaction) => {
    await transaction.$queryRaw(hold);
    return transaction.$queryRaw<Row[]>(statement);
  });
}
