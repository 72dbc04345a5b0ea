import type { Cache, InMemoryCache } from '@apollo/client/cache';
import { everything, type Unknown } from './effects.ts';

type Stored = Record<string, Record<string, unknown> | undefined>;
type Fields = Set<string> | typeof everything;

const resources = new Set(['Group', 'Website', 'AccountGroup', 'StaffAccount', 'ApiKey', 'WebhookEndpoint']);

const stored = (cache: InMemoryCache) => cache.extract() as Stored;
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Removes from the cache what is unknown. It does not notify watched queries: the caller decides when. */
export function forget(cache: InMemoryCache, unknown: readonly Unknown[]): void {
  if (unknown.length === 0) return;
  const ids = Object.keys(stored(cache));
  for (const [of, fields] of together(unknown))
    for (const id of objectsOf(ids, of))
      if (fields === everything) cache.evict({ id, broadcast: false });
      else for (const fieldName of fields) cache.evict({ id, fieldName, broadcast: false });
  forgetUnkeyed(cache);
}

/** Many changes at once are often the same ones. */
function together(unknown: readonly Unknown[]): Map<string, Fields> {
  const all = new Map<string, Fields>();
  for (const [of, fields] of unknown.flatMap((each) => Object.entries(each))) {
    const known = all.get(of) ?? new Set();
    if (fields === everything || known === everything) all.set(of, everything);
    else all.set(of, new Set([...known, ...fields]));
  }
  return all;
}

/** The ids of all objects of a type, or the one that is named by its id. */
function objectsOf(ids: string[], of: string): string[] {
  if (of === 'Query') return ['ROOT_QUERY'];
  if (of.includes(':') || of.startsWith('ROOT_')) return [of];
  return ids.filter((id) => id.startsWith(`${of}:`));
}

/** What was selected without its id may be whatever changed. */
function forgetUnkeyed(cache: InMemoryCache): void {
  for (const [id, object] of Object.entries(stored(cache))) {
    if (id === 'ROOT_MUTATION' || id === 'ROOT_SUBSCRIPTION') continue;
    const unkeyed = Object.entries(object ?? {}).filter(([, value]) => holdsUnkeyed(value));
    const fields = Object.fromEntries(
      unkeyed.map(([name]) => [name, (_value: unknown, { DELETE }: { DELETE: unknown }) => DELETE]),
    );
    if (unkeyed.length > 0) cache.modify({ id, fields, broadcast: false } as Cache.ModifyOptions);
  }
}

function holdsUnkeyed(value: unknown): boolean {
  if (!isObject(value) || '__ref' in value) return false;
  return resources.has(value.__typename as string) || Object.values(value).some(holdsUnkeyed);
}

/** Objects of an answer or an event that are older than what the cache has of them: neither is trusted. */
export function outdated(cache: InMemoryCache, result: unknown): Unknown[] {
  const objects = stored(cache);
  const find = (value: unknown): Unknown[] => {
    if (!isObject(value)) return [];
    const id = cache.identify(value as Parameters<InMemoryCache['identify']>[0]);
    const known = id === undefined ? undefined : objects[id]?.revision;
    const isOlder = typeof known === 'number' && typeof value.revision === 'number' && value.revision < known;
    return [...(isOlder ? [{ [id as string]: everything } as Unknown] : []), ...Object.values(value).flatMap(find)];
  };
  return find(result);
}
