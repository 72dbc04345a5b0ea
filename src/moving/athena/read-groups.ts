import { createHash } from 'node:crypto';
import { z } from 'zod';
import { toUuid } from '../../resources/text.ts';
import { textOf } from '../importing.ts';
import { itemsOf } from '../json-items.ts';
import { CutAnswerError, type OldSystem, OldSystemError } from '../old-system.ts';
import type { Report } from '../report.ts';
import { Spool } from '../spool.ts';

const website = z.object({ id: z.string(), websiteUrl: z.string(), websiteName: z.string().nullish() });
const group = z.object({
  id: z.string(),
  name: z.string(),
  billingEnabled: z.boolean().default(false),
  createdAt: z.string().optional(),
  websites: z.array(website).default([]),
  externalId: z.string().nullable().optional(),
});

/** As much of a group as tells which one it is. */
const named = group.pick({ id: true, externalId: true });

export interface OldWebsite {
  id: string;
  url: string;
  name: string | null;
}

/** A group as the old system has it, under the ids that it has here. */
export interface OldGroup {
  id: string;
  /** What the old system calls it. */
  oldId: string;
  name: string;
  billingEnabled: boolean;
  createdAt: string | undefined;
  websites: OldWebsite[];
  /** undefined where the old system does not tell: it knows us as a direct customer. */
  externalId: string | null | undefined;
}

/** An id that is a UUID stays. Any other text stands for one UUID of its kind, always the same. */
function toOurId(kind: 'group' | 'website', oldId: string): string {
  const uuid = toUuid(oldId);
  if (uuid) return uuid;
  const hex = createHash('sha256').update(`athena ${kind} ${oldId}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

function readGroup(item: unknown, report: Report): OldGroup | undefined {
  const { success, data, error } = group.safeParse(item);
  if (!success) {
    const { id } = item as { id?: unknown };
    const issues = error.issues.map(({ path, message }) => ({ path: path.map(String), message }));
    report.problem({ kind: 'groups', id: String(id ?? '?'), problem: `cannot be read: ${textOf(issues)}` });
    return undefined;
  }
  const { id, websites, ...values } = data;
  return {
    ...values,
    id: toOurId('group', id),
    oldId: id,
    createdAt: data.createdAt,
    externalId: data.externalId,
    websites: websites.map(({ id, websiteUrl, websiteName }) => ({
      id: toOurId('website', id),
      url: websiteUrl,
      // An empty name is none.
      name: websiteName?.trim() ? websiteName : null,
    })),
  };
}

/** The external ids of all groups in the list of the old system, by the ids that the groups have here. */
export type OldExternalIds = ReadonlyMap<string, string | null | undefined>;

export interface Batch {
  groups: OldGroup[];
  externalIds: OldExternalIds;
  /** How much of the list was read up to its end, from 0 to 1. */
  part: number;
}

const path = '/api/v1/groups';
/** So many websites are enough for one batch, whatever number of groups. */
const maxWebsites = 5000;

/**
 * All groups of the old system, in batches. Its list has no pages: it is one answer, however long.
 *
 * @throws OldSystemError
 */
export async function* readGroups(old: OldSystem, report: Report, size: number): AsyncGenerator<Batch> {
  const spool = await old.get(path, ({ body }) => Spool.of(body));
  if (!spool) throw new OldSystemError(`The old system has no ${path}. Check --url.`);
  try {
    const externalIds = await readExternalIds(spool.read());
    for await (const groups of batchesOf(spool.read(), old, report, size))
      yield { groups, externalIds, part: spool.part };
  } catch (error) {
    if (!(error instanceof CutAnswerError || error instanceof SyntaxError)) throw error;
    throw new OldSystemError(`The answer of the old system to GET ${path} is no list of groups.`);
  } finally {
    await spool.close();
  }
}

async function readExternalIds(body: AsyncIterable<Uint8Array>): Promise<OldExternalIds> {
  const externalIds = new Map<string, string | null | undefined>();
  for await (const items of itemsOf(body, 'groups'))
    for (const item of items) {
      const { success, data } = named.safeParse(item);
      if (success) externalIds.set(toOurId('group', data.id), data.externalId);
    }
  return externalIds;
}

async function* batchesOf(
  body: AsyncIterable<Uint8Array>,
  old: OldSystem,
  report: Report,
  size: number,
): AsyncGenerator<OldGroup[]> {
  let batch: OldGroup[] = [];
  let websites = 0;
  for await (const items of itemsOf(body, 'groups')) {
    for (const item of items) {
      report.read('groups');
      const read = readGroup(item, report);
      if (!read) continue;
      batch.push(read);
      websites += read.websites.length;
      if (batch.length < size && websites < maxWebsites) continue;
      old.throwIfStopped();
      yield batch;
      batch = [];
      websites = 0;
    }
  }
  old.throwIfStopped();
  if (batch.length > 0) yield batch;
}
