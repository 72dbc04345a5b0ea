import { z } from 'zod';
import { type Balances, maxBalance } from '../provider.ts';

/** What is used of Autumn's answers; everything else in them is passed over. */
const grant = z.object({
  remaining: z.number(),
  unlimited: z.boolean().default(false),
  reset: z.object({ interval: z.string(), resets_at: z.number().nullish() }).nullish(),
});

const balance = z.object({
  remaining: z.number(),
  unlimited: z.boolean().default(false),
  next_reset_at: z.number().nullish(),
  breakdown: z.array(grant).optional(),
});

export const entity = z.object({ id: z.string(), balances: z.record(z.string(), balance).default({}) });
export type Entity = z.infer<typeof entity>;

export const createdEntity = z.object({ id: z.string() });
export const entityPage = z.object({
  list: z.array(z.object({ ...entity.shape, id: z.string().nullable() })),
  next_cursor: z.string().nullish(),
});
export const success = z.object({ success: z.literal(true) });

/** Autumn's name of the interval at which a bucket's grants are set back. */
export const intervals = { monthly: 'month', oneOff: 'one_off' } as const;
export type Bucket = keyof typeof intervals;

type Grant = z.infer<typeof grant>;

/** The grants of a bucket that an entity has. A grant that is never set back counts as one-off. */
export function grantsOf({ balances }: Entity, featureId: string, bucket: Bucket): Grant[] {
  const found = balances[featureId];
  if (!found) return [];
  const { remaining, unlimited, next_reset_at: resetsAt, breakdown } = found;
  const whole = {
    remaining,
    unlimited,
    reset: resetsAt ? { interval: intervals.monthly, resets_at: resetsAt } : null,
  };
  return (breakdown ?? [whole]).filter(({ reset }) => (reset?.interval ?? intervals.oneOff) === intervals[bucket]);
}

export function toBalances(found: Entity, featureId: string): Balances {
  const monthly = grantsOf(found, featureId, 'monthly');
  const resets = monthly.flatMap(({ reset }) => reset?.resets_at ?? []);
  return {
    monthly: sum(monthly),
    monthlyResetsAt: resets.length > 0 ? new Date(Math.min(...resets)) : null,
    oneOff: sum(grantsOf(found, featureId, 'oneOff')),
  };
}

/** Whole credits that are left: Autumn counts fractions, and below zero where overage is allowed. */
function sum(grants: Grant[]): number {
  if (grants.some(({ unlimited }) => unlimited)) return maxBalance;
  const remaining = grants.reduce((total, grant) => total + grant.remaining, 0);
  return Math.min(Math.max(Math.floor(remaining), 0), maxBalance);
}
