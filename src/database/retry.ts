import { setTimeout as sleep } from 'node:timers/promises';

/** Another process started or stopped the database while this one turned to it: the next try may find it settled. */
export class UnsettledDatabaseError extends Error {}

/**
 * Tries again while the database is unsettled. A server may have to recover from a crash first, hence the long default.
 *
 * @throws the cause of the last UnsettledDatabaseError, and any other error at once
 */
export async function retryWhileUnsettled<Result>(attempt: () => Promise<Result>, timeoutMs = 30_000): Promise<Result> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof UnsettledDatabaseError)) throw error;
      if (performance.now() > deadline) throw error.cause;
    }
    await sleep(100);
  }
}
