import fc from 'fast-check';
import { differencesOf } from '../../src/shadow/compare.ts';
import { compareAnswers } from '../../src/shadow/exchange.ts';

const compare = (old: unknown, current: unknown) =>
  [...differencesOf(old, current)].map(
    ({ kind, path, entry }) => `${kind} ${path}${entry === undefined ? '' : ` (${entry})`}`,
  );

test('a value is the same as itself, in whatever order its members are', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const reversed = JSON.parse(JSON.stringify(value), (_name, each) =>
        typeof each === 'object' && each !== null && !Array.isArray(each)
          ? Object.fromEntries(Object.entries(each).reverse())
          : each,
      );
      expect(compare(value, reversed)).toEqual([]);
    }),
  );
});

test('two values that differ have a difference', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const isSame = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
      expect(compare(one, other).length === 0).toBe(isSame);
    }),
  );
});

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, each]) => [name, sorted(each)]);
};

test.each([
  [{ a: 1 }, {}, ['member is missing a']],
  [{}, { a: null }, ['member is new a']],
  [{ a: 1 }, { a: '1' }, ['type a']],
  [{ a: { b: 1 } }, { a: { b: 2 } }, ['value a.b']],
  [[{ id: 1 }, { id: 2 }], [{ id: 2 }, { id: 1 }], ['order []']],
  [
    [{ id: 1, n: 1 }, { id: 2 }],
    [{ id: 1, n: 2 }, { id: 3 }],
    ['value [].n (1)', 'entry is missing [] (2)', 'entry is new [] (3)'],
  ],
  [[1, 2], [1], ['entry is missing []']],
  [['https://old.example/api/v1/x'], ['http://localhost:4000/api/v1/x'], []],
  [['https://old.example/else'], ['http://localhost:4000/else'], ['value []']],
])('%j and %j differ in %j', (old, current, expected) => {
  expect(compare(old, current)).toEqual(expected);
});

test('numbers of 64 bits that JSON.parse rounds to one are told apart', () => {
  const answer = (id: string) => ({ status: 200, body: Buffer.from(`{"id":${id}}`) });
  expect(compareAnswers(answer('9223372036854775807'), answer('9223372036854775806'))).toMatchObject([
    { kind: 'value' },
  ]);
  expect(compareAnswers(answer('9223372036854775807'), answer('9223372036854775807'))).toEqual([]);
});

test('answers that are no JSON are compared as texts', () => {
  const answer = (status: number, body: string) => ({ status, body: Buffer.from(body) });
  expect(compareAnswers(answer(200, ''), answer(200, ''))).toEqual([]);
  expect(compareAnswers(answer(200, 'a'), answer(404, 'b'))).toMatchObject([{ kind: 'status' }, { kind: 'body' }]);
});
