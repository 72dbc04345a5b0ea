import type { Reference, StoreObject } from '@apollo/client/cache';

export interface PageInfoValue {
  readonly hasNextPage?: boolean;
  readonly hasPreviousPage?: boolean;
  readonly startCursor?: string | null;
  readonly endCursor?: string | null;
}

/** A page of a list as the cache has it: what a query selected. */
export interface ConnectionValue extends StoreObject {
  readonly edges?: readonly StoreObject[];
  readonly nodes?: readonly (Reference | StoreObject)[];
  readonly pageInfo?: PageInfoValue;
  readonly totalCount?: number;
}

/** A list and the page that comes right after or right before it; undefined if the page is another one. */
export function joined(
  list: ConnectionValue,
  page: ConnectionValue,
  args: Record<string, unknown>,
): ConnectionValue | undefined {
  if (args.after && args.after === endOf(list)) return concatenated(list, page, 'after');
  if (args.before && args.before === startOf(list)) return concatenated(list, page, 'before');
  return undefined;
}

const endOf = ({ pageInfo, edges }: ConnectionValue) => pageInfo?.endCursor ?? edges?.at(-1)?.cursor;
const startOf = ({ pageInfo, edges }: ConnectionValue) => pageInfo?.startCursor ?? edges?.[0]?.cursor;

function concatenated(list: ConnectionValue, page: ConnectionValue, place: 'after' | 'before'): ConnectionValue {
  const moved = new Set(keysOf(page));
  const join = <Row>(
    rows: readonly Row[] | undefined,
    next: readonly Row[] | undefined,
    keyOf: (row: Row) => string | undefined,
  ) => {
    if (!rows || !next) return undefined;
    // A row that moved meanwhile is where it was seen last.
    const stay = rows.filter((row) => !moved.has(keyOf(row) ?? ''));
    return place === 'after' ? [...stay, ...next] : [...next, ...stay];
  };
  const edges = join(list.edges, page.edges, ({ node }) => keyOf(node));
  const nodes = join(list.nodes, page.nodes, keyOf);
  const { edges: _, nodes: __, ...rest } = list;
  return {
    ...rest,
    // The page was read later.
    ...(page.totalCount !== undefined && { totalCount: page.totalCount }),
    ...(edges && { edges }),
    ...(nodes && { nodes }),
    ...(list.pageInfo && page.pageInfo && { pageInfo: pageInfo(list.pageInfo, page.pageInfo, place, page) }),
  };
}

const keyOf = (row: unknown) => (row as Partial<Reference> | undefined)?.__ref;
const keysOf = ({ nodes, edges }: ConnectionValue) =>
  (nodes ?? edges?.map(({ node }) => node) ?? []).map(keyOf).filter((key) => key !== undefined);

function pageInfo(
  list: PageInfoValue,
  page: PageInfoValue,
  place: 'after' | 'before',
  { nodes, edges }: ConnectionValue,
) {
  const { hasNextPage, endCursor, hasPreviousPage, startCursor } = page;
  const empty = (nodes ?? edges)?.length === 0;
  const outer =
    place === 'after'
      ? { hasNextPage, ...(!empty && { endCursor }) }
      : { hasPreviousPage, ...(!empty && { startCursor }) };
  return { ...list, ...outer } as PageInfoValue;
}
