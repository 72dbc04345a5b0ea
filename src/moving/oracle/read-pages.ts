import { z } from 'zod';
import { readExactly } from '../../rest/oracle/json.ts';
import { type OldSystem, OldSystemError } from '../old-system.ts';

export const base = '/services/rest/connect/v1.4';

/** An id of 64 bits: the parser keeps what JavaScript's numbers are too small for. */
export const id = z.union([z.int().positive(), z.bigint().positive()]).transform(String);

export const list = z.object({ items: z.array(z.unknown()), hasMore: z.boolean().default(false) });

const withId = z.object({ id });

/** So many entries are one page. */
const pageSize = 200;

/** What is at an address, or undefined where nothing is. */
export const read = (old: OldSystem, path: string): Promise<unknown> =>
  old.get(path, async (response) => readExactly(await response.text()));

/**
 * All resources of a kind, page by page, in the order of their ids. A page starts after the last id of the one before it,
 * so whatever comes or goes while one reads, nothing is missed and nothing comes twice.
 *
 * @throws OldSystemError
 */
export async function* pagesOf(old: OldSystem, resource: string, fields: readonly string[]): AsyncGenerator<unknown[]> {
  for (let last = 0n, more = true; more; ) {
    const query = new URLSearchParams({ limit: String(pageSize), orderBy: 'id:asc', fields: fields.join(',') });
    query.set('q', `id > ${last}`);
    const path = `${base}/${resource}?${query}`;
    const page = list.safeParse(await read(old, path));
    if (!page.success) throw new OldSystemError(`The answer of the old system to GET ${path} is no list.`);
    const { items, hasMore } = page.data;
    for (const item of items) last = nextId(item, last, path);
    old.throwIfStopped();
    if (items.length > 0) yield items;
    more = hasMore && items.length > 0;
  }
}

function nextId(item: unknown, last: bigint, path: string): bigint {
  const parsed = withId.safeParse(item);
  if (!parsed.success) throw new OldSystemError(`An entry in the answer of the old system to GET ${path} has no id.`);
  const next = BigInt(parsed.data.id);
  if (next > last) return next;
  throw new OldSystemError(
    `The old system does not list by ids: ${next} comes after ${last} in its answer to GET ${path}.`,
  );
}
