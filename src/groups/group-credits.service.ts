import { type Caller, requireGlobalKey, requireWriter } from '../auth/caller.ts';
import type { Billing } from '../billing/billing.ts';
import { BillingProviderError, maxBalance } from '../billing/provider.ts';
import type { ReadDatabase } from '../database/read.ts';
import { writeOrRetry } from '../database/write.ts';
import { BillingProviderReadError } from '../errors.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
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
import { recordCredits } from './history/record-credits.sql.ts';

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

/**
 * Sets absolute balances at the provider, and records it. The group itself does not change, so its revision stays. Of two
 * at the same moment, both may record the balance from before either: no transaction stays open while the provider works.
 */
export async function setGroupCredits(
  { prisma, reads, billing }: { prisma: PrismaClient; reads: ReadDatabase; billing: Billing },
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
  const { id: organizationId } = caller.organization;
  const endsAt = billing.deadline();
  try {
    const before = (await billing.readBalancesNow(organizationId, [group.id])).get(group.id);
    const balances = { ...(monthly != null && { monthly }), ...(oneOff != null && { oneOff }) };
    const outcome = await billing.setBalances({ organizationId, groupId: group.id }, balances, endsAt);
    if (outcome !== 'set') return new GroupBillingNotProvisioned(group);
    return writeOrRetry(prisma, async (statements) => {
      await statements.$executeRaw(recordCredits(caller, group.id, { before, balances }));
      return new SetGroupCreditsSuccess(group);
    });
  } catch (error) {
    if (error instanceof BillingProviderError) return new BillingProviderFailed(billing.providerName, error);
    throw error;
  }
}
