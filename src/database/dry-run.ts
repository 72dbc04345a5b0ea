import type { Cancellation } from '../concurrency/cancellation.ts';
import { FairSemaphore } from '../concurrency/fair-semaphore.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { ReadDatabase } from './read.ts';
import { readsWithin } from './transaction.ts';

/** How many dry runs of a node go on at the same time: each holds a connection until it has been answered. */
const most = 2;
const permits = new FairSemaphore({ all: () => most, most: () => most, ceiling: 2 * most });
/** How long a dry run may take, as it holds locks that changes wait for. */
const timeoutMs = 5000;

/** What the transaction of a dry run ends with, as nothing else undoes it. */
class Undone extends Error {}

/**
 * A transaction that is never committed: what is written in it is seen in it alone, by what reads here, until it ends. A
 * process that ends before, and a transaction that takes too long, undo it as well.
 */
export class DryRun {
  /** Writes and reads in the transaction. Prisma undoes a transaction within it alone. */
  readonly prisma: PrismaClient;
  readonly reads: ReadDatabase;
  /** Undoes everything. */
  readonly end: () => Promise<void>;

  private constructor(prisma: PrismaClient, end: () => Promise<void>) {
    this.prisma = prisma;
    this.reads = readsWithin(prisma);
    this.end = end;
  }

  /**
   * Begins when few enough others go on.
   *
   * @param cancellation ends the waiting
   */
  static async begin(prisma: PrismaClient, organizationId: string, cancellation: Cancellation): Promise<DryRun> {
    await acquire(organizationId, cancellation);
    return new Promise((resolve, reject) => {
      const ended: Promise<void> = prisma
        .$transaction(
          async (transaction) => {
            // One that waits for a lock does not see the end of the transaction's time.
            await transaction.$queryRaw`
              SELECT set_config('statement_timeout', ${String(timeoutMs)}, true) FROM pg_settings
              WHERE name = 'statement_timeout' AND (setting::int = 0 OR setting::int > ${timeoutMs}::int)`;
            return new Promise<never>((_, undo) => {
              const end = () => {
                undo(new Undone());
                return ended;
              };
              // It lacks what opens and closes connections, which nothing that changes data uses.
              resolve(new DryRun(transaction as PrismaClient, end));
            });
          },
          { timeout: timeoutMs },
        )
        // Before it has begun, somebody waits for it. After that it is undone, whatever it ends with.
        .catch(reject)
        .finally(() => permits.release(organizationId));
    });
  }
}

async function acquire(organizationId: string, cancellation: Cancellation): Promise<void> {
  cancellation.throwIfCancelled();
  const entry = permits.acquire(organizationId);
  if (!entry) return;
  const stopListening = cancellation.listen(() => entry.leave(cancellation.reason as Error));
  try {
    await entry.granted;
  } finally {
    stopListening();
  }
}
