import { createWebsitesAs } from '../../websites/create-website.service.ts';
import { updateWebsite } from '../../websites/website-changes.service.ts';
import { restoreWebsite } from '../../websites/website-deletion.service.ts';
import { type GroupImporting, slicesOf } from '../importing.ts';
import type { Problem } from '../report.ts';
import type { WebsitesPlan } from './plan-websites.ts';

/** So many websites are one statement. */
const statementSize = 1000;

/** What cannot be done becomes a problem of the plan. A website that stays deleted is not usable any more. */
export async function applyWebsites({ prisma, caller, report }: GroupImporting, plan: WebsitesPlan): Promise<void> {
  const failed = new Set<string>();
  const fail = (problem: Problem) => {
    failed.add(problem.id);
    plan.problems.push(problem);
  };
  for (const slice of slicesOf(plan.create, statementSize)) await createWebsitesAs(prisma, caller, slice);
  for (const id of plan.restore) {
    const result = await restoreWebsite(prisma, caller, { id });
    if (!('message' in result)) continue;
    plan.usable.delete(id);
    fail({ kind: 'websites', id, problem: `is left out: it cannot be restored: ${result.message}` });
  }
  for (const { id, name } of plan.rename) {
    if (failed.has(id)) continue;
    const result = await updateWebsite(prisma, caller, { id, name });
    if ('message' in result) fail({ kind: 'websites', id, isPart: true, problem: result.message });
  }
  for (const change of plan.changes) if (!failed.has(change.id)) report.changed(change);
}
