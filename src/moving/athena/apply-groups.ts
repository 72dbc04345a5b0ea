import { writeOrRetry } from '../../database/write.ts';
import { provideEntities } from '../../groups/billed-groups.ts';
import { createStatement } from '../../groups/create-groups.sql.ts';
import type { UpdateGroupInput } from '../../groups/groups.inputs.ts';
import { updateGroups } from '../../groups/update-groups.service.ts';
import { maxIds } from '../../resources/input-issues.ts';
import { keepCreationTimes } from '../creation-times.sql.ts';
import { type GroupImporting, slicesOf } from '../importing.ts';
import type { GroupsPlan, GroupUpdate, NewGroup } from './plan-groups.ts';

/** Somebody changed what the plan is made of: it has to be made again. */
export class ChangedMeanwhile extends Error {
  constructor() {
    super('Others go on changing these groups and websites here. Run the same command again.');
  }
}

/** @throws ChangedMeanwhile */
export async function applyGroups(importing: GroupImporting, plan: GroupsPlan): Promise<void> {
  const failed = new Set<string>();
  const leaveOut = (id: string, problem: string) => {
    failed.add(id);
    importing.report.problem({ kind: 'groups', id, problem });
  };
  const billed = plan.create.filter(({ values }) => values.billingEnabled);
  const outcomes = {
    set: (index: number, failure: object | undefined) =>
      failure && leaveOut(billed[index]?.id as string, String((failure as Error).message)),
  };
  const { billing, caller, prisma } = importing;
  await provideEntities(
    billing,
    caller,
    billed.map(({ id }, index) => ({ index, groupId: id })),
    outcomes,
  );
  const releases = plan.release.map((id) => ({ id, values: { externalId: null }, add: [], remove: [] }));
  await update(importing, releases, leaveOut);
  const creatable = plan.create.filter(({ id }) => !failed.has(id));
  await create(importing, creatable);
  await update(importing, [...creatable.flatMap(remainderOf), ...plan.update], leaveOut);
  await keepCreationTimes(
    prisma,
    caller,
    'groups',
    plan.matched.map(({ id, group }) => ({ id, createdAt: group.createdAt })),
  );
  for (const change of plan.changes) if (!failed.has(change.id)) importing.report.changed(change);
}

/** The websites of a new group that one change has no room for. */
function remainderOf({ id, websiteIds }: NewGroup): GroupUpdate[] {
  return websiteIds.length > maxIds ? [{ id, values: {}, add: websiteIds.slice(maxIds), remove: [] }] : [];
}

async function create({ prisma, caller }: GroupImporting, groups: readonly NewGroup[]): Promise<void> {
  if (groups.length === 0) return;
  const creations = groups.map(({ id, values, websiteIds }) => ({
    caller,
    id,
    values,
    add: websiteIds.slice(0, maxIds),
    remove: [],
    expectedRevision: undefined,
    billed: undefined,
  }));
  const rows = await writeOrRetry(prisma, (statements) =>
    statements.$queryRaw<{ id: string | null }[]>(createStatement(creations)),
  );
  if (rows.some(({ id }) => id === null)) throw new ChangedMeanwhile();
}

async function update(
  { prisma, reads, billing, caller }: GroupImporting,
  updates: readonly GroupUpdate[],
  leaveOut: (id: string, problem: string) => void,
): Promise<void> {
  for (const inputs of roundsOf(updates)) {
    const results = await updateGroups({ prisma, reads, billing }, caller, inputs, false);
    for (const [index, result] of results.entries())
      if ('message' in result) leaveOut(inputs[index]?.id as string, result.message);
  }
}

/** Each round has one input for each group, with as many websites as one input takes. */
function roundsOf(updates: readonly GroupUpdate[]): UpdateGroupInput[][] {
  const rounds: UpdateGroupInput[][] = [];
  for (const { id, values, add, remove } of updates) {
    const [adds, removes] = [[...slicesOf(add, maxIds)], [...slicesOf(remove, maxIds)]];
    for (let round = 0; round < Math.max(1, adds.length, removes.length); round++) {
      const [addWebsiteIds, removeWebsiteIds] = [adds[round], removes[round]];
      rounds[round] ??= [];
      rounds[round]?.push({
        id,
        ...(round === 0 && values),
        ...(addWebsiteIds && { addWebsiteIds }),
        ...(removeWebsiteIds && { removeWebsiteIds }),
      });
    }
  }
  return rounds;
}
