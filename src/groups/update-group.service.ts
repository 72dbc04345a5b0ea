import { type Caller, requireWriter } from '../auth/caller.ts';
import type { Billing } from '../billing/billing.ts';
import { BillingProviderError } from '../billing/provider.ts';
import type { Statements } from '../database/idempotency.ts';
import type { ReadDatabase } from '../database/read.ts';
import { runFresh, writeOrConflict } from '../database/write.ts';
import { type BatchOperation, WriteBatcher, waitForLocks } from '../database/write-batcher.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { maxIds } from '../resources/input-issues.ts';
import { InvalidResourceInput, PartnerOnlyField } from '../resources/resource.results.ts';
import { addUnusable, externalIdConflict, readHolders, readWebsites, unusableIn } from './group-checks.sql.ts';
import type { GroupUpdate } from './group-update.ts';
import { groupFields } from './groups.fields.ts';
import type { UpdateGroupInput } from './groups.inputs.ts';
import { BillingProviderFailed, type UpdateGroupResult } from './groups.results.ts';
import { findGroups } from './groups.service.ts';
import { type Change, parseUpdate, refusal } from './update-group.input.ts';
import { type Outcome, toResult, unusableIds, type Written } from './update-group.outcome.ts';
import { updateStatement } from './update-group.sql.ts';

/**
 * Changes a group: caller, partner, input, existence, conflicts that can be known, provider, one statement for
 * everything. Only a switch of billing reads anything before the statement.
 */
export async function updateGroup(
  {
    prisma,
    reads,
    billing,
    groupUpdates,
  }: { prisma: PrismaClient; reads: ReadDatabase; billing: Billing; groupUpdates: GroupUpdates },
  caller: Caller,
  input: UpdateGroupInput,
): Promise<UpdateGroupResult> {
  requireWriter(caller);
  const forPartners = groupFields.partnerOnlyIn(input);
  if (forPartners && !caller.organization.isPartner) return new PartnerOnlyField(forPartners);
  const { change, issues } = parseUpdate(caller, input);
  if (issues.any) {
    const ids = change.add.slice(0, maxIds);
    const known = await readWebsites(prisma, caller, ids);
    addUnusable(issues, 'addWebsiteIds', ids, unusableIn(ids, known), known);
    return new InvalidResourceInput(issues.list);
  }
  if (!change.values.billingEnabled) return write(prisma, groupUpdates, change);

  const obstacle = await knownObstacle({ prisma, reads }, caller, change);
  if (obstacle) return obstacle;
  try {
    await billing.ensureEntity({ organizationId: caller.organization.id, groupId: change.id });
  } catch (error) {
    if (error instanceof BillingProviderError) return new BillingProviderFailed(billing.providerName, error);
    throw error;
  }
  return write(prisma, groupUpdates, change);
}

/** What would refuse the change anyway, so that the provider is not asked in vain. */
async function knownObstacle(
  { prisma, reads }: { prisma: PrismaClient; reads: ReadDatabase },
  caller: Caller,
  change: Change,
): Promise<UpdateGroupResult | undefined> {
  const { externalId } = change.values;
  const [known, [group], holders] = await Promise.all([
    readWebsites(prisma, caller, change.add),
    findGroups(reads, caller, [change.sentId]),
    readHolders(prisma, caller, [externalId]),
  ]);
  const unusable = unusableIn(change.add, known);
  return refusal(change, { unusable, known }, group ?? null) ?? externalIdConflict(holders, externalId, change.id);
}

/** Changes of groups that come together. */
export type GroupUpdates = Pick<WriteBatcher<GroupUpdate, Outcome>, 'make'>;

/** With more websites a change takes so long that others had better not wait for it. */
const maxWebsitesInBatch = 50;

/** @param isBatched whether changes that come together are one statement */
export function groupUpdates(prisma: PrismaClient, isBatched: boolean): GroupUpdates {
  const operation: BatchOperation<GroupUpdate> = {
    statement: updateStatement,
    conflictKeys({ caller: { organization }, id, values: { externalId } }) {
      const row = `${organization.id} ${id}`;
      return externalId == null ? [row] : [row, `${organization.id} external ${externalId}`];
    },
  };
  return new WriteBatcher(prisma, operation, isBatched);
}

async function write(prisma: PrismaClient, updates: GroupUpdates, change: Change): Promise<UpdateGroupResult> {
  const isSmall = change.add.length + change.remove.length <= maxWebsitesInBatch;
  const outcome = isSmall ? await updates.make(change) : undefined;
  return outcome ? resultOf(prisma, change, outcome) : writeAlone(prisma, change);
}

function writeAlone(prisma: PrismaClient, change: Change): Promise<UpdateGroupResult> {
  const { caller, id, values } = change;
  return writeOrConflict(
    prisma,
    async (statements) => {
      const hold = Prisma.sql`
        SELECT FROM groups
        WHERE organization_id = ${caller.organization.id}::uuid AND id = ${id || null}::uuid FOR UPDATE`;
      const [written] = await runFresh<Written>(statements, updateStatement([change], waitForLocks), hold);
      return resultOf(statements, change, (written as Written).outcome);
    },
    async () => externalIdConflict(await readHolders(prisma, caller, [values.externalId]), values.externalId, id),
  );
}

async function resultOf(prisma: Statements, change: Change, outcome: Outcome): Promise<UpdateGroupResult> {
  return toResult(change, outcome, await readWebsites(prisma, change.caller, unusableIds(change, outcome)));
}
