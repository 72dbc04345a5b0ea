import { Prisma } from '../generated/prisma/client.ts';

const uniqueViolation = '23505';
const foreignKeyViolation = '23503';
const deadlockDetected = '40P01';
const maxAttempts = 5;

/** The SQLSTATE of a statement that PostgreSQL refused; undefined for every other error. */
function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  const { cause } = (error.meta?.driverAdapterError ?? {}) as { cause?: { originalCode?: string } };
  return cause?.originalCode;
}

/**
 * Runs a write that a key may refuse, and translates the refusal of a unique key into the conflict that the caller is
 * told. Where the other row is gone by the time it is looked for, where a row that the write refers to came or went
 * meanwhile, and where the database broke a deadlock, it writes again, on what is there by then.
 */
export async function writeOrConflict<Written, Conflict>(
  write: () => Promise<Written>,
  findConflict: () => Promise<Conflict | undefined>,
): Promise<Written | Conflict> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
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
export function writeOrRetry<Written>(write: () => Promise<Written>): Promise<Written> {
  return writeOrConflict<Written, never>(write, async () => undefined);
}
