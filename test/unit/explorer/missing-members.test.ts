import { type GraphQLField, getNamedType, isUnionType, parse, validate } from 'graphql';
import { newOperation } from '../../../web/explorer/builder/changes.ts';
import { applyEdits } from '../../../web/explorer/document/edits.ts';
import { missingMembers } from '../../../web/explorer/document/missing-members.ts';
import { schema } from './schema.ts';

const completed = (source: string) => applyEdits(source, missingMembers(schema, source));

const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

test.each(mutations.map((field) => [field.name, field] as const))(
  'the members of %s are added so that the document is valid and nothing is missing',
  (_name, field: GraphQLField<unknown, unknown>) => {
    const { query } = newOperation('mutation' as never, field, schema);
    const whole = completed(query);
    expect(validate(schema, parse(whole))).toEqual([]);
    const union = getNamedType(field.type);
    if (!isUnionType(union)) throw new Error(`${field.name} has no union.`);
    for (const { name } of union.getTypes()) expect(whole).toContain(`... on ${name} {`);
    expect(completed(whole)).toBe(whole);
  },
);

test('comments, and the members that are there, stay as they are written', () => {
  const source = `# Why this is asked
mutation Rename($input: UpdateGroupInput!) {
  updateGroup(input: $input) { # and this
    ... on UpdateGroupSuccess { group { id   name } }
    ... on ResourceError {
      message
    }
  }
}
`;
  const whole = completed(source);
  expect(whole.startsWith(source.slice(0, source.indexOf('\n  }\n}')))).toBe(true);
  expect(whole).toContain('    ... on GroupRevisionConflict {\n      currentGroup {');
  // The interface has it.
  expect(whole.match(/message/g)).toHaveLength(2);
  expect(whole).toContain('    ... on PartnerOnlyField {\n      field\n    }');
});

test('the members are added to a fragment on the union, not beside it', () => {
  const source = `mutation A($input: UpdateGroupInput!) {
  one: updateGroup(input: $input) {
    ...Outcome
  }
}

fragment Outcome on UpdateGroupResult {
  __typename
}
`;
  const whole = completed(source);
  expect(validate(schema, parse(whole))).toEqual([]);
  expect(whole.indexOf('... on PartnerOnlyField')).toBeGreaterThan(whole.indexOf('fragment Outcome'));
});
