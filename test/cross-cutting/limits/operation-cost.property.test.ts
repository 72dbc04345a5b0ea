import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  buildSchema,
  type DocumentNode,
  getIntrospectionQuery,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { operationCost } from '../../../src/graphql/cost/operation-cost.ts';
import { operationCosts, sizesOf } from '../../../src/graphql/cost/operation-costs.ts';

const schema = buildSchema(readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'));

// What the types of the code are marked with, which no SDL has.
for (const [name, type] of Object.entries(schema.getTypeMap())) {
  if (name.endsWith('Connection')) type.extensions = { list: 'connection' };
  if (name.endsWith('Edge')) type.extensions = { list: 'edge' };
}

function cost(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  return operationCost(schema, document, getOperationAST(document) as OperationDefinitionNode, variables).points;
}

/** A field again and again, under aliases. */
const times = (count: number, field: string) => Array.from({ length: count }, (_, n) => `a${n}: ${field}`).join(' ');

const ids = (count: number) => Array.from({ length: count }, (_, n) => String(n));

test.each([
  ['nothing but scalars', '{ __typename }', 1],
  ['the caller', '{ viewer { organization { id name } } }', 1],
  ['a page of the usual size', '{ groups { nodes { id name } } }', 1 + 3],
  ['a page and its count', '{ groups(first: 30) { totalCount nodes { id } } }', 1 + 4],
  ['a count alone', '{ groups(first: 1) { totalCount } }', 1 + 1],
  [
    'a count in a fragment',
    '{ groups(first: 1) { ...C } } fragment C on GroupConnection { ... { n: totalCount } }',
    1 + 1,
  ],
  ['a page by its edges', '{ groups { edges { cursor node { id } } pageInfo { hasNextPage } } }', 1 + 3],
  ['a page of 100', '{ groups(first: 100) { nodes { id } } }', 1 + 10],
  ['the last 100', '{ groups(last: 100) { nodes { id } } }', 1 + 10],
  ['pages in a page', '{ groups(first: 100) { nodes { websites(first: 10) { nodes { id } } } } }', 1 + 160],
  ['a page with websites', '{ groups { nodes { id websites(first: 10) { nodes { url } } } } }', 1 + 40],
  ['credits of a page', '{ groups(first: 100) { nodes { credits { total } } } }', 1 + 110],
  ['a mutation', 'mutation { deleteWebsite(input: { id: 1 }) { __typename } }', 1 + 1],
  ['introspection', '{ __schema { types { name fields { name } } } }', 1 + 50],
  ['scalars of an object, ten of them', `{ viewer { organization { ${times(10, 'id')} } } }`, 1],
  ['a page of objects with 100 scalars', `{ groups(first: 10) { nodes { ${times(100, 'name')} } } }`, 1 + 10],
  ['a page that is skipped', '{ groups(first: 100) @skip(if: true) { nodes { id } } }', 1],
])('%s has the cost that docs/schema.md says', (_what, document, points) => {
  expect(cost(document)).toBe(points);
});

test('the schema costs by what is asked of it, and what explorers ask for can be paid for', () => {
  const types = 'types { name description fields { name description args { name } } }';
  const once = cost(`{ __schema { ${times(5, types)} } }`);
  expect(once).toBeGreaterThan(51);
  expect(cost(`{ __schema { ${times(50, types)} } }`)).toBeGreaterThan(9 * once);
  const explorer = cost(getIntrospectionQuery());
  expect(explorer).toBeGreaterThan(100);
  expect(explorer).toBeLessThan(1000);
  const fields = 'fields { name args { name } }';
  expect(cost(`{ __type(name: "Group") { ${times(100, fields)} } }`)).toBeGreaterThan(
    cost(`{ __type(name: "Group") { ${fields} } }`),
  );
});

test('a look-up costs by its keys, and a mutation by the values in its lists', () => {
  expect(cost('query ($ids: [ID!]!) { groupsById(ids: $ids) { id } }', { ids: ids(1000) })).toBe(1 + 100);
  expect(cost('query ($ids: [String!]!) { groupsByExternalId(externalIds: $ids) { id } }', { ids: ids(500) })).toBe(
    1 + 50,
  );
  const update = 'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }';
  expect(cost(update, { input: { id: 'x', addWebsiteIds: ids(600), removeWebsiteIds: ids(400) } })).toBe(1 + 101);
});

test('a page costs as much whichever way its size is given, and sizes that are refused later cost no less', () => {
  const page = 'query ($n: Int) { groups(first: $n) { nodes { websites(first: $n) { nodes { id } } } } }';
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (size) => {
      const literal = cost(page.replace('query ($n: Int) ', '').replaceAll('$n', String(size)));
      const clamped = Math.min(Math.max(size, 1), 100);
      expect(cost(page, { n: size })).toBe(literal);
      expect(literal).toBe(1 + Math.floor((5 + clamped * (1 + 5 + clamped)) / 10));
    }),
  );
});

