import type { Billing } from '../billing/billing.ts';
import {
  type Balances,
  type Billed,
  BillingProviderError,
  idOf,
  maxBalance,
  type SetBalances,
} from '../billing/provider.ts';
import { writeOrRetry } from '../database/write.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { BillingProviderFailed } from '../groups/groups.results.ts';
import type { InputIssues } from '../resources/input-issues.ts';

/** Balances as they are sent: absent stays, null is refused. */
interface SentBalances {
  monthly?: number | null;
  oneOff?: number | null;
}

/** The balances that are to be set; adds what is wrong with those that were sent. */
export function parseBalances(issues: InputIssues, { monthly, oneOff }: SentBalances): SetBalances {
  if (monthly === undefined && oneOff === undefined) issues.add([], 'must have "monthly", "oneOff" or both');
  for (const [bucket, balance] of Object.entries({ monthly, oneOff }))
    if (balance === null || (balance !== undefined && (balance < 0 || balance > maxBalance)))
      issues.add([bucket], `must be from 0 to ${maxBalance}: leave it out to keep the balance`);
  return { ...(monthly != null && { monthly }), ...(oneOff != null && { oneOff }) };
}

/** How the credits of one kind are set. */
interface Setting<Outcome> {
  balances: SetBalances;
  success: Outcome;
  /** The outcome where there is no entity; absent where it is made then. */
  withoutEntity?: Outcome;
  /** The statement that records the change, from what the balances were; absent where there was no entity. */
  record(before: Balances | undefined): Prisma.Sql;
}

/**
 * Sets absolute balances at the provider, and records it. Of several at the same time, each reads, sets and records in its
 * turn, so that what one sets is what the next one starts from.
 */
export async function setCredits<Outcome>(
  { prisma, billing }: { prisma: PrismaClient; billing: Billing },
  billed: Billed,
  { balances, success, withoutEntity, record }: Setting<Outcome>,
): Promise<Outcome | BillingProviderFailed> {
  const endsAt = billing.deadline();
  try {
    return await billing.inTurn(prisma, billed, endsAt, async () => {
      const before = (await billing.readBalancesNow(billed.organizationId, [idOf(billed)])).get(idOf(billed));
      if (!before && !withoutEntity) await billing.ensureEntity(billed, endsAt);
      if ((await billing.setBalances(billed, balances, endsAt)) === 'no-entity') {
        if (withoutEntity) return withoutEntity;
        throw new BillingProviderError('unexpected'); // it was removed in this moment
      }
      return writeOrRetry(prisma, async (statements) => {
        await statements.$executeRaw(record(before));
        return success;
      });
    });
  } catch (error) {
    if (error instanceof BillingProviderError) return new BillingProviderFailed(billing.providerName, error);
    throw error;
  }
}
