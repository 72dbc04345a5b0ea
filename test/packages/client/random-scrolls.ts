import fc from 'fast-check';
import type { Seen } from './random-mutations.ts';

/** An endless list: which, in which direction, how far. */
export interface Scroll {
  list: keyof typeof endless;
  backwards: boolean;
  rows: number;
  pages: number;
  variant: number;
  refetch: boolean;
}

interface EndlessList {
  parent?: 'group' | 'website' | 'accountGroup';
  field: string;
  /** Filters and orders. */
  variants: readonly string[];
}

const endless = {
  groups: {
    field: 'groups',
    variants: ['', 'orderBy: { field: CREATED_AT, direction: DESC }', 'filter: { name: { contains: "e" } }'],
  },
  websites: { field: 'websites', variants: ['', 'filter: { includeDeleted: true }'] },
  accountGroups: { field: 'accountGroups', variants: ['', 'orderBy: { field: LOOKUP_NAME, direction: DESC }'] },
  staffAccounts: { field: 'staffAccounts', variants: [''] },
  'group.websites': { parent: 'group', field: 'websites', variants: [''] },
  'website.groups': { parent: 'website', field: 'groups', variants: [''] },
  'accountGroup.accounts': { parent: 'accountGroup', field: 'accounts', variants: [''] },
} as const satisfies Record<string, EndlessList>;

export const scroll: fc.Arbitrary<Scroll> = fc.record({
  list: fc.constantFrom(...(Object.keys(endless) as (keyof typeof endless)[])),
  backwards: fc.boolean(),
  rows: fc.integer({ min: 1, max: 3 }),
  pages: fc.nat({ max: 3 }),
  variant: fc.nat({ max: 5 }),
  refetch: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
});

interface Page {
  nodes: { id: string }[];
  pageInfo: {
    hasNextPage?: boolean;
    endCursor?: string | null;
    hasPreviousPage?: boolean;
    startCursor?: string | null;
  };
  totalCount: number;
}

/** The query of an endless list, and how to find the list and its next cursor in an answer. */
export function asArguments({ list, backwards, rows, variant }: Scroll, seen: Seen) {
  const { parent, field, variants } = endless[list] as EndlessList;
  const back = backwards && parent === undefined;
  const [size, cursor] = back ? ['last', 'before'] : ['first', 'after'];
  const args = [`${size}: $${size}, ${cursor}: $${cursor}`, variants[variant % variants.length]]
    .filter(Boolean)
    .join(', ');
  const info = back ? 'hasPreviousPage startCursor' : 'hasNextPage endCursor';
  const page = `${field}(${args}) { nodes { id } pageInfo { ${info} } totalCount }`;
  const heading = `$${size}: Int, $${cursor}: String${parent ? ', $of: ID!' : ''}`;
  const ids = parent && seen[`${parent}s`];
  return {
    text: `query (${heading}) { ${parent ? `${parent}(id: $of) { id ${page} }` : page} }`,
    variables: { [size]: rows, ...(ids && { of: ids[variant % ids.length] }) } as Record<string, unknown>,
    size,
    cursor,
    listIn(data: unknown) {
      const found = data as Record<string, Page & Record<string, Page>> | null | undefined;
      const shown: Page | undefined = parent ? found?.[parent]?.[field] : found?.[field];
      if (!shown) return undefined;
      const { hasNextPage, endCursor, hasPreviousPage, startCursor } = shown.pageInfo;
      return { ...shown, next: back ? hasPreviousPage && startCursor : hasNextPage && endCursor };
    },
  };
}

export const withoutTypes = (data: unknown): unknown =>
  JSON.parse(JSON.stringify(data ?? null, (key, value) => (key === '__typename' ? undefined : value)));
