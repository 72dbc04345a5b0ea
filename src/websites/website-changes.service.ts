import { type Caller, requireWriter } from '../auth/caller.ts';
import { tableOf } from '../database/table.ts';
import { writeOrConflict } from '../database/write.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { InputIssues } from '../resources/input-issues.ts';
import { InvalidResourceInput, PartnerOnlyField, ResourceNotFound } from '../resources/resource.results.ts';
import { recordWebsiteChange } from './history/record-website.sql.ts';
import { hasRevision, isWebsite, nextRevision, taken } from './website-checks.ts';
import { websiteFields } from './websites.fields.ts';
import type { UpdateWebsiteInput } from './websites.inputs.ts';
import { type UpdateWebsiteResult, UpdateWebsiteSuccess, WebsiteRevisionConflict } from './websites.results.ts';
import { notDeleted, selectWebsite } from './websites.sql.ts';
import type { Website } from './websites.types.ts';

const newColumns = websiteFields.newColumnsOf('wanted');
const assignments = websiteFields.assignments('different', 'w');

export async function updateWebsite(
  prisma: PrismaClient,
  caller: Caller,
  input: UpdateWebsiteInput,
): Promise<UpdateWebsiteResult> {
  requireWriter(caller);
  const forPartners = websiteFields.partnerOnlyIn(input);
  if (forPartners && !caller.organization.isPartner) return new PartnerOnlyField(forPartners);
  const issues = new InputIssues();
  if (!websiteFields.isAnySent(input))
    issues.add([], 'must have at least one field beside "id" and "expectedRevision"');
  const values = websiteFields.parseChange(issues, input);
  if (issues.any) return new InvalidResourceInput(issues.list);

  return writeOrConflict(
    prisma,
    async (statements) => {
      const [website] = await statements.$queryRaw<(Website & { allowed: boolean })[]>`
        WITH target AS (
          SELECT * FROM websites w WHERE ${isWebsite(caller, input.id)} FOR UPDATE
        ), allowed AS (
          SELECT w.*, ${newColumns} FROM target w, ${tableOf('wanted', [{ values }], websiteFields.newColumns)}
          WHERE ${notDeleted} AND ${hasRevision(input.expectedRevision)}
        ), different AS (
          SELECT * FROM allowed WHERE ${websiteFields.isDifferent}
        ), updated AS (
          UPDATE websites w SET ${assignments}, ${nextRevision}
          FROM different WHERE w.organization_id = different.organization_id AND w.id = different.id
          RETURNING w.*
        ), recorded AS (${recordWebsiteChange(
          caller,
          'UPDATED',
          Prisma.sql`updated AS new JOIN target AS old USING (organization_id, id)`,
        )})
        SELECT ${selectWebsite}, EXISTS (SELECT FROM allowed) AS allowed FROM (
          SELECT * FROM updated UNION ALL SELECT * FROM target WHERE NOT EXISTS (SELECT FROM updated)
        ) AS w`;
      return toResult(website, input.id);
    },
    () => taken(prisma, caller, values.externalId),
  );
}

function toResult(found: (Website & { allowed: boolean }) | undefined, id: string): UpdateWebsiteResult {
  if (!found) return new ResourceNotFound('Website', id);
  const { allowed, ...website } = found;
  if (allowed) return new UpdateWebsiteSuccess(website);
  return website.deletedAt
    ? new ResourceNotFound('Website', id, 'This website is deleted: bring it back with "restoreWebsite" first.')
    : new WebsiteRevisionConflict(website);
}
