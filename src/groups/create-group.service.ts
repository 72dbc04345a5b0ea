import { type Caller, requireGlobalKey } from '../auth/caller.ts';
import { BillingProviderError } from '../billing/provider.ts';
import { newId } from '../database/idempotency.ts';
import { writeOrConflict } from '../database/write.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Stores } from '../resource/context.ts';
import { InputIssues, maxExternalId, maxIds } from '../resource/input-issues.ts';
import { InvalidResourceInput, PartnerOnlyField } from '../resource/resource.results.ts';
import {
  addUnusable,
  externalIdConflict,
  readUnusable,
  unusablePositions,
  wantedWebsites,
} from './group-changes.sql.ts';
import { noGroup, noWebsites, recordGroupChange } from './group-history.sql.ts';
import type { CreateGroupInput } from './groups.inputs.ts';
import { BillingProviderFailed, type CreateGroupResult, CreateGroupSuccess } from './groups.results.ts';
import { groupColumns } from './groups.sql.ts';
import type { Group } from './groups.types.ts';

/** Creates a group with its websites in one statement; the billing entity, where wanted, before that. */
export async function createGroup(
  { prisma, billing }: Stores,
  caller: Caller,
  input: CreateGroupInput,
): Promise<CreateGroupResult> {
  requireGlobalKey(caller);
  const { externalId } = input;
  if (externalId !== undefined && !caller.organization.isPartner) return new PartnerOnlyField('externalId');
  const issues = new InputIssues();
  const name = issues.checkName(['name'], input.name);
  issues.checkIds(['websiteIds'], input.websiteIds);
  if (externalId != null) issues.checkText(['externalId'], externalId, maxExternalId);
  const billingEnabled = input.billingEnabled ?? false;
  if (issues.any || billingEnabled)
    addUnusable(issues, 'websiteIds', await readUnusable(prisma, caller, input.websiteIds.slice(0, maxIds)));
  if (issues.any) return new InvalidResourceInput(issues.list);

  const id = newId();
  if (billingEnabled) {
    const taken = await externalIdConflict(prisma, caller, externalId, null);
    if (taken) return taken;
    try {
      await billing.ensureEntity({ organizationId: caller.organization.id, groupId: id });
    } catch (error) {
      if (error instanceof BillingProviderError) return new BillingProviderFailed(billing.providerName, error);
      throw error;
    }
  }
  return writeOrConflict(
    prisma,
    async (statements) => {
      const [{ unusable, ...group }] = await statements.$queryRaw<[Group & { unusable: number[] }]>`
        WITH ${wantedWebsites(caller, input.websiteIds)},
        created AS (
          INSERT INTO groups AS g (organization_id, id, name, billing_enabled, external_id)
          SELECT ${caller.organization.id}::uuid, ${id}::uuid, ${name}, ${billingEnabled}, ${externalId ?? null}
          WHERE NOT EXISTS (SELECT FROM unusable)
          RETURNING g.*
        ), added AS (
          INSERT INTO group_websites (organization_id, group_id, website_id)
          SELECT DISTINCT created.organization_id, created.id, wanted.id FROM created CROSS JOIN wanted
          RETURNING website_id
        ), recorded AS (${recordGroupChange(caller, 'CREATED', {
          from: Prisma.sql`created AS new LEFT JOIN ${noGroup} AS old ON true`,
          added: Prisma.sql`SELECT website_id FROM added`,
          removed: noWebsites,
        })})
        SELECT ${unusablePositions} AS unusable, ${groupColumns} FROM (SELECT 1) AS always LEFT JOIN created g ON true`;
      if (unusable.length === 0) return new CreateGroupSuccess(group);
      addUnusable(issues, 'websiteIds', unusable);
      return new InvalidResourceInput(issues.list);
    },
    () => externalIdConflict(prisma, caller, externalId, null),
  );
}
