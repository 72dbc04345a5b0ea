import type { PrismaClient } from '../generated/prisma/client.ts';
import type { ReadDatabase } from './read.ts';
import { readsWithin } from './transaction.ts';

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

  static begin(prisma: PrismaClient): Promise<DryRun> {
    return new Promise((resolve, reject) => {
      const ended: Promise<void> = prisma
        .$transaction((transaction) => {
          return new Promise<never>((_, undo) => {
            const end = () => {
              undo(new Undone());
              return ended;
            };
            // It lacks what opens and closes connections, which nothing that changes data uses.
            resolve(new DryRun(transaction as PrismaClient, end));
          });
        })
        // Before it has begun, somebody waits for it. After that it is undone, whatever it ends with.
        .catch(reject);
    });
  }
}
