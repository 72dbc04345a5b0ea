import { type Caller, requireWriter } from '../auth/caller.ts';
import type { Billing } from '../billing/billing.ts';
import type { Statements } from '../database/idempotency.ts';
import type { ReadDatabase } from '../database/read.ts';
import { runHeld, writeOrRetry } from '../database/write.ts';
import { waitForLocks } from '../database/write-batcher.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { maxIds } from '../resources/input-issues.ts';
import { makeAll } from '../resources/make-all.ts';
import { checkInputs, Outcomes, type Placed, refuseRepeats } from '../resources/many.ts';
import { InvalidResourceInput, PartnerOnlyField } from '../resources/resource.results.ts';
import { provideEntities } from './billed-groups.ts';
import { addUnusable, externalIdConflict, readHolders, readWebsites, unusableIn } from './group-checks.sql.ts';
import { groupFields } from './groups.fields.ts';
import type { UpdateGroupInput } from './groups.inputs.ts';
import type { UpdateGroupResult } from './groups.results.ts';
import { findGroups } from './groups.service.ts';
import { type Change, parseUpdate, refusal } from './update-group.input.ts';
import { toResult, unusableIds, type Written } from './update-group.outcome.ts';
import { updateStatement } from './update-group.sql.ts';

/**
 * Changes many groups, as `updateGroup` changes each: one statement takes hold of them, in the order of their ids, so
 * that calls which meet wait and do not block each other, and one changes them.
 *
 * @param isAtomic whether one refusal leaves all as they are
 */
export async function updateGroups(
  services: { prisma: PrismaClient; reads: ReadDatabase; billing: Billing },
  caller: Caller,
  inputs: readonly UpdateGroupInput[],
  isAtomic: boolean,
): Promise<UpdateGroupResult[]> {
  requireWriter(caller);
  checkInputs(inputs);
  const outcomes = new Outcomes<UpdateGroupResult>(inputs.length, isAtomic);
  const changes = await parseAll(services.prisma, caller, inputs, outcomes);
  await provideBilling(services, caller, outcomes.open(changes), outcomes);
  const open = outcomes.open(changes);
  if (open.length === 0) return outcomes.results;
  return writeOrRetry(services.prisma, (statements) =>
    makeAll(statements, outcomes, (transaction, attempt) => write(transaction, caller, open, attempt)),
  );
}

/** Reads the inputs, and refuses those that something is wrong with. */
async function parseAll(
  prisma: PrismaClient,
  caller: Caller,
  inputs: readonly UpdateGroupInput[],
  outcomes: Outcomes<UpdateGroupResult>,
): Promise<Change[]> {
  const parsed = inputs.map((input) => parseUpdate(caller, input));
  const changes = parsed.map(({ change }) => change);
  refuseRepeats(outcomes, changes, ['id'], ({ id }) => id || undefined);
  refuseRepeats(outcomes, changes, ['externalId'], ({ values }) => values.externalId);
  const wrong = parsed.flatMap(({ change, issues }, index) =>
    issues.any ? [{ index, issues, ids: change.add.slice(0, maxIds) }] : [],
  );
  const known = await readWebsites(
    prisma,
    caller,
    wrong.flatMap(({ ids }) => ids),
  );
  for (const { index, issues, ids } of wrong) {
    addUnusable(issues, 'addWebsiteIds', ids, unusableIn(ids, known), known);
    outcomes.set(index, new InvalidResourceInput(issues.list));
  }
  if (!caller.organization.isPartner)
    for (const [index, input] of inputs.entries()) {
      const forPartners = groupFields.partnerOnlyIn(input);
      if (forPartners) outcomes.set(index, new PartnerOnlyField(forPartners));
    }
  return changes;
}

/** Makes sure of the entities of the groups whose billing is switched on, where nothing else is known to be against it. */
async function provideBilling(
  { prisma, reads, billing }: { prisma: PrismaClient; reads: ReadDatabase; billing: Billing },
  caller: Caller,
  all: readonly Placed<Change>[],
  outcomes: Outcomes<UpdateGroupResult>,
): Promise<void> {
  if (!all.some(({ entry }) => entry.values.billingEnabled)) return;
  const changes = all.map(({ entry }) => entry);
  const [known, groups, holders] = await Promise.all([
    readWebsites(
      prisma,
      caller,
      changes.flatMap(({ add }) => add),
    ),
    findGroups(
      reads,
      caller,
      changes.map(({ sentId }) => sentId),
    ),
    readHolders(
      prisma,
      caller,
      changes.map(({ values }) => values.externalId),
    ),
  ]);
  for (const [n, { entry, index }] of all.entries()) {
    const websites = { unusable: unusableIn(entry.add, known), known };
    const conflict = externalIdConflict(holders, entry.values.externalId, entry.id);
    outcomes.set(index, refusal(entry, websites, groups[n] ?? null) ?? conflict);
  }
  if (outcomes.isOver) return;
  const billed = all.filter(({ entry, index }) => entry.values.billingEnabled && !outcomes.has(index));
  await provideEntities(
    billing,
    caller,
    billed.map(({ entry, index }) => ({ index, groupId: entry.id })),
    outcomes,
  );
}

/** Makes the changes that can be made. */
async function write(
  transaction: Statements,
  caller: Caller,
  open: readonly Placed<Change>[],
  outcomes: Outcomes<UpdateGroupResult>,
): Promise<void> {
  const changes = open.map(({ entry }) => entry);
  const ids = changes.flatMap(({ id }) => (id ? [id] : []));
  const hold = Prisma.sql`
    SELECT FROM groups
    WHERE organization_id = ${caller.organization.id}::uuid AND id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  const written = await runHeld<Written>(transaction, updateStatement(changes, waitForLocks), hold);
  const known = await readWebsites(
    transaction,
    caller,
    written.flatMap(({ outcome }, n) => unusableIds(changes[n] as Change, outcome)),
  );
  for (const [n, { entry, index }] of open.entries())
    outcomes.set(index, toResult(entry, (written[n] as Written).outcome, known));
}
