import { randomUUID } from 'node:crypto';
import { type Caller, requireWriter } from '../auth/caller.ts';
import type { Billing } from '../billing/billing.ts';
import { refuseRepeat, type Statements } from '../database/idempotency.ts';
import { writeOrRetry } from '../database/write.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { InputIssues, maxIds } from '../resources/input-issues.ts';
import { makeAll } from '../resources/make-all.ts';
import { checkInputs, Outcomes, type Placed, refuseRepeats } from '../resources/many.ts';
import { InvalidResourceInput, PartnerOnlyField } from '../resources/resource.results.ts';
import { fingerprintOf, hex, type NewGroup, nextBilledCreations } from './billed-creation.sql.ts';
import { provideEntities } from './billed-groups.ts';
import { type Creation, createStatement } from './create-groups.sql.ts';
import { addUnusable, externalIdConflict, readHolders, readWebsites, unusableIn } from './group-checks.sql.ts';
import { groupFields } from './groups.fields.ts';
import type { CreateGroupInput } from './groups.inputs.ts';
import { type CreateGroupResult, CreateGroupSuccess, GroupExternalIdTaken } from './groups.results.ts';
import type { Group } from './groups.types.ts';

interface Services {
  prisma: PrismaClient;
  billing: Billing;
}

export function createGroup(services: Services, caller: Caller, input: CreateGroupInput): Promise<CreateGroupResult> {
  return create(services, caller, [input], false, ([result]) => result as CreateGroupResult);
}

/** @param isAtomic whether one refusal leaves all as they are */
export function createGroups(
  services: Services,
  caller: Caller,
  inputs: readonly CreateGroupInput[],
  isAtomic: boolean,
): Promise<CreateGroupResult[]> {
  checkInputs(inputs);
  return create(services, caller, inputs, isAtomic, (results) => results);
}

/**
 * Creates groups with their websites in one statement; the billing entities, where wanted, before that.
 *
 * @param outcomeOf what is recorded for repeats of the request
 */
async function create<Outcome extends object>(
  { prisma, billing }: Services,
  caller: Caller,
  inputs: readonly CreateGroupInput[],
  isAtomic: boolean,
  outcomeOf: (results: CreateGroupResult[]) => Outcome,
): Promise<Outcome> {
  requireWriter(caller);
  const outcomes = new Outcomes<CreateGroupResult>(inputs.length, isAtomic);
  const groups = await parseAll(prisma, caller, inputs, outcomes);
  const endsAt = billing.deadline();
  for (let tries = 1; ; tries++) {
    const attempt = outcomes.copy();
    // Before the external ids are looked for: a statement that sees that another group was counted also sees its
    // external id.
    const creations = await creationsOf(prisma, caller, groups);
    await provideBilling({ prisma, billing }, caller, attempt.open(creations), attempt, endsAt);
    const open = attempt.open(creations);
    if (open.length === 0) return outcomeOf(attempt.results);
    try {
      return await write(prisma, open, attempt, outcomeOf);
    } catch (error) {
      if (!(error instanceof CreatedMeanwhile) || tries === maxTries) throw error;
    }
  }
}

/** Reads the inputs, and refuses those that something is wrong with. */
async function parseAll(
  prisma: PrismaClient,
  caller: Caller,
  inputs: readonly CreateGroupInput[],
  outcomes: Outcomes<CreateGroupResult>,
): Promise<NewGroup[]> {
  const parsed = inputs.map((input) => {
    const issues = new InputIssues();
    // Here null is like absent.
    const values = groupFields.parseNew(issues, { ...input, billingEnabled: input.billingEnabled ?? undefined });
    issues.checkIds(['websiteIds'], input.websiteIds);
    return { group: { values, websiteIds: input.websiteIds }, issues };
  });
  const groups = parsed.map(({ group }) => group);
  refuseRepeats(outcomes, groups, ['externalId'], ({ values }) => values.externalId);
  // Of one id there is one group.
  refuseRepeats(outcomes, groups, [], (group) =>
    group.values.billingEnabled ? hex(fingerprintOf(caller.organization.id, group)) : undefined,
  );
  const checked = parsed.flatMap(({ group: { values, websiteIds }, issues }, index) =>
    issues.any || values.billingEnabled ? [{ index, issues, ids: websiteIds.slice(0, maxIds) }] : [],
  );
  const known = await readWebsites(
    prisma,
    caller,
    checked.flatMap(({ ids }) => ids),
  );
  for (const { index, issues, ids } of checked) {
    addUnusable(issues, 'websiteIds', ids, unusableIn(ids, known), known);
    if (issues.any) outcomes.set(index, new InvalidResourceInput(issues.list));
  }
  if (!caller.organization.isPartner)
    for (const [index, input] of inputs.entries()) {
      const forPartners = groupFields.partnerOnlyIn(input);
      if (forPartners) outcomes.set(index, new PartnerOnlyField(forPartners));
    }
  return groups;
}

