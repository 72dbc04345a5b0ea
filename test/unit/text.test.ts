import * as fc from 'fast-check';
import { InputIssues } from '../../src/resources/input-issues.ts';
import { codePoints, isStorable, isVisible, quote, toUuid } from '../../src/resources/text.ts';

test('a length is the number of code points', async () => {
  expect([codePoints(''), codePoints('🦊'), codePoints('e\u0301'), codePoints('👩‍👩‍👧')]).toEqual([0, 1, 2, 5]);
  await fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })), (characters) => {
      expect(codePoints(characters.join(''))).toBe(Array.from(characters.join('')).length);
    }),
  );
});

test('a text may have 1 to so many code points, whatever their width', async () => {
  await fc.assert(
    fc.property(
      fc.constantFrom('x', 'é', '漢', '🦊', '\u0301'),
      fc.integer({ min: 0, max: 12 }),
      (character, length) => {
        const issues = new InputIssues();
        issues.checkText(['text'], character.repeat(length), 10);
        expect(issues.any).toBe(length === 0 || length > 10);
      },
    ),
  );
});

test('a text is storable when it survives UTF-8 and has no NUL', async () => {
  await fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\0', '🦊', '\ud800', '\udc00', 'é') }), (text) => {
      expect(isStorable(text)).toBe(!text.includes('\0') && Buffer.from(text).toString() === text);
    }),
  );
});

test('a UUID is known in any letters, and everything else is none', async () => {
  await fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      expect([toUuid(uuid), toUuid(uuid.toUpperCase())]).toEqual([uuid, uuid]);
      expect([
        toUuid(`${uuid} `),
        toUuid(`{${uuid}}`),
        toUuid(uuid.slice(1)),
        toUuid(uuid.replaceAll('-', '')),
      ]).toEqual(Array(4).fill(undefined));
    }),
  );
});

const read = (check: (issues: InputIssues) => string) => {
  const issues = new InputIssues();
  const stored = check(issues);
  return issues.any ? undefined : stored;
};
const name = (text: string) => read((issues) => issues.checkName(['text'], text));
const description = (text: string) => read((issues) => issues.checkDescription(['text'], text, 4000));

const composed = fc.string({
  unit: fc.constantFrom('é', 'ê\u0323', '한', 'A', ' ', 'ệ', '🦊', '\u212b', 'ﬁ', '\u200d'),
});

test('a text that people read is stored in NFC and trimmed, whatever form it comes in', async () => {
  await fc.assert(
    fc.property(composed, (text) => {
      const forms = [text, text.normalize('NFC'), text.normalize('NFD'), `\n ${text}\t`];
      for (const check of [name, description]) {
        const stored = new Set(forms.map(check));
        expect(stored.size).toBe(1);
        const [one] = stored;
        if (one === undefined) expect(text.replace(/[\s\u200d]/g, '')).toBe('');
        else expect([one, check(one)]).toEqual([text.normalize().trim(), one]);
      }
    }),
  );
});

const invisibles = [
  ...['', ' ', '\t', '\u00a0', '\u2003', '\u3000', '\u2028', '\u0085', '\u1680'], // white space
  ...['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u034f', '\u180e', '\u061c'], // zero width
  ...['\u200e', '\u200f', '\u202a', '\u202e', '\u2066', '\u2069'], // directions
  ...[
    '\u115f',
    '\u1160',
    '\u3164',
    '\uffa0',
    '\u17b4',
    '\u2800',
    '\ufe0f',
    '\ufff9',
    '\u{e0020}',
    '\u{e0101}',
    '\u{1d173}',
  ],
];

test.each(invisibles)('%j alone is blank, in any company of others', (character) => {
  expect(isVisible(character)).toBe(false);
  for (const text of [character, character.repeat(3), `\u200b${character} `]) {
    expect(name(text)).toBeUndefined();
    expect(description(text)).toBeUndefined();
  }
  expect(isVisible(`${character}x`)).toBe(true);
});

test('no control character gets into a text; into a description line breaks do', () => {
  for (let code = 0; code < 0xa0; code++) {
    if (code >= 0x20 && code < 0x7f) continue;
    const text = `a${String.fromCodePoint(code)}b`;
    expect(name(text)).toBeUndefined();
    expect(description(text)).toBe(text === 'a\nb' || text === 'a\rb' ? text : undefined);
  }
  for (const lineBreak of ['\r\n', '\n\n', '\u2028', '\u2029']) {
    expect(name(`a${lineBreak}b`)).toBeUndefined();
    expect(description(` a${lineBreak}b\n`)).toBe(`a${lineBreak}b`);
  }
});

test('the length is that of what is stored', () => {
  const [decomposed, long] = ['e\u0323\u0302', 'é'.repeat(256).normalize('NFD')];
  expect(name(`  ${decomposed.repeat(255)}\n`)).toBe('ệ'.repeat(255));
  expect(name(decomposed.repeat(256))).toBeUndefined();
  expect(name(long)).toBeUndefined();
});

test('a text that takes long to normalize is refused at once', () => {
  const start = performance.now();
  for (const check of [name, description])
    for (const length of [40, 10_000, 1_000_000]) expect(check(`a${'\u0301\u0316'.repeat(length)}`)).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(1000);
});

test('what was sent is quoted short, and with nothing that does not show', () => {
  expect(quote('en-US')).toBe('"en-US"');
  expect(quote('a b\n\u202e\0\ud800"')).toBe('"a b\\n\\u{202e}\\u0000\\ud800\\""');
  expect(quote('x'.repeat(1_000_000))).toBe(`"${'x'.repeat(50)}…"`);
  expect(quote('x'.repeat(50))).toBe(`"${'x'.repeat(50)}"`);
});
