import { setTimeout as sleep } from 'node:timers/promises';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import { type Leased, leaseMs, renewLease } from './lease.sql.ts';

/** How often a lease is renewed: it lasts if some renewals fail. */
const renewEveryMs = leaseMs / 4;

/**
 * Works at an endpoint, and renews the lease meanwhile.
 *
 * @param takenAt when the lease was asked for
 * @param work is told when another node may be at the endpoint
 */
export async function whileLeased<T>(
  prisma: PrismaClient,
  endpoint: Leased,
  takenAt: number,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const done = new AbortController();
  const endsAfter = (start: number) => setTimeout(() => lost.abort(), start + leaseMs - performance.now());
  let end = endsAfter(takenAt);
  const renewAgainAndAgain = async () => {
    for (;;) {
      await sleep(renewEveryMs, undefined, { signal: done.signal }).catch(() => {});
      if (done.signal.aborted || lost.signal.aborted) return;
      const start = performance.now();
      // Where it cannot be renewed now, maybe in time.
      const isOurs = await renewLease(prisma, endpoint).catch(() => undefined);
      if (isOurs === false) lost.abort();
      if (!isOurs) continue;
      clearTimeout(end);
      end = endsAfter(start);
    }
  };
  const renewing = renewAgainAndAgain();
  try {
    return await work(lost.signal);
  } finally {
    done.abort();
    await renewing;
    clearTimeout(end);
  }
}
