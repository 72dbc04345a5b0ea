import { randomUUID } from 'node:crypto';
import { type Caller, requireWriter } from '../auth/caller.ts';
import type { Billing } from '../billing/billing.ts';
import { BillingProviderError } from '../billing/provider.ts';
import { writeOrConflict } from '../database/write.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { author } from '../history/record.sql.ts';
import { InputIssues, maxIds } from '../resources/input-issues.ts';
import { InvalidResourceInput, PartnerOnlyField } from '../resources/resource.results.ts';
import { type BilledCreation, countCreation, nextBilledCreation } from './billed-creation.sql.ts';
import {
  addUnusable,
  externalIdConflict,
  readUnusable,
  unusablePositions,
  wantedWebsites,
} from './group-checks.sql.ts';
import { type GroupValues, groupFields } from './groups.fields.ts';
import type { CreateGroupInput } from './groups.inputs.ts';
import { BillingProviderFailed, type CreateGroupResult, CreateGroupSuccess } from './groups.results.ts';
import { selectGroup } from './groups.sql.ts';
import type { Group } from './groups.types.ts';
import { noGroup, recordGroupChange } from './history/record-group.sql.ts';

/** An input that is in order. */
interface NewGroup {
  values: GroupValues;
  websiteIds: readonly string[];
}

/** Creates a group with its websites in one statement; the billing entity, where wanted, before that. */
export async function createGroup(
  { prisma, billing }: { prisma: PrismaClient; billing: Billing },
  caller: Caller,
  input: CreateGroupInput,
): Promise<CreateGroupResult> {
  requireWriter(caller);
  const forPartners = groupFields.partnerOnlyIn(input);
  if (forPartners && !caller.organization.isPartner) return new PartnerOnlyField(forPartners);
  const issues = new InputIssues();
  // Here null is like absent.
  const values = groupFields.parseNew(issues, { ...input, billingEnabled: input.billingEnabled ?? undefined });
  issues.checkIds(['websiteIds'], input.websiteIds);
  if (issues.any || values.billingEnabled) {
    const ids = input.websiteIds.slice(0, maxIds);
    await addUnusable(prisma, caller, issues, 'websiteIds', ids, await readUnusable(prisma, caller, ids));
  }
  if (issues.any) return new InvalidResourceInput(issues.list);

  const group = { values, websiteIds: input.websiteIds };
  const endsAt = billing.deadline();
  for (;;) {
    // Before the external id is looked for: a statement that sees that another group was counted also sees its external
    // id.
    const creation = values.billingEnabled ? await nextBilledCreation(prisma, caller.organization.id, group) : null;
    const refusal = creation && (await provision({ prisma, billing }, caller, group, creation, endsAt));
    if (refusal) return refusal;
    try {
      return await write(prisma, caller, group, creation);
    } catch (error) {
      if (!(error instanceof CreatedMeanwhile)) throw error;
    }
  }
}

/** Makes the entity of a group that is about to be created, unless it is known that it cannot be. */
async function provision(
  { prisma, billing }: { prisma: PrismaClient; billing: Billing },
  caller: Caller,
  { values }: NewGroup,
  creation: BilledCreation,
  endsAt: number,
): Promise<CreateGroupResult | undefined> {
  const taken = await externalIdConflict(prisma, caller, values.externalId, null);
  if (taken) return taken;
  try {
    await billing.ensureEntity(creation, endsAt);
  } catch (error) {
    if (error instanceof BillingProviderError) return new BillingProviderFailed(billing.providerName, error);
    throw error;
  }
  return undefined;
}

/** Another group was created from the same input in the meantime, and has the id with its entity. */
class CreatedMeanwhile extends Error {}

/** @throws CreatedMeanwhile */
function write(
  prisma: PrismaClient,
  caller: Caller,
  { values, websiteIds }: NewGroup,
  creation: BilledCreation | null,
): Promise<CreateGroupResult> {
  const id = creation?.groupId ?? randomUUID();
  return writeOrConflict(
    prisma,
    async (statements) => {
      const [{ unusable, ...group }] = await statements.$queryRaw<[Group & { id: string | null; unusable: number[] }]>`
        WITH ${wantedWebsites(caller, websiteIds)},
        allowed AS (
          ${creation ? countCreation(creation) : Prisma.sql`SELECT 1 WHERE NOT EXISTS (SELECT FROM unusable)`}
        ), created AS (
          INSERT INTO groups AS g (organization_id, id, ${groupFields.insertColumns})
          SELECT ${caller.organization.id}::uuid, ${id}::uuid, ${groupFields.insertValues(values)}
          FROM allowed
          RETURNING g.*
        ), added AS (
          INSERT INTO group_websites (organization_id, group_id, website_id)
          SELECT DISTINCT created.organization_id, created.id, wanted.id FROM created CROSS JOIN wanted
          RETURNING website_id
        ), recorded AS (${recordGroupChange(author(caller), 'CREATED', {
          from: Prisma.sql`created AS new LEFT JOIN ${noGroup} AS old ON true`,
          added: Prisma.sql`SELECT website_id FROM added`,
        })})
        SELECT ${unusablePositions} AS unusable, ${selectGroup} FROM (SELECT 1) AS always LEFT JOIN created g ON true`;
      if (group.id !== null) return new CreateGroupSuccess(group);
      if (unusable.length === 0) throw new CreatedMeanwhile();
      const issues = new InputIssues();
      await addUnusable(statements, caller, issues, 'websiteIds', websiteIds, unusable);
      return new InvalidResourceInput(issues.list);
    },
    () => externalIdConflict(prisma, caller, values.externalId, null),
  );
}
