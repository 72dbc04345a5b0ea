import type { FieldPolicy, Reference, StoreObject } from '@apollo/client/cache';

type Item = Reference | StoreObject;

/** A place in a list: what a query selected of it through `edges`, `nodes` or both. */
interface Place {
  edge?: Item;
  node?: Item;
  /** Known of each place through `edges`, else of the first and the last one of a page through `pageInfo`. */
  cursor?: string;
}

interface PageInfo {
  hasNextPage?: boolean;
  hasPreviousPage?: boolean;
  startCursor?: string | null;
  endCursor?: string | null;
}

/** A list as far as it has been loaded. */
interface List {
  /** Undefined as long as nothing but facts about the list, such as `totalCount`, was selected. */
  places?: Place[];
  pageInfo?: PageInfo;
  /** Whatever else the connection has. */
  rest: Record<string, unknown>;
}

interface Connection {
  edges?: readonly Item[];
  nodes?: readonly Item[];
  pageInfo?: PageInfo;
}

const paging = new Set(['first', 'last', 'after', 'before']);

/**
 * Joins the pages of a Relay connection into one list, which queries for any of its pages then read: each combination
 * of the other arguments (filter, order) is a list of its own. A page without `after` and `before` starts the list anew,
 * and so does one that joins on to nothing: the list has no gaps and no repeats.
 */
export const connection: FieldPolicy<List, Connection, Connection> = {
  keyArgs: (args) => Object.keys(args ?? {}).filter((name) => !paging.has(name)),

  read(list, { canRead, readField }) {
    if (!list) return undefined;
    const { places, pageInfo, rest } = list;
    // What was evicted, as a deleted resource is, leaves its lists.
    const present = places?.filter(({ node }) => node === undefined || canRead(node));
    return {
      ...rest,
      ...(pageInfo && { pageInfo }),
      ...all(
        'edges',
        present?.map(({ edge }) => edge),
      ),
      ...all(
        'nodes',
        present?.map(({ node, edge }) => node ?? (edge && readField<Item>('node', edge))),
      ),
    };
  },

  merge(list, { edges, nodes, pageInfo, ...rest }, { args, readField }) {
    const known = { ...list?.rest, ...rest };
    const length = edges?.length ?? nodes?.length;
    if (length === undefined) return { ...list, ...(pageInfo && !list?.places && { pageInfo }), rest: known };
    const page = Array.from({ length }, (_, index): Place => {
      const edge = edges?.[index];
      const node = nodes?.[index] ?? (edge && readField<Item>('node', edge));
      const cursor =
        (edge && readField<string>('cursor', edge)) ??
        (index === 0 ? pageInfo?.startCursor : undefined) ??
        (index === length - 1 ? pageInfo?.endCursor : undefined);
      return { ...(edge && { edge }), ...(node && { node }), ...(cursor && { cursor }) };
    });
    const { before, after } = neighbours(list?.places ?? [], args);
    const moved = new Set(page.map(keyOf).filter((key) => key !== undefined));
    const stays = (place: Place) => !moved.has(keyOf(place) ?? '');
    return {
      places: [...before.filter(stays), ...page, ...after.filter(stays)],
      pageInfo: {
        ...list?.pageInfo,
        ...pageInfo,
        ...(before.length > 0 && pick(list?.pageInfo, 'hasPreviousPage', 'startCursor')),
        ...(after.length > 0 && pick(list?.pageInfo, 'hasNextPage', 'endCursor')),
      },
      rest: known,
    };
  },
};

/** What of a list stays before and after a page that was asked for with these arguments. */
function neighbours(places: Place[], args: Record<string, unknown> | null): { before: Place[]; after: Place[] } {
  const at = (cursor: unknown) => (cursor ? places.findIndex((place) => place.cursor === cursor) : -1);
  const last = at(args?.after);
  if (last >= 0) return { before: places.slice(0, last + 1), after: [] };
  const first = at(args?.before);
  return { before: [], after: first >= 0 ? places.slice(first) : [] };
}

const keyOf = ({ node }: Place) => (node as Reference | undefined)?.__ref;

/** A field that every place has a value for; where one lacks it, the cache has to ask for it. */
function all(field: 'edges' | 'nodes', items: (Item | undefined)[] | undefined): Connection {
  return items?.every((item) => item !== undefined) ? { [field]: items } : {};
}

function pick(pageInfo: PageInfo | undefined, ...fields: (keyof PageInfo)[]): PageInfo {
  return Object.fromEntries(fields.map((field) => [field, pageInfo?.[field]]));
}
