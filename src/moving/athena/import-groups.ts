import { sqlState } from '../../database/connection/failures.ts';
import type { GroupImporting } from '../importing.ts';
import { applyGroups, ChangedMeanwhile } from './apply-groups.ts';
import { applyWebsites } from './apply-websites.ts';
import { importCredits } from './import-credits.ts';
import { type GroupsPlan, planGroups } from './plan-groups.ts';
import { planWebsites, type WebsitesPlan } from './plan-websites.ts';
import { type OldGroup, readGroups } from './read-groups.ts';
import { readStored } from './stored.sql.ts';

/** Groups of one batch. With billing fewer: the provider answers for all of them within one time-out. */
const batchSize = { plain: 200, billed: 50 };
/** How often a batch is planned again because others write at the same time. */
const maxPlans = 5;

/**
 * Brings groups and websites over, batch by batch: what is here is compared with what is there, and only what differs is
 * written. So the import can be killed at any point and run again, and keeps no account of how far it is.
 */
export async function importGroups(importing: GroupImporting): Promise<void> {
  const { old, report, withBilling, onProgress } = importing;
  report.startPass();
  const promised = new Set<string>();
  const size = withBilling ? batchSize.billed : batchSize.plain;
  for await (const { groups, part } of readGroups(old, report, size)) {
    const plan = await importBatch(importing, groups, promised);
    if (importing.withCredits) await importCredits(importing, plan);
    onProgress(part);
  }
}

/** @param promised websites that a dry run would have created by now */
async function importBatch(
  importing: GroupImporting,
  batch: readonly OldGroup[],
  promised: Set<string>,
): Promise<GroupsPlan> {
  const { report } = importing;
  report.read('websites', new Set(batch.flatMap(({ websites }) => websites.map(({ id }) => id))).size);
  for (let plans = 1; ; plans++) {
    const { websites, groups } = await planBatch(importing, batch, promised);
    try {
      if (!report.isDryRun) {
        await applyWebsites(importing, websites);
        await applyGroups(importing, groups);
      }
    } catch (error) {
      if (!isRace(error) || plans === maxPlans) throw error;
      continue;
    }
    if (report.isDryRun) {
      for (const change of [...websites.changes, ...groups.changes]) report.changed(change);
      for (const { id } of websites.create) promised.add(id);
    }
    for (const problem of [...websites.problems, ...groups.problems]) report.problem(problem);
    return groups;
  }
}

async function planBatch(
  { prisma, caller, withBilling }: GroupImporting,
  batch: readonly OldGroup[],
  promised: ReadonlySet<string>,
): Promise<{ websites: WebsitesPlan; groups: GroupsPlan }> {
  const stored = await readStored(prisma, caller, batch);
  const websites = planWebsites(batch, stored, promised);
  return { websites, groups: planGroups(batch, stored, { caller, withBilling, usable: websites.usable }) };
}

const uniqueViolation = '23505';

/** Whether somebody else wrote what the plan would have written. */
const isRace = (error: unknown) => error instanceof ChangedMeanwhile || sqlState(error) === uniqueViolation;
