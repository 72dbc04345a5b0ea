import { parse } from 'graphql';
import { outcomeOf } from '../../../web/explorer/answer/outcomes.ts';
import { placesIn } from '../../../web/explorer/answer/places.ts';
import { differences } from '../../../web/explorer/compare/differences.ts';
import { schema } from './schema.ts';

const query = `mutation Two($input: UpdateGroupInput!) {
  one: updateGroup(input: $input) {
    what: __typename
    ...Outcome
  }
}
fragment Outcome on UpdateGroupResult {
  ... on UpdateGroupSuccess { group { key: id name websites { nodes { id url } } } }
  ... on ResourceError { message }
}`;

const answer = {
  data: {
    one: {
      what: 'UpdateGroupSuccess',
      group: {
        key: 'g1',
        name: 'Group',
        websites: {
          nodes: [
            { id: 'w1', url: 'a.example' },
            { id: 'w2', url: 'b.example' },
          ],
        },
      },
    },
  },
  extensions: { empty: {}, cost: { requested: 2 } },
};

test('ids and type names of an answer are found on their lines, with their types', () => {
  const lines = JSON.stringify(answer, null, 2).split('\n');
  const places = placesIn(answer, schema, parse(query), 'Two');
  for (const { line, key, value } of places) expect(lines[line - 1]?.trim()).toMatch(`"${key}": "${value}"`);
  expect(places.map(({ field, typeName, value, label }) => [field, typeName, value, label])).toEqual([
    ['__typename', 'UpdateGroupSuccess', 'UpdateGroupSuccess', 'UpdateGroupSuccess'],
    ['id', 'Group', 'g1', 'Group'],
    ['id', 'Website', 'w1', 'a.example'],
    ['id', 'Website', 'w2', 'b.example'],
  ]);
});

test('what came of a mutation is told from its type', () => {
  expect(outcomeOf(schema, 'UpdateGroupSuccess')?.kind).toBe('success');
  expect(outcomeOf(schema, 'GroupExternalIdTaken')?.kind).toBe('refused');
  expect(outcomeOf(schema, 'Group')).toBeUndefined();
});

const told = (left: string, right: string) =>
  differences(left, right).map(({ left: one, right: other, isSame }) => [one, other, isSame]);

test('lines of two answers that are the same stand beside each other', () => {
  expect(told('a\nb\nc', 'a\nx\ny\nc')).toEqual([
    ['a', 'a', true],
    ['b', 'x', false],
    [undefined, 'y', false],
    ['c', 'c', true],
  ]);
  expect(told('a', 'a')).toEqual([['a', 'a', true]]);
  expect(told('a\nb', 'b')).toEqual([
    ['a', undefined, false],
    ['b', 'b', true],
  ]);
});
