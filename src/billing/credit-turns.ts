import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { runExclusive } from '../concurrency/keyed-mutex.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { type Billed, BillingProviderError, idOf } from './provider.ts';

/** How long recording may take after the provider was asked. */
const recordingMs = 10_000;
/** How long a node waits before it looks whether another one's turn has ended: at first, and at most. */
const firstPauseMs = 50;
const longestPauseMs = 500;

interface Waiting {
  /** When it has waited for its turn long enough, by `performance.now()`. */
  endsAt: number;
  /** Lets others work meanwhile. */
  stepAside<T>(wait: () => Promise<T>): Promise<T>;
}

/**
 * Works while nobody else, on this node or another, is at the credits of something.
 *
 * A turn is a row with an end, and no lock: a lock of a transaction or session would hold a connection for as long as the
 * provider takes, and PgBouncer passes no locks of sessions on. What a node leaves that is killed ends by itself.
 *
 * @throws BillingProviderError where its turn does not come in time
 */
export function inCreditTurn<T>(
  prisma: PrismaClient,
  billed: Billed,
  { endsAt, stepAside }: Waiting,
  work: () => Promise<T>,
): Promise<T> {
  const turn = { organizationId: billed.organizationId, entityId: idOf(billed) };
  const whenFree = () =>
    runExclusive(`credits ${turn.organizationId} ${turn.entityId}`, async () => {
      const holder = randomUUID();
      for (let pauseMs = firstPauseMs; !(await begin(prisma, { ...turn, holder }, endsAt)); ) {
        await sleep(pauseMs * (0.5 + Math.random() / 2));
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      }
      try {
        return await work();
      } finally {
        // What came of the work stands. A row that stays ends by itself.
        await prisma.creditTurn.deleteMany({ where: { ...turn, holder } }).catch(() => {});
      }
    });
  return stepAside(whenFree);
}

/** Whether the turn is this holder's now. @throws BillingProviderError after its time */
async function begin(
  prisma: PrismaClient,
  { organizationId, entityId, holder }: { organizationId: string; entityId: string; holder: string },
  endsAt: number,
): Promise<boolean> {
  const leftMs = endsAt - performance.now();
  if (leftMs <= 0) throw new BillingProviderError('busy');
  const begun = await prisma.$executeRaw`
    INSERT INTO credit_turns AS t (organization_id, entity_id, holder, ends_at)
    VALUES (${organizationId}::uuid, ${entityId}::uuid, ${holder}::uuid, now() + ${leftMs + recordingMs} * interval '1 ms')
    ON CONFLICT (organization_id, entity_id) DO UPDATE SET holder = excluded.holder, ends_at = excluded.ends_at
    WHERE t.ends_at < now()`;
  return begun === 1;
}
