import fc from 'fast-check';
import { JsonScan } from '../../../src/http/bodies/json-scan.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Brackets, commas and colons of a value's text. */
function marksOf(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  const entries = Object.values(value);
  const between = Math.max(entries.length - 1, 0);
  const colons = Array.isArray(value) ? 0 : entries.length;
  return entries.reduce<number>((sum, entry) => sum + marksOf(entry), 1 + between + colons);
}

/** Scans a text in pieces that end anywhere, also within a character. */
function scan(text: string, cuts: number[], maxValues: number): number {
  const bytes = Buffer.from(text);
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  const scanned = new JsonScan(maxValues);
  let start = 0;
  for (const end of ends) {
    scanned.add(bytes.subarray(start, end));
    start = end;
  }
  return scanned.values;
}

const texts = fc.oneof(fc.string(), fc.constantFrom('\\', '"', '\\"', '[{', ',:', '\u{1f600}', '\\\\"'));
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    texts,
    fc.integer(),
    fc.constant(null),
    fc.array(tie('value')),
    fc.dictionary(texts, tie('value')),
  ),
})).value;
const anyCuts = fc.array(fc.nat(), { maxLength: 5 });

test('the values of a text are counted, wherever it is cut and whatever its texts look like', () => {
  fc.assert(
    fc.property(json, fc.constantFrom(undefined, 2), anyCuts, (value, indent, cuts) => {
      expect(scan(JSON.stringify(value, null, indent), cuts, 1e9)).toBe(marksOf(value) + 1);
    }),
    { numRuns: 500 },
  );
});

test('a text with more values than allowed is refused, and one with as many is not', () => {
  fc.assert(
    fc.property(json, anyCuts, (value, cuts) => {
      const values = marksOf(value) + 1;
      expect(scan(JSON.stringify(value), cuts, values)).toBe(values);
      if (values > 1) expect(() => scan(JSON.stringify(value), cuts, values - 1)).toThrow(/more values/);
    }),
  );
});

test.each([
  ['[', ']'],
  ['{"a":', '}'],
])('100 levels of %s are taken, and 101 are not', (open, close) => {
  const nested = (levels: number) => `${open.repeat(levels)}1${close.repeat(levels)}`;
  expect(scan(nested(100), [], 1e9)).toBeGreaterThan(100);
  expect(() => scan(nested(101), [], 1e9)).toThrow(/levels/);
  // Levels that end make room for others.
  expect(() => scan(`[${nested(99)},${nested(99)}]`, [], 1e9)).not.toThrow();
});

test('bytes that are no JSON are counted without a fault', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      new JsonScan(1e9).add(bytes);
    }),
  );
});
