import { type Caller, requireWriter } from '../auth/caller.ts';
import type { Billing } from '../billing/billing.ts';
import { BillingProviderError } from '../billing/provider.ts';
import type { Statements } from '../database/idempotency.ts';
import type { ReadDatabase } from '../database/read.ts';
import { runFresh, writeOrConflict } from '../database/write.ts';
import { type BatchOperation, WriteBatcher, waitForLocks } from '../database/write-batcher.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { InputIssues, maxIds } from '../resources/input-issues.ts';
import { InvalidResourceInput, PartnerOnlyField, ResourceNotFound } from '../resources/resource.results.ts';
import { toUuid } from '../resources/text.ts';
import { addUnusable, externalIdConflict, readUnusable } from './group-checks.sql.ts';
import type { GroupUpdate } from './group-update.ts';
import { groupFields } from './groups.fields.ts';
import type { UpdateGroupInput } from './groups.inputs.ts';
import {
  BillingProviderFailed,
  GroupExternalIdTaken,
  GroupRevisionConflict,
  type UpdateGroupResult,
  UpdateGroupSuccess,
} from './groups.results.ts';
import { findGroups } from './groups.service.ts';
import type { Group } from './groups.types.ts';
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
  const { change, issues } = parse(caller, input);
  if (issues.any) {
    const ids = change.add.slice(0, maxIds);
    await addUnusable(prisma, caller, issues, 'addWebsiteIds', ids, await readUnusable(prisma, caller, ids));
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

/** An input that is in order. */
interface Change extends GroupUpdate {
  /** The id that you sent. */
  sentId: string;
}

function parse(caller: Caller, input: UpdateGroupInput): { change: Change; issues: InputIssues } {
  const { addWebsiteIds, removeWebsiteIds } = input;
  const issues = new InputIssues();
  if (!groupFields.isAnySent(input) && addWebsiteIds === undefined && removeWebsiteIds === undefined)
    issues.add([], 'must have at least one field beside "id" and "expectedRevision"');
  const values = groupFields.parseChange(issues, input);
  if (addWebsiteIds !== undefined) issues.checkIds(['addWebsiteIds'], addWebsiteIds);
  if (removeWebsiteIds !== undefined) issues.checkIds(['removeWebsiteIds'], removeWebsiteIds);
  const add = new Set(addWebsiteIds?.map((id) => id.toLowerCase()));
  for (const [index, id] of (removeWebsiteIds ?? []).entries())
    if (add.has(id.toLowerCase())) issues.add(['removeWebsiteIds', index], 'must not also be in "addWebsiteIds"');
  return {
    issues,
    change: {
      caller,
      sentId: input.id,
      id: toUuid(input.id) ?? '',
      values,
      add: addWebsiteIds ?? [],
      remove: removeWebsiteIds ?? [],
      expectedRevision: input.expectedRevision ?? undefined,
    },
  };
}

/** What would refuse the change anyway, so that the provider is not asked in vain. */
async function knownObstacle(
  { prisma, reads }: { prisma: PrismaClient; reads: ReadDatabase },
  caller: Caller,
  change: Change,
): Promise<UpdateGroupResult | undefined> {
  const [unusable, [group], taken] = await Promise.all([
    readUnusable(prisma, caller, change.add),
    findGroups(reads, caller, [change.sentId]),
    externalIdConflict(prisma, caller, change.values.externalId, change.id || null),
  ]);
  return (await refusal(prisma, change, unusable, group ?? null)) ?? taken;
}

async function refusal(
  prisma: Statements,
  change: Change,
  unusable: number[],
  group: Group | null,
): Promise<UpdateGroupResult | undefined> {
  if (unusable.length > 0) {
    const issues = new InputIssues();
    await addUnusable(prisma, change.caller, issues, 'addWebsiteIds', change.add, unusable);
    return new InvalidResourceInput(issues.list);
  }
  if (!group) return new ResourceNotFound('Group', change.sentId);
  if (change.expectedRevision !== undefined && change.expectedRevision !== group.revision)
    return new GroupRevisionConflict(group);
  return undefined;
}

/** The outcome of a statement, with the group as it is then. */
type Outcome = Group & {
  /** null where there is no such group. */
  id: string | null;
  unusable: number[];
  /** The other group that has the external id. */
  holder: Group | null;
  /** Whether the change was allowed and so made, if it changed anything. */
  allowed: boolean;
};

interface Written {
  outcome: Outcome;
  /** Whether the statement saw the group's websites as they were before another change: nothing was written. */
  needsRetry: boolean;
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
  return outcome ? toResult(prisma, change, outcome) : writeAlone(prisma, change);
}

function writeAlone(prisma: PrismaClient, change: Change): Promise<UpdateGroupResult> {
  const { caller, id } = change;
  return writeOrConflict(
    prisma,
    async (statements) => {
      const hold = Prisma.sql`
        SELECT FROM groups
        WHERE organization_id = ${caller.organization.id}::uuid AND id = ${id || null}::uuid FOR UPDATE`;
      const [written] = await runFresh<Written>(statements, updateStatement([change], waitForLocks), hold);
      return toResult(statements, change, (written as Written).outcome);
    },
    () => externalIdConflict(prisma, caller, change.values.externalId, id),
  );
}

async function toResult(
  prisma: Statements,
  change: Change,
  { unusable, holder, allowed, ...group }: Outcome,
): Promise<UpdateGroupResult> {
  if (allowed) return new UpdateGroupSuccess(group);
  const refused = await refusal(prisma, change, unusable, group.id === null ? null : group);
  return refused ?? new GroupExternalIdTaken(change.values.externalId as string, holder as Group);
}
