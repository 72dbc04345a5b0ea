import { type Caller, requireGlobalKey, requireWriter } from '../auth/caller.ts';
import type { Billing } from '../billing/billing.ts';
import { BillingProviderError, maxBalance } from '../billing/provider.ts';
import type { ReadDatabase } from '../database/read.ts';
import { BillingProviderReadError } from '../errors.ts';
import { InputIssues } from '../resources/input-issues.ts';
import { InvalidResourceInput, PartnerOnlyField, ResourceNotFound } from '../resources/resource.results.ts';
import type { SetGroupCreditsInput } from './groups.inputs.ts';
import {
  BillingProviderFailed,
  GroupBillingNotProvisioned,
  type SetGroupCreditsResult,
  SetGroupCreditsSuccess,
} from './groups.results.ts';
import { findGroups } from './groups.service.ts';
import type { GroupCredits } from './groups.types.ts';

/** The credits of groups: null for one that never had a billing entity. @throws ForbiddenError for a key that is confined to websites */
export async function readCredits(
  billing: Billing,
  caller: Caller,
  groupIds: readonly string[],
): Promise<(GroupCredits | null)[]> {
  requireGlobalKey(caller);
  const balances = await billing
    .readBalances(caller.organization.id, [...new Set(groupIds)])
    .catch((error: unknown) => {
      throw error instanceof BillingProviderError ? new BillingProviderReadError() : error;
    });
  return groupIds.map((id) => {
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

/** Sets absolute balances at the provider. The group itself does not change, so its revision stays. */
export async function setGroupCredits(
  { reads, billing }: { reads: ReadDatabase; billing: Billing },
  caller: Caller,
  { groupId, monthly, oneOff }: SetGroupCreditsInput,
): Promise<SetGroupCreditsResult> {
  requireWriter(caller);
  if (!caller.organization.isPartner) return new PartnerOnlyField('setGroupCredits');
  const issues = new InputIssues();
  if (monthly === undefined && oneOff === undefined) issues.add([], 'must have "monthly", "oneOff" or both');
  for (const [bucket, balance] of Object.entries({ monthly, oneOff }))
    if (balance === null || (balance !== undefined && (balance < 0 || balance > maxBalance)))
      issues.add([bucket], `must be from 0 to ${maxBalance}: leave it out to keep the balance`);
  if (issues.any) return new InvalidResourceInput(issues.list);

  const [group] = await findGroups(reads, caller, [groupId]);
  if (!group) return new ResourceNotFound('Group', groupId);
  try {
    const outcome = await billing.setBalances(
      { organizationId: caller.organization.id, groupId: group.id },
      { ...(monthly != null && { monthly }), ...(oneOff != null && { oneOff }) },
    );
    return outcome === 'set' ? new SetGroupCreditsSuccess(group) : new GroupBillingNotProvisioned(group);
  } catch (error) {
    if (error instanceof BillingProviderError) return new BillingProviderFailed(billing.providerName, error);
    throw error;
  }
}
