import fc from 'fast-check';
import type { Seen } from './random-mutations.ts';

/** What a query may ask for, before it is known what there is: ids and cursors are places in what was seen so far. */
export interface AskedList {
  list: keyof typeof lists;
  filter: number;
  order: number;
  page: { first?: number; last?: number; from?: number };
  /** One of the objects that have such a list. */
  of: number;
  rows: number;
}

interface ListOfSchema {
  parent?: 'group' | 'website' | 'accountGroup';
  both?: true;
  filters?: readonly string[];
  orders?: readonly string[];
  rows: readonly string[];
}

const direction = (field: string, way: string) => `{ field: ${field}, direction: ${way} }`;

/** How rows are selected: by nodes, by edges, without an id, with what others change, with lists of their own. */
const rowsOf = (field: string, nested = 'id') => [
  `nodes { id ${field} } ${pageInfo} totalCount`,
  `nodes { ${field} }`,
  `edges { cursor node { id ${field} } } pageInfo { hasNextPage }`,
  `edges { cursor } totalCount`,
  `totalCount`,
  `nodes { id ${nested} } edges { node { ${field} } }`,
  `nodes { ${nested} }`,
];
const pageInfo = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

export const lists = {
  groups: {
    both: true,
    filters: ['', '{ billingEnabled: true }', '{ name: { contains: "a" } }', '{ websiteId: $website }'],
    orders: ['', direction('NAME', 'DESC'), direction('UPDATED_AT', 'DESC'), direction('CREATED_AT', 'ASC')],
    rows: rowsOf('name', 'revision updatedAt externalId websites(first: 2) { totalCount nodes { id name } }'),
  },
  websites: {
    both: true,
    filters: ['', '{ includeDeleted: true }', '{ groupId: $group }', '{ name: { contains: "e" } }'],
    rows: rowsOf('name', 'url deletedAt groups(first: 1) { nodes { name } totalCount }'),
  },
  accountGroups: {
    both: true,
    filters: ['', '{ customerCareAccess: true }'],
    orders: ['', direction('LOOKUP_NAME', 'ASC'), direction('UPDATED_AT', 'DESC')],
    rows: rowsOf('lookupName', 'displayOrder revision updatedAt names { labelText } accounts { totalCount }'),
  },
  staffAccounts: { both: true, rows: rowsOf('login', 'displayName staffGroup { lookupName }') },
  organizationChanges: { rows: rowsOf('kind', 'resourceId fields { field from to }') },
  'group.websites': { parent: 'group', rows: rowsOf('name', 'url deletedAt') },
  'group.changes': { parent: 'group', rows: rowsOf('kind', 'websitesAdded { id } websitesRemoved { id }') },
  'website.groups': { parent: 'website', rows: rowsOf('name', 'billingEnabled updatedAt') },
  'accountGroup.accounts': { parent: 'accountGroup', rows: rowsOf('login', 'displayName') },
  'accountGroup.changes': { parent: 'accountGroup', rows: rowsOf('kind', 'revision accountsJoined { id }') },
} as const satisfies Record<string, ListOfSchema>;

const index = fc.nat({ max: 11 });
const size = fc.constantFrom(1, 2, 3, 5, 100);

export const page = fc.oneof(
  fc.record({ first: size }),
  fc.record({ first: size, from: index }),
  fc.constant({}),
  fc.record({ last: size }),
  fc.record({ last: size, from: index }),
);

export const askedList: fc.Arbitrary<AskedList> = fc.record({
  list: fc.constantFrom(...(Object.keys(lists) as (keyof typeof lists)[])),
  filter: index,
  order: index,
  page,
  of: fc.nat({ max: 3 }),
  rows: index,
});

const choose = (options: readonly string[] | undefined, at: number) => options?.[at % options.length] ?? '';

/** The field of a list in a document, and the name of the list that its cursors belong to. */
function fieldOf(asked: AskedList, cursorsOf: (list: string) => string[], alias = '') {
  const { parent, both, filters, orders, rows } = lists[asked.list] as ListOfSchema;
  const name = asked.list.split('.').at(-1);
  const filter = choose(filters, asked.filter);
  const order = choose(orders, asked.order);
  const list = [asked.list, parent && asked.of, filter, order].join(' ');
  const { first = both ? undefined : asked.page.last, last, from } = asked.page;
  const backwards = both && last !== undefined;
  const cursors = cursorsOf(list);
  const cursor = from === undefined ? undefined : cursors[from % (cursors.length || 1)];
  const args = [
    backwards ? `last: ${last}` : first && `first: ${first}`,
    cursor && `${backwards ? 'before' : 'after'}: "${cursor}"`,
    filter && `filter: ${filter}`,
    order && `orderBy: ${order}`,
  ].filter(Boolean);
  const field = `${alias}${name}${args.length > 0 ? `(${args.join(', ')})` : ''} { ${choose(rows, asked.rows)} }`;
  return { list, field: parent ? `${alias}${parent}(id: $${parent}) { id ${field.replace(alias, '')} }` : field };
}

/** A document with lists and its variables, and the name of the first list. */
export function documentOf(asked: AskedList[], seen: Seen, cursorsOf: (list: string) => string[]) {
  const fields = asked.map((each, index) => fieldOf(each, cursorsOf, index > 0 ? 'other: ' : ''));
  const of = (ids: string[]) => ids[(asked[0]?.of ?? 0) % ids.length];
  const ids = Object.entries({
    group: of(seen.groups),
    website: of(seen.websites),
    accountGroup: of(seen.accountGroups),
  });
  const text = fields.map(({ field }) => field).join(' ');
  const used = ids.filter(([name]) => text.includes(`$${name}`));
  const heading = used.length > 0 ? `(${used.map(([name]) => `$${name}: ID!`).join(', ')})` : '';
  const query: [text: string, variables: Record<string, unknown>] = [
    `query ${heading} { ${text} }`,
    Object.fromEntries(used),
  ];
  return { list: fields[0]?.list as string, query };
}