async function creationsOf(prisma: PrismaClient, caller: Caller, groups: readonly NewGroup[]): Promise<Creation[]> {
  const billed = await nextBilledCreations(prisma, caller.organization.id, groups);
  return groups.map(({ values, websiteIds }, n) => ({
    caller,
    id: billed[n]?.groupId ?? randomUUID(),
    values,
    add: [...websiteIds],
    remove: [],
    expectedRevision: undefined,
    billed: billed[n],
  }));
}

/** Makes the entities of groups that are about to be created, unless it is known that one cannot be. */
async function provideBilling(
  { prisma, billing }: Services,
  caller: Caller,
  open: readonly Placed<Creation>[],
  outcomes: Outcomes<CreateGroupResult>,
  endsAt: number,
): Promise<void> {
  if (!open.some(({ entry }) => entry.billed)) return;
  await refuseRepeat(prisma); // the ids follow from how many groups were created before
  const holders = await readHolders(
    prisma,
    caller,
    open.map(({ entry }) => entry.values.externalId),
  );
  for (const { entry, index } of open) outcomes.set(index, externalIdConflict(holders, entry.values.externalId, null));
  if (outcomes.isOver) return;
  const billed = open.filter(({ entry, index }) => entry.billed && !outcomes.has(index));
  await provideEntities(
    billing,
    caller,
    billed.map(({ entry, index }) => ({ index, groupId: entry.id })),
    outcomes,
    endsAt,
  );
}

/** How often what others create at the same time may come first. */
const maxTries = 20;

/** Another group was created from the same input in the meantime, and has the id with its entity. */
class CreatedMeanwhile extends Error {}

/** @throws CreatedMeanwhile */
function write<Outcome>(
  prisma: PrismaClient,
  open: readonly Placed<Creation>[],
  outcomes: Outcomes<CreateGroupResult>,
  outcomeOf: (results: CreateGroupResult[]) => Outcome,
): Promise<Outcome> {
  return writeOrRetry(prisma, async (statements) => {
    if (open.length > 1)
      return outcomeOf(
        await makeAll(statements, outcomes, (transaction, attempt) => insert(transaction, open, attempt)),
      );
    const attempt = outcomes.copy();
    await insert(statements, open, attempt); // one statement is enough of a transaction
    return outcomeOf(attempt.results);
  });
}

type Row = Group & { id: string | null; unusable: number[]; holder: Group | null };

async function insert(
  statements: Statements,
  open: readonly Placed<Creation>[],
  outcomes: Outcomes<CreateGroupResult>,
): Promise<void> {
  const creations = open.map(({ entry }) => entry);
  const rows = await statements.$queryRaw<Row[]>(createStatement(creations));
  const [{ caller }] = creations as [Creation];
  const known = await readWebsites(
    statements,
    caller,
    rows.flatMap(({ unusable }, n) => unusable.map((position) => creations[n]?.add[position] as string)),
  );
  for (const [n, { unusable, holder, ...group }] of rows.entries()) {
    const { entry, index } = open[n] as Placed<Creation>;
    if (group.id !== null) outcomes.set(index, new CreateGroupSuccess(group));
    else if (unusable.length > 0) {
      const issues = new InputIssues();
      addUnusable(issues, 'websiteIds', entry.add, unusable, known);
      outcomes.set(index, new InvalidResourceInput(issues.list));
    } else if (holder) outcomes.set(index, new GroupExternalIdTaken(entry.values.externalId as string, holder));
    else throw new CreatedMeanwhile();
  }
}
