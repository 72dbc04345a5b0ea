import { type Answer, data, send } from '../../support/graphql.ts';

export interface PageOf<Node> {
  edges: { cursor: string; node: Node }[];
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
}

export interface ListArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  orderBy?: { field: string; direction: string } | null;
  filter?: object | null;
}

const pageFields = (node: string) =>
  `edges { cursor node { id } } nodes { ${node} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount`;

/** A list of the schema's root, asked with its variables. */
export interface ListQuery<Node> {
  (key: string, args?: ListArguments): Promise<PageOf<Node>>;
  attempt(key: string, args?: ListArguments): Promise<Answer>;
}

function listQuery<Node>(field: string, node: string, extra: Record<string, string>): ListQuery<Node> {
  const types = { first: 'Int', after: 'String', last: 'Int', before: 'String', ...extra };
  const declared = Object.entries(types).map(([name, type]) => `$${name}: ${type}`);
  const passed = Object.keys(types).map((name) => `${name}: $${name}`);
  const document = `query (${declared.join(', ')}) { ${field}(${passed.join(', ')}) { ${pageFields(node)} } }`;
  return Object.assign(
    async (key: string, args: ListArguments = {}) => (await data(key, document, { ...args }))[field] as PageOf<Node>,
    { attempt: (key: string, args: ListArguments = {}) => send(key, document, { ...args }) },
  );
}

export interface Named {
  id: string;
  name: string | null;
}

export const groups = listQuery<Named & { createdAt: string; updatedAt: string }>(
  'groups',
  'id name createdAt updatedAt',
  { filter: 'GroupFilter', orderBy: 'GroupOrder' },
);

export const websites = listQuery<Named & { url: string }>('websites', 'id name url', { filter: 'WebsiteFilter' });

/** Reads a whole list page by page, in the direction in which pages are asked for, and checks each page on the way. */
export async function readAll<Node extends { id: string }>(
  query: (args: ListArguments) => Promise<PageOf<Node>>,
  { size, backward = false, ...args }: ListArguments & { size: number; backward?: boolean },
): Promise<Node[]> {
  const found: Node[] = [];
  let cursor: string | null = null;
  for (;;) {
    const page: PageOf<Node> = await query({
      ...args,
      ...(backward ? { last: size, before: cursor } : { first: size, after: cursor }),
    });
    expect(page.nodes.length).toBeLessThanOrEqual(size);
    expect(page.edges.map(({ node }) => node.id)).toEqual(page.nodes.map(({ id }) => id));
    const { pageInfo } = page;
    expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([
      page.edges[0]?.cursor ?? null,
      page.edges.at(-1)?.cursor ?? null,
    ]);
    if (backward) found.unshift(...page.nodes);
    else found.push(...page.nodes);
    expect(found.length).toBeLessThanOrEqual(page.totalCount);
    const more = backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage;
    if (!more) {
      expect(found).toHaveLength(page.totalCount);
      return found;
    }
    expect(page.nodes).toHaveLength(size);
    cursor = backward ? pageInfo.startCursor : pageInfo.endCursor;
  }
}
