import { InputIssues } from '../../resources/input-issues.ts';
import type { Creation } from '../../websites/create-website.service.ts';
import { websiteFields } from '../../websites/websites.fields.ts';
import { textOf } from '../importing.ts';
import type { Change, Problem } from '../report.ts';
import type { OldGroup, OldWebsite } from './read-groups.ts';
import type { Stored } from './stored.sql.ts';

/** What becomes of the websites of a batch. */
export interface WebsitesPlan {
  create: Creation[];
  restore: string[];
  rename: { id: string; name: string | null }[];
  /** Those that are here, or will be. */
  usable: Set<string>;
  changes: Change[];
  problems: Problem[];
}

/** @param promised websites that an earlier batch of a dry run would have created */
export function planWebsites(batch: readonly OldGroup[], stored: Stored, promised: ReadonlySet<string>): WebsitesPlan {
  const plan: WebsitesPlan = { create: [], restore: [], rename: [], usable: new Set(), changes: [], problems: [] };
  const all = new Map(batch.flatMap(({ websites }) => websites.map((website) => [website.id, website])));
  for (const website of all.values())
    if (promised.has(website.id)) plan.usable.add(website.id);
    else planWebsite(website, stored, plan);
  return plan;
}

function planWebsite({ id, url, name }: OldWebsite, stored: Stored, plan: WebsitesPlan): void {
  const issues = new InputIssues();
  const values = websiteFields.parseNew(issues, { url, name });
  if (issues.any) {
    plan.problems.push({ kind: 'websites', id, problem: `is left out: ${textOf(issues.list)}` });
    return;
  }
  plan.usable.add(id);
  const here = stored.websites.get(id);
  if (!here) {
    plan.create.push({ id, values });
    const details = { url: { to: values.url }, ...(values.name !== null && { name: { to: values.name } }) };
    plan.changes.push({ kind: 'websites', id, action: 'create', details });
    return;
  }
  if (here.isDeleted) {
    plan.restore.push(id);
    plan.changes.push({ kind: 'websites', id, action: 'restore', details: {} });
  }
  if (here.name !== values.name) {
    plan.rename.push({ id, name: values.name });
    plan.changes.push({
      kind: 'websites',
      id,
      action: 'change',
      details: { name: { from: here.name, to: values.name } },
    });
  }
  if (here.url !== values.url)
    plan.problems.push({
      kind: 'websites',
      id,
      isPart: true,
      problem: `has the address ${here.url} here and ${values.url} there: addresses of websites cannot change`,
    });
}
