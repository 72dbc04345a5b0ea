import { z } from 'zod';
import { inParallel } from '../../billing/parallel.ts';
import type { OldSystem } from '../old-system.ts';
import type { Report } from '../report.ts';
import { base, id, list, pagesOf, read } from './read-pages.ts';

const members = ['attributes', 'displayOrder'];
/** How many requests are on their way at a time. */
const maxRequests = 4;

const group = z.object({
  id,
  displayOrder: z.int().nullish(),
  createdTime: z.string().optional(),
  attributes: z.object({ customerCareAccess: z.boolean().nullish() }),
});

const link = z.object({ rel: z.string(), href: z.string() });
const label = z.object({
  labelText: z.string(),
  language: z.object({ id: z.int().optional(), lookupName: z.string().optional() }),
});
const linkedLabel = z.union([
  z
    .object({ links: z.array(link) })
    .transform(({ links }) => links.find(({ rel }) => rel === 'canonical' || rel === 'self')?.href),
  z.object({ href: z.string() }).transform(({ href }) => href),
]);

export type OldLabel = z.infer<typeof label>;

export interface OldAccountGroup {
  id: string;
  displayOrder: number;
  customerCareAccess: boolean;
  createdAt: string | undefined;
  names: OldLabel[];
  descriptions: OldLabel[];
}

/** All account groups of the old system, with their labels, in the order of display. They are few enough to be in memory. */
export async function readAccountGroups(old: OldSystem, report: Report): Promise<OldAccountGroup[]> {
  const groups: OldAccountGroup[] = [];
  for await (const items of pagesOf(old, 'accountGroups', members)) {
    report.read('accountGroups', items.length);
    groups.push(
      ...(await inParallel(items, maxRequests, (item) => readOne(old, report, item))).filter((each) => !!each),
    );
  }
  return groups.sort(
    (one, other) => one.displayOrder - other.displayOrder || (BigInt(one.id) < BigInt(other.id) ? -1 : 1),
  );
}

/** undefined for what was deleted since the list was read, and for what cannot be read. */
async function readOne(old: OldSystem, report: Report, item: unknown): Promise<OldAccountGroup | undefined> {
  const { id: groupId } = item as { id: number | bigint };
  // A list may leave out what it is asked for.
  const listed = group.safeParse(item);
  const found = listed.success ? item : await read(old, `${base}/accountGroups/${groupId}`);
  if (found === undefined) return undefined;
  const { success, data } = group.safeParse(found);
  const names = success && (await readLabels(old, data.id, 'names'));
  const descriptions = names && (await readLabels(old, data.id, 'descriptions'));
  if (!success || names === false || descriptions === false) {
    report.problem({ kind: 'accountGroups', id: String(groupId), problem: 'is left out: it cannot be read' });
    return undefined;
  }
  if (!names || !descriptions) return undefined;
  return {
    id: data.id,
    // Without a place it comes after all others.
    displayOrder: data.displayOrder ?? Number.MAX_SAFE_INTEGER,
    customerCareAccess: data.attributes.customerCareAccess ?? false,
    createdAt: data.createdTime,
    names,
    descriptions,
  };
}

/** false for what cannot be read. */
async function readLabels(
  old: OldSystem,
  groupId: string,
  kind: 'names' | 'descriptions',
): Promise<OldLabel[] | undefined | false> {
  const found = await read(old, `${base}/accountGroups/${groupId}/${kind}`);
  if (found === undefined) return undefined;
  const { success, data } = list.safeParse(found);
  if (!success) return false;
  const labels = await inParallel(data.items, maxRequests, (item) => readLabel(old, item));
  return labels.includes(false) ? false : labels.filter((each) => !!each);
}

/** A label that stands in the list, or that the list has a link to. */
async function readLabel(old: OldSystem, item: unknown): Promise<OldLabel | undefined | false> {
  const whole = label.safeParse(item);
  if (whole.success) return whole.data;
  const { data: href } = linkedLabel.safeParse(item);
  const path = href && new URL(href, 'http://localhost').pathname;
  if (!path?.startsWith(base)) return false;
  const found = await read(old, path);
  if (found === undefined) return undefined;
  const linked = label.safeParse(found);
  return linked.success && linked.data;
}
