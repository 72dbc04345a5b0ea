import { type GraphQLField, Kind, type OperationDefinitionNode, OperationTypeNode, parse, validate } from 'graphql';
import {
  type Change,
  deselect,
  giveArgument,
  newOperation,
  type Spot,
  selectField,
  takeArgument,
  variablesText,
} from '../../../web/explorer/builder/changes.ts';
import { applyEdits } from '../../../web/explorer/document/edits.ts';
import { schema } from './schema.ts';

const roots = Object.values(OperationTypeNode).flatMap((kind) =>
  Object.values(schema.getRootType(kind)?.getFields() ?? {}).map((field) => [kind, field.name, field] as const),
);

const rootSpot = (source: string): Spot => {
  const operation = parse(source).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  return { source, path: [operation as OperationDefinitionNode] };
};

/** The place of the first field. */
function fieldSpot(source: string): Spot {
  const spot = rootSpot(source);
  const [field] = spot.path[0].selectionSet.selections;
  if (field?.kind !== Kind.FIELD) throw new Error('There is no field.');
  return { ...spot, path: [spot.path[0], field] };
}

const changed = (source: string, { edits }: Change) => applyEdits(source, edits);

const queryField = (name: string) => schema.getQueryType()?.getFields()[name] as GraphQLField<unknown, unknown>;
const argumentOf = (field: GraphQLField<unknown, unknown>, name: string) =>
  field.args.find((each) => each.name === name) as (typeof field.args)[number];

test.each(roots)('a %s of %s that is ticked is valid', (kind, _name, field) => {
  const { query } = newOperation(kind, field, schema);
  expect(validate(schema, parse(query))).toEqual([]);
});

test('what is ticked is added, and what is unticked is taken out again, with comments left alone', () => {
  const source = '# Mine\nquery Mine {\n  viewer {\n    apiKey {\n      id\n    }\n  }\n}\n';
  const added = selectField(rootSpot(source), queryField('groups'), schema);
  const whole = changed(source, added);
  expect(whole).toBe(
    '# Mine\nquery Mine {\n  viewer {\n    apiKey {\n      id\n    }\n  }\n  groups {\n    nodes {\n      id\n      name\n      revision\n    }\n  }\n}\n',
  );
  const spot = rootSpot(whole);
  const groups = spot.path[0].selectionSet.selections[1];
  if (groups?.kind !== Kind.FIELD) throw new Error('There is no field.');
  expect(changed(whole, deselect(spot, groups))).toBe(source);
});

test('the last field that is unticked takes the fields around it out', () => {
  const source = 'query Mine {\n  viewer {\n    apiKey {\n      id\n    }\n  }\n  __typename\n}\n';
  const spot = fieldSpot(source);
  const [apiKey] = spot.path[1]?.selectionSet?.selections ?? [];
  if (apiKey?.kind !== Kind.FIELD) throw new Error('There is no field.');
  expect(changed(source, deselect(spot, apiKey))).toBe('query Mine {\n  __typename\n}\n');
});

test('an argument that is ticked is a variable, which goes when it is unticked', () => {
  const source = 'query Mine {\n  groups {\n    nodes {\n      id\n    }\n  }\n}\n';
  const first = argumentOf(queryField('groups'), 'first');
  const given = giveArgument(fieldSpot(source), first);
  const whole = changed(source, given);
  expect(whole).toContain('query Mine($first: Int) {\n  groups(first: $first) {');
  expect(JSON.parse(variablesText('', given.added, []))).toEqual({ first: expect.any(Number) });
  const taken = takeArgument(fieldSpot(whole), first);
  expect(changed(whole, taken)).toBe(source);
  expect(variablesText('{"first": 7, "other": 1}', [], taken.removed)).toBe('{\n  "other": 1\n}');
});

test('a field without a name of the operation gets variables as well', () => {
  const source = '{ groups { nodes { id } } }';
  const whole = changed(source, giveArgument(fieldSpot(source), argumentOf(queryField('groups'), 'first')));
  expect(validate(schema, parse(whole))).toEqual([]);
});

test('a variable that another field uses stays', () => {
  const source =
    'query Mine($first: Int) {\n  groups(first: $first) {\n    nodes {\n      id\n    }\n  }\n  websites(first: $first) {\n    nodes {\n      id\n    }\n  }\n}\n';
  const taken = takeArgument(fieldSpot(source), argumentOf(queryField('groups'), 'first'));
  expect(taken.removed).toEqual([]);
  expect(validate(schema, parse(changed(source, taken)))).toEqual([]);
});
