import { sqlState } from '../../database/connection/failures.ts';
import type { GroupImporting } from '../importing.ts';
import { applyGroups, ChangedMeanwhile } from './apply-groups.ts';
import { applyWebsites } from './apply-websites.ts';
import { importCredits } from './import-credits.ts';
import { type GroupsPlan, planGroups } from './plan-groups.ts';
import { planWebsites, type WebsitesPlan } from './plan-websites.ts';
import { type Batch, readGroups } from './read-groups.ts';
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
  for await (const batch of readGroups(old, report, size)) {
    const plan = await importBatch(importing, batch, promised);
    if (importing.withCredits) await importCredits(importing, plan);
    onProgress(batch.part);
  }
}

/** @param promised websites that a dry run would have created by now */
async function importBatch(importing: GroupImporting, batch: Batch, promised: Set<string>): Promise<GroupsPlan> {
  const { report } = importing;
  report.read('websites', new Set(batch.groups.flatMap(({ websites }) => websites.map(({ id }) => id))).size);
  for (let plans = 1; ; plans++) {
    try {
      const { websites, groups } = await planAndApply(importing, batch, promised);
      if (report.isDryRun) {
        for (const change of [...websites.changes, ...groups.changes]) report.changed(change);
        for (const { id } of websites.create) promised.add(id);
      }
      for (const problem of [...websites.problems, ...groups.problems]) report.problem(problem);
      return groups;
    } catch (error) {
      if (!isRace(error) || plans === maxPlans) throw error;
    }
  }
}

/** A dry run only plans. */
async function planAndApply(
  importing: GroupImporting,
  { groups: batch, externalIds: oldExternalIds }: Batch,
  promised: ReadonlySet<string>,
): Promise<{ websites: WebsitesPlan; groups: GroupsPlan }> {
  const { prisma, caller, withBilling, report, billing } = importing;
  const stored = await readStored(prisma, caller, batch);
  const websites = planWebsites(batch, stored, promised);
  if (!report.isDryRun) await applyWebsites(importing, websites);
  const { usable } = websites;
  const groups = planGroups(batch, stored, { caller, withBilling, usable, oldExternalIds });
  if (!report.isDryRun) await applyGroups({ ...importing, billing: billing.forRequest() }, groups);
  return { websites, groups };
}

const uniqueViolation = '23505';

/** Whether somebody else wrote what the plan would have written. */
const isRace = (error: unknown) => error instanceof ChangedMeanwhile || sqlState(error) === uniqueViolation;