const selections = fc.letrec<{ group: string; website: string }>((tie) => ({
  group: fc
    .array(
      fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('id', 'name', 'credits { total }', 'websites { totalCount }'),
        fc
          .tuple(fc.integer({ min: 1, max: 100 }), tie('website'))
          .map(([n, of]) => `websites(first: ${n}) { nodes { ${of} } }`),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((fields) => fields.map((field, n) => `g${n}: ${field}`).join(' ')),
  website: fc
    .array(
      fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('id', 'url'),
        fc
          .tuple(fc.integer({ min: 1, max: 100 }), tie('group'))
          .map(([n, of]) => `groups(first: ${n}) { nodes { ${of} } }`),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((fields) => fields.map((field, n) => `w${n}: ${field}`).join(' ')),
}));

test('fragments hide no cost, and more is never cheaper', () => {
  fc.assert(
    fc.property(selections.group, selections.group, (some, more) => {
      const plain = cost(`{ groups { nodes { ${some} } } }`);
      const hidden = `{ groups { ...C } } fragment C on GroupConnection { ... on GroupConnection { nodes { ...G } } } fragment G on Group { ${some} }`;
      expect(cost(hidden)).toBe(plain);
      const both = `{ groups { nodes { id } } more: groups { nodes { ${some} } } most: groups { nodes { ${more} } } }`;
      expect(cost(both)).toBeGreaterThanOrEqual(Math.max(plain, cost(`{ groups { nodes { ${more} } } }`)));
    }),
    { numRuns: 300 },
  );
});

/** What a request for an operation costs, as the service works it out and remembers it. */
function rememberedCosts(document: DocumentNode) {
  const costOf = operationCosts(schema);
  const operation = getOperationAST(document) as OperationDefinitionNode;
  return (variables: Record<string, unknown>) => {
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
    return (
      coerced && {
        remembered: costOf(document, operation, variables, coerced).points,
        computed: operationCost(schema, document, operation, variables).points,
      }
    );
  };
}

test('what is remembered of an operation is what it costs, whatever it was asked with before', () => {
  const document = parse(
    `query ($first: Int, $ids: [ID!]!, $order: GroupOrder, $filter: GroupFilter, $with: Boolean! = true) {
       groups(first: $first, orderBy: $order, filter: $filter) { nodes { id } } groupsById(ids: $ids) @include(if: $with) { id } }`,
  );
  const direction = fc.constantFrom('ASC', 'DESC', 'UP');
  const name = fc.record(
    {
      in: fc.oneof(fc.array(fc.string(), { maxLength: 30 }), fc.constantFrom('30', null, 30)),
      eq: fc.constantFrom('s*3', 'n3', null),
    },
    { requiredKeys: [] },
  );
  const variables = fc.record(
    {
      first: fc.oneof(fc.nat(120), fc.constantFrom(null, '5', 30)),
      // Numbers are ids as well, and one value is a list of one.
      ids: fc.oneof(
        fc.array(fc.constantFrom('a', 'b', 7, 1000), { maxLength: 30 }),
        fc.constantFrom('a', null, [null], [['a']], 30, [30]),
      ),
      order: fc.record({ field: fc.constantFrom('NAME', 'SIZE'), direction }),
      filter: fc.record({ name: fc.oneof(name, fc.constant(null)) }),
      with: fc.constantFrom(true, false, 'yes'),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(variables, { minLength: 2, maxLength: 40 }), (requests) => {
      const costsOf = rememberedCosts(document);
      for (const values of requests) {
        const costs = costsOf(values);
        expect(costs?.remembered).toBe(costs?.computed);
      }
    }),
  );
});

test('a number of ids costs nothing like a list of as many', () => {
  const costsOf = rememberedCosts(parse('query ($ids: [ID!]!) { groupsById(ids: $ids) { id } }'));
  expect(costsOf({ ids: [1000] })?.remembered).toBe(1);
  expect(costsOf({ ids: 1000 })?.remembered).toBe(1);
  expect(costsOf({ ids: ids(1000) })?.remembered).toBe(101);
});

test('values of any depth are looked through as far as any input goes', () => {
  let value: unknown = [];
  for (let level = 0; level < 100_000; level++) value = [value];
  expect(sizesOf(value)).toBeUndefined();
});
