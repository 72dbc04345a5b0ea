import fc from 'fast-check';
import { parseCsv, toCsv } from '../../../web/console/parts/csv.ts';

const cellsOf = (text: string) => parseCsv(text).map(({ cells }) => cells);

test('what is exported reads the same again, formulas included', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', '\n', '\r\n', "'", '=', '-', 'é') });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constant('name'), cell, cell), { minLength: 1 }), (rows) => {
      // An apostrophe before what a formula begins with is the guard, which a text of its own cannot be told from.
      fc.pre(rows.every((row) => row.every((text) => !/^'[=+\-@\t\r]/.test(text))));
      expect(cellsOf(toCsv(rows))).toEqual(rows);
    }),
  );
});

test.each([
  [
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a\tb, c\n', [['a', 'b, c']]],
  ['a;b,c;d', [['a', 'b,c', 'd']]],
  ['\uFEFFa,"b ""c"",\nd",\n\n , \n', [['a', 'b "c",\nd', '']]],
  ['', []],
  ['name, "Retail, all" , urls\n', [['name', 'Retail, all', 'urls']]],
  ['  a , b ,c  ', [['a', 'b', 'c']]],
  ['a\t "b\tc" \t d', [['a', 'b\tc', 'd']]],
  ['5" disk,the "best",x', [['5" disk', 'the "best"', 'x']]],
  [
    'a" b,c\n"d" e,f',
    [
      ['a" b', 'c'],
      ['d e', 'f'],
    ],
  ],
  ['a,"b,c\nd', [['a', 'b,c\nd']]],
  [' " a ",b', [[' a ', 'b']]],
])('%j is read as rows', (text, rows) => {
  expect(cellsOf(text)).toEqual(rows);
});

test('blanks around a cell are kept by quotes', () => {
  expect(toCsv([[' a', 'b ', 'c d']])).toBe('" a","b ",c d\r\n');
});

test('a row knows the line where it starts', () => {
  expect(parseCsv('a,"b\nc"\n\nd,e').map(({ line }) => line)).toEqual([1, 4]);
});

test('a cell that a spreadsheet takes for a formula is a text', () => {
  expect(toCsv([['=1+1', '-x', 5, -5, null, true]])).toBe("'=1+1,'-x,5,-5,,true\r\n");
});
