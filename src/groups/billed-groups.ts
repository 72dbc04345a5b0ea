import type { Caller } from '../auth/caller.ts';
import type { Billing } from '../billing/billing.ts';
import { inParallel } from '../billing/parallel.ts';
import { BillingProviderError } from '../billing/provider.ts';
import type { Outcomes } from '../resources/many.ts';
import { BillingProviderFailed } from './groups.results.ts';

/** How many calls of the provider one mutation makes at a time: others need some, too. */
const maxCalls = 16;

/** Makes sure of the billing entities of groups, all within the deadline of one mutation. What fails is told of its group alone. */
export async function provideEntities(
  billing: Billing,
  caller: Caller,
  groups: readonly { index: number; groupId: string }[],
  outcomes: Pick<Outcomes<BillingProviderFailed>, 'set'>,
  endsAt = billing.deadline(),
): Promise<void> {
  await inParallel(groups, maxCalls, async ({ index, groupId }) => {
    try {
      await billing.ensureEntity({ organizationId: caller.organization.id, groupId }, endsAt);
    } catch (error) {
      if (!(error instanceof BillingProviderError)) throw error;
      outcomes.set(index, new BillingProviderFailed(billing.providerName, error));
    }
  });
}
