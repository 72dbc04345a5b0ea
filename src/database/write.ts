import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';

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

/**
 * Runs a statement that changes a row and what belongs to it. A statement sees what belongs to the row as of its own
 * start, and the row as of getting hold of it: where it finds that somebody changed it in between, it writes nothing and
 * says that it is stale. Then it runs again with the row held first.
 *
 * @param hold takes hold of the row until the transaction ends
 */
export async function runFresh<Row extends { stale: boolean }>(
  prisma: PrismaClient,
  statement: Prisma.Sql,
  hold: Prisma.Sql,
): Promise<Row[]> {
  const rows = await prisma.$queryRaw<Row[]>(statement);
  return rows[0]?.stale ? runHeld(prisma, statement, hold) : rows;
}

/** Takes hold of something, then runs a statement, in one transaction. */
export async function runHeld<Row>(prisma: PrismaClient, statement: Prisma.Sql, hold: Prisma.Sql): Promise<Row[]> {
  const [, rows] = await prisma.$transaction([prisma.$queryRaw(hold), prisma.$queryRaw<Row[]>(statement)]);
  return rows;
}
