import { type Caller, requireGlobalKey } from '../auth/caller.ts';
import type { Billing } from '../billing/billing.ts';
import { BillingProviderError } from '../billing/provider.ts';
import { BillingProviderReadError } from '../errors.ts';
import { batching } from '../lists/loader.ts';
import type { Credits } from './credits.types.ts';

export type CreditsLoader = ReturnType<typeof creditsLoader>;

/** The credits of what a request asks for, by id: of groups, websites and the organization. */
export const creditsLoader = (billing: Billing, caller: Caller) =>
  batching((ids: readonly string[]) => readCredits(billing, caller, ids));

/**
 * The credits of groups, websites and the caller's organization, by their ids: null for what never had a billing entity.
 *
 * @throws ForbiddenError for a key that is confined to websites
 */
export async function readCredits(
  billing: Billing,
  caller: Caller,
  ids: readonly string[],
): Promise<(Credits | null)[]> {
  requireGlobalKey(caller);
  const balances = await billing.readBalances(caller.organization.id, [...new Set(ids)]).catch((error: unknown) => {
    throw error instanceof BillingProviderError ? new BillingProviderReadError() : error;
  });
  return ids.map((id) => {
    const found = balances.get(id);
    if (!found) return null;
    const { monthly, monthlyResetsAt, oneOff } = found;
    return {
      total: monthly + oneOff,
      monthly: { balance: monthly, nextResetAt: monthlyResetsAt },
      oneOff: { balance: oneOff },
    };
  });
}
