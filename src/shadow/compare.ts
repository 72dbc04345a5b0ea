/** How two answers differ at one place. */
export interface Difference {
  kind:
    | 'status'
    | 'body'
    | 'member is missing'
    | 'member is new'
    | 'entry is missing'
    | 'entry is new'
    | 'type'
    | 'value'
    | 'order';
  /** The member, with `[]` for the entries of lists, e.g. `groups[].name`. */
  path: string;
  /** The id of the entry that it is in, if it has one. */
  entry?: string;
  old?: unknown;
  new?: unknown;
}

type Json = Record<string, unknown>;

interface Place {
  path: string;
  entry?: string;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The addresses of both systems differ in the host alone. */
const withoutHost = (value: unknown) =>
  typeof value === 'string' ? value.replace(/^https?:\/\/[^/]+(?=\/(services\/rest\/connect|api\/v1)\b)/, '') : value;

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'bigint' ? 'number' : typeof value;
}

/** Where two JSON values differ: members, values, and the order of lists. The order of members is none. */
export function* differencesOf(old: unknown, current: unknown, at: Place = { path: '' }): Generator<Difference> {
  if (isObject(old) && isObject(current)) yield* differencesOfObjects(old, current, at);
  else if (Array.isArray(old) && Array.isArray(current)) yield* differencesOfLists(old, current, at);
  else if (withoutHost(old) !== withoutHost(current))
    yield { kind: typeOf(old) === typeOf(current) ? 'value' : 'type', ...at, old, new: current };
}

function* differencesOfObjects(old: Json, current: Json, { path, ...entry }: Place): Generator<Difference> {
  for (const name of new Set([...Object.keys(old), ...Object.keys(current)])) {
    const at = { ...entry, path: path ? `${path}.${name}` : name };
    if (!Object.hasOwn(current, name)) yield { kind: 'member is missing', ...at, old: old[name] };
    else if (!Object.hasOwn(old, name)) yield { kind: 'member is new', ...at, new: current[name] };
    else yield* differencesOf(old[name], current[name], at);
  }
}

/** What tells entries of a list apart: their ids or else, of links, what they are for; undefined where nothing does. */
function keysOf(list: readonly unknown[]): string[] | undefined {
  const keys = list.map((entry) => (isObject(entry) ? (entry.id ?? entry.rel) : undefined));
  const isUsable = keys.every((key) => ['string', 'number', 'bigint'].includes(typeof key));
  return isUsable && new Set(keys.map(String)).size === keys.length ? keys.map(String) : undefined;
}

function* differencesOfLists(old: unknown[], current: unknown[], at: Place): Generator<Difference> {
  const path = `${at.path}[]`;
  const [oldKeys, currentKeys] = [keysOf(old), keysOf(current)];
  if (!oldKeys || !currentKeys) {
    yield* differencesByPlace(old, current, { ...at, path });
    return;
  }
  const oldPlaces = new Map(oldKeys.map((key, place) => [key, place]));
  const currentPlaces = new Map(currentKeys.map((key, place) => [key, place]));
  for (const [key, place] of oldPlaces) {
    const found = currentPlaces.get(key);
    if (found === undefined) yield { kind: 'entry is missing', path, entry: key, old: old[place] };
    else yield* differencesOf(old[place], current[found], { path, entry: key });
  }
  for (const [key, place] of currentPlaces)
    if (!oldPlaces.has(key)) yield { kind: 'entry is new', path, entry: key, new: current[place] };
  const common = (keys: string[], others: Map<string, number>) => keys.filter((key) => others.has(key));
  const [oldOrder, currentOrder] = [common(oldKeys, currentPlaces), common(currentKeys, oldPlaces)];
  if (oldOrder.join('\n') !== currentOrder.join('\n'))
    yield { kind: 'order', ...at, path, old: oldOrder, new: currentOrder };
}

function* differencesByPlace(old: unknown[], current: unknown[], at: Place): Generator<Difference> {
  for (let place = 0; place < Math.max(old.length, current.length); place++)
    if (place >= current.length) yield { kind: 'entry is missing', ...at, old: old[place] };
    else if (place >= old.length) yield { kind: 'entry is new', ...at, new: current[place] };
    else yield* differencesOf(old[place], current[place], at);
}
