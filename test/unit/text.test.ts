import * as fc from 'fast-check';
import { InputIssues } from '../../src/resource/input-issues.ts';
import { codePoints, isStorable, toUuid } from '../../src/resource/text.ts';

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
