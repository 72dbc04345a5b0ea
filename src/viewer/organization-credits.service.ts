import { type Caller, requireWriter } from '../auth/caller.ts';
import type { Billing } from '../billing/billing.ts';
import type { Balances, SetBalances } from '../billing/provider.ts';
import { creditDetails } from '../credits/credit-history.sql.ts';
import { parseBalances, setCredits } from '../credits/set-credits.service.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { author, authorColumns } from '../history/record.sql.ts';
import { InputIssues } from '../resources/input-issues.ts';
import { InvalidResourceInput, PartnerOnlyField } from '../resources/resource.results.ts';
import type { SetOrganizationCreditsInput } from './organization-credits.inputs.ts';
import { type SetOrganizationCreditsResult, SetOrganizationCreditsSuccess } from './organization-credits.results.ts';

/** Sets the credits of the caller's organization. What it needs at the provider is made. */
export async function setOrganizationCredits(
  { prisma, billing }: { prisma: PrismaClient; billing: Billing },
  caller: Caller,
  input: SetOrganizationCreditsInput,
): Promise<SetOrganizationCreditsResult> {
  requireWriter(caller);
  const { organization } = caller;
  if (!organization.isPartner) return new PartnerOnlyField('setOrganizationCredits');
  const issues = new InputIssues();
  const balances = parseBalances(issues, input);
  if (issues.any) return new InvalidResourceInput(issues.list);

  return setCredits(
    { prisma, billing },
    { organizationId: organization.id },
    {
      balances,
      success: new SetOrganizationCreditsSuccess(organization),
      record: (before) => recordCredits(caller, before, balances),
    },
  );
}

/** Records that the organization's credits were set, where that changed them: see {@link creditDetails}. */
function recordCredits(caller: Caller, before: Balances | undefined, balances: SetBalances): Prisma.Sql {
  const { id } = caller.organization;
  const isOfOrganization = Prisma.sql`organization_id = ${id}::uuid AND resource_type = 'ORGANIZATION' AND resource_id = ${id}`;
  const changed = creditDetails(before, balances, Prisma.sql`FROM organization_changes c WHERE ${isOfOrganization}`);
  return Prisma.sql`
    INSERT INTO organization_changes (organization_id, resource_type, resource_id, kind, details, ${authorColumns})
    SELECT o.id, 'ORGANIZATION', o.id::text, 'UPDATED', change.details, ${author(caller)}
    FROM (
      -- Held, so that the entry keeps its place among those of other changes.
      SELECT o.id FROM organizations o WHERE o.id = ${id}::uuid FOR NO KEY UPDATE
    ) AS o CROSS JOIN (SELECT ${changed} AS details) AS change
    WHERE change.details <> '{}'`;
}
