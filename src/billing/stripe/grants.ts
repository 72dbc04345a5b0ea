import type Stripe from 'stripe';
import { endOf, type Month } from './months.ts';

export type Bucket = 'monthly' | 'one_off';

/** A credit grant of ours: what it says of itself in its metadata, and whether it still gives credits. */
export interface Grant {
  id: string;
  bucket: Bucket;
  /** How many times the bucket has been set, this time included. */
  set: number;
  /** The month of a monthly grant, e.g. `2026-11`. */
  month: Month | null;
  amount: number;
  /** It gives no credits any longer. */
  ended: boolean;
  /** It was ended before its time. */
  revoked: boolean;
}

/** One setting of a bucket: a grant, of a monthly bucket one for each month so far. */
export interface Setting {
  set: number;
  amount: number;
  grants: Grant[];
}

/** Reads a customer's grants; those that others made, at the dashboard for example, are left out. */
export async function readGrants(
  stripe: Stripe,
  customer: string,
  { currency, now }: { currency: string; now: Date },
): Promise<Grant[]> {
  const list = await stripe.billing.creditGrants.list({ customer, limit: 100 }).autoPagingToArray({ limit: 10_000 });
  return list
    .filter(
      ({ amount, metadata }) =>
        amount.monetary?.currency === currency &&
        (metadata.bucket === 'monthly' || metadata.bucket === 'one_off') &&
        Number.isSafeInteger(Number(metadata.set)),
    )
    .map((grant) => toGrant(grant, now.getTime() / 1000));
}

function toGrant(grant: Stripe.Billing.CreditGrant, nowS: number): Grant {
  const { id, metadata, expires_at: expiresAt, voided_at: voidedAt, updated } = grant;
  const month = metadata.month ?? null;
  // To expire a grant sets its end to that moment, which may lie ahead of this node's clock.
  const ended = voidedAt !== null || (expiresAt !== null && (expiresAt <= nowS || expiresAt <= updated));
  return {
    id,
    bucket: metadata.bucket as Bucket,
    set: Number(metadata.set),
    month,
    amount: grant.amount.monetary?.value ?? 0,
    ended,
    revoked: ended && (voidedAt !== null || month === null || (expiresAt ?? 0) < endOf(month).getTime() / 1000),
  };
}

/**
 * What a bucket was last set to. Of two that were set at the same time, the higher. null where it was never set, or
 * where a grant of it was revoked, which is how a bucket is set to nothing.
 */
export function latestSetting(grants: readonly Grant[], bucket: Bucket): Setting | null {
  const own = grants.filter((grant) => grant.bucket === bucket).sort((a, b) => b.set - a.set || b.amount - a.amount);
  if (!own[0]) return null;
  const { set, amount } = own[0];
  const ofSetting = own.filter((grant) => grant.set === set && grant.amount === amount);
  return ofSetting.some((grant) => grant.revoked) ? null : { set, amount, grants: ofSetting };
}

/** The next number for a setting of a bucket. */
export function nextSet(grants: readonly Grant[], bucket: Bucket): number {
  return Math.max(0, ...grants.filter((grant) => grant.bucket === bucket).map(({ set }) => set)) + 1;
}

/** Grants that give credits, now or later, though the bucket was set to something else since. */
export function leftovers(grants: readonly Grant[]): Grant[] {
  const kept = new Set(
    (['monthly', 'one_off'] as const).flatMap((bucket) => latestSetting(grants, bucket)?.grants ?? []),
  );
  return grants.filter((grant) => !grant.ended && !kept.has(grant));
}
