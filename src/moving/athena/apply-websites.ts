import { createWebsitesAs } from '../../websites/create-website.service.ts';
import { updateWebsite } from '../../websites/website-changes.service.ts';
import { restoreWebsite } from '../../websites/website-deletion.service.ts';
import { type GroupImporting, slicesOf } from '../importing.ts';
import type { WebsitesPlan } from './plan-websites.ts';

/** So many websites are one statement. */
const statementSize = 1000;

export async function applyWebsites({ prisma, caller, report }: GroupImporting, plan: WebsitesPlan): Promise<void> {
  const tell = (id: string, result: object) => {
    if ('message' in result) report.problem({ kind: 'websites', id, isPart: true, problem: String(result.message) });
  };
  for (const slice of slicesOf(plan.create, statementSize)) await createWebsitesAs(prisma, caller, slice);
  for (const id of plan.restore) tell(id, await restoreWebsite(prisma, caller, { id }));
  for (const { id, name } of plan.rename) tell(id, await updateWebsite(prisma, caller, { id, name }));
  for (const change of plan.changes) report.changed(change);
}
