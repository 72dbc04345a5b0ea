import { type Caller, requireWriter } from '../auth/caller.ts';
import type { Billing } from '../billing/billing.ts';
import { parseBalances, setCredits } from '../credits/set-credits.service.ts';
import type { ReadDatabase } from '../database/read.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { InputIssues } from '../resources/input-issues.ts';
import { InvalidResourceInput, PartnerOnlyField, ResourceNotFound } from '../resources/resource.results.ts';
import { recordWebsiteCredits } from './history/record-credits.sql.ts';
import type { SetWebsiteCreditsInput } from './websites.inputs.ts';
import { type SetWebsiteCreditsResult, SetWebsiteCreditsSuccess } from './websites.results.ts';
import { findWebsites } from './websites.service.ts';

/**
 * Sets the credits of a website. What it needs at the provider is made. The website itself does not change, so its
 * revision stays.
 */
export async function setWebsiteCredits(
  { prisma, reads, billing }: { prisma: PrismaClient; reads: ReadDatabase; billing: Billing },
  caller: Caller,
  input: SetWebsiteCreditsInput,
): Promise<SetWebsiteCreditsResult> {
  requireWriter(caller);
  if (!caller.organization.isPartner) return new PartnerOnlyField('setWebsiteCredits');
  const issues = new InputIssues();
  const balances = parseBalances(issues, input);
  if (issues.any) return new InvalidResourceInput(issues.list);

  const [website] = await findWebsites(reads, caller, [input.websiteId]);
  if (!website) return new ResourceNotFound('Website', input.websiteId);
  if (website.deletedAt)
    return new ResourceNotFound(
      'Website',
      input.websiteId,
      'This website is deleted: bring it back with "restoreWebsite" first.',
    );
  return setCredits(
    { prisma, billing },
    { organizationId: caller.organization.id, websiteId: website.id },
    {
      balances,
      success: new SetWebsiteCreditsSuccess(website),
      record: (before) => recordWebsiteCredits(caller, website.id, { before, balances }),
    },
  );
}
