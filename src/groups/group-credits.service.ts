import { type Caller, requireWriter } from '../auth/caller.ts';
import type { Billing } from '../billing/billing.ts';
import { parseBalances, setCredits } from '../credits/set-credits.service.ts';
import type { ReadDatabase } from '../database/read.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { InputIssues } from '../resources/input-issues.ts';
import { InvalidResourceInput, PartnerOnlyField, ResourceNotFound } from '../resources/resource.results.ts';
import type { SetGroupCreditsInput } from './groups.inputs.ts';
import { GroupBillingNotProvisioned, type SetGroupCreditsResult, SetGroupCreditsSuccess } from './groups.results.ts';
import { findGroups } from './groups.service.ts';
import { recordCredits } from './history/record-credits.sql.ts';

/** Sets the credits of a group that has a billing entity. The group itself does not change, so its revision stays. */
export async function setGroupCredits(
  { prisma, reads, billing }: { prisma: PrismaClient; reads: ReadDatabase; billing: Billing },
  caller: Caller,
  input: SetGroupCreditsInput,
): Promise<SetGroupCreditsResult> {
  requireWriter(caller);
  if (!caller.organization.isPartner) return new PartnerOnlyField('setGroupCredits');
  const issues = new InputIssues();
  const balances = parseBalances(issues, input);
  if (issues.any) return new InvalidResourceInput(issues.list);

  const [group] = await findGroups(reads, caller, [input.groupId]);
  if (!group) return new ResourceNotFound('Group', input.groupId);
  const { id: organizationId } = caller.organization;
  return setCredits<SetGroupCreditsResult>(
    { prisma, billing },
    { organizationId, groupId: group.id },
    {
      balances,
      success: new SetGroupCreditsSuccess(group),
      withoutEntity: new GroupBillingNotProvisioned(group),
      record: (before) => recordCredits(caller, group.id, { before, balances }),
    },
  );
}
