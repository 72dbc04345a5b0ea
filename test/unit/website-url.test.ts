import * as fc from 'fast-check';
import { normalizeUrl } from '../../src/websites/website-url.ts';

/** How an address is stored; undefined for one that is refused. */
const stored = (url: string) => {
  const result = normalizeUrl(url);
  return 'url' in result ? result.url : undefined;
};

test.each([
  ['blog.example.com', 'blog.example.com'],
  ['https://Blog.Example.COM/', 'blog.example.com'],
  ['HTTP://example.com///', 'example.com'],
  [' \thttps://example.com/Path/To/\n', 'example.com/Path/To'],
  ['//example.com/a', 'example.com/a'],
  ['https:example.com', 'example.com'],
  ['http:\\\\example.com\\a', 'example.com/a'],
  // ports
  ['EXAMPLE.com:8080/A?B=C', 'example.com:8080/A?B=C'],
  ['example.com:443', 'example.com'],
  ['example.com:0080/a', 'example.com/a'],
  ['http://example.com:443', 'example.com'],
  ['https://example.com:80/', 'example.com'],
  ['https://example.com:8443/', 'example.com:8443'],
  // user names
  ['user@example.com', 'example.com'],
  ['user:secret@example.com/a', 'example.com/a'],
  ['https://user:secret@example.com', 'example.com'],
  ['https://:@example.com', 'example.com'],
  // fragments
  ['example.com#top', 'example.com'],
  ['example.com/a/#/b/', 'example.com/a'],
  ['example.com/a?b#c?d', 'example.com/a?b'],
  // the host's dot
  ['example.com.', 'example.com'],
  ['https://example.com.:8443/a', 'example.com:8443/a'],
  // paths and queries
  ['example.com/a//b', 'example.com/a//b'],
  ['example.com/a/../b/./c', 'example.com/b/c'],
  ['example.com/a b', 'example.com/a%20b'],
  ['example.com/@user:1', 'example.com/@user:1'],
  ['Example.com?Q', 'example.com?Q'],
  ['example.com/?', 'example.com'],
  ['example.com/?next=https://Other.example/', 'example.com?next=https://Other.example/'],
  ['example.com/a/?next=/b/', 'example.com/a?next=/b/'],
  ['example.com//?/', 'example.com?/'],
  // escapes
  ['example.com/%C3%9C?%c3%bc', 'example.com/Ü?ü'],
  ['example.com/Ü', 'example.com/Ü'],
  ['example.com/%2F%2f%41', 'example.com/%2F%2f%41'],
  ['example.com/%ff%FE', 'example.com/%ff%FE'],
  ['example.com/%E2%80%8B%E2%80%AE', 'example.com/%E2%80%8B%E2%80%AE'],
  ['example.com/\u200b', 'example.com/%E2%80%8B'],
  // hosts beyond ASCII
  ['https://BÜCHER.example/Ü', 'bücher.example/Ü'],
  ['XN--BCHER-KVA.example', 'bücher.example'],
  ['BU\u0308CHER.example', 'bücher.example'],
  ['ｂüｃｈｅｒ。example', 'bücher.example'],
  ['faß.example', 'faß.example'],
  ['пример.испытание', 'пример.испытание'],
  ['xn--e1afmkfd.xn--80akhbyknj4f', 'пример.испытание'],
  ['b%C3%BCcher.example', 'bücher.example'],
  ['a\u00ad\u200b.example', 'a.example'],
  ['my_site.example', 'my_site.example'],
  [`${'a'.repeat(63)}.example`, `${'a'.repeat(63)}.example`],
])('%j is stored as %j', (url, expected) => {
  expect(stored(url)).toBe(expected);
  expect(stored(expected)).toBe(expected);
});

test.each([
  '',
  ' ',
  '/',
  'https://',
  'https:///',
  '/path',
  '/example.com',
  '?query',
  '#fragment',
  // other protocols
  'ftp://example.com',
  'javascript:alert(1)',
  'mailto:somebody@example.com',
  'data:text/html,x',
  'http://http://example.com',
  'http://https://example.com',
  // hosts that no public website has
  'null',
  'undefined',
  'example',
  'localhost',
  'LOCALHOST:3000',
  'https://intranet/a.b',
  'a..b',
  '.example.com',
  'example..',
  'example.com..',
  '.',
  '*.x.example',
  'x.*.example',
  '*',
  '-a.example',
  'a-.example',
  'a.-b.example',
  'a.b-',
  `${'a'.repeat(64)}.example`,
  `${'ü'.repeat(60)}.example`,
  `${'a.'.repeat(127)}example`,
  "a'b.example",
  'a,b.example',
  '{a}.example',
  'exa mple.com',
  'xn--a.example',
  // addresses of machines
  '127.0.0.1',
  '8.8.8.8:8080',
  '2130706433',
  '0x7f.1',
  '１２７.0.0.1',
  '[::1]:3000',
  'https://[2001:db8::1]/',
  'a.b.123',
  // ports
  'example.com:99999',
  'example.com:http',
  // characters
  'example.com/\0',
  'example.com/a\nb',
  'exam\tple.com',
  'example.com/\u0085',
  'example.com/\ud800',
  `example.com/${'x'.repeat(1989)}`,
  `example.com/${'\u0301\u0316'.repeat(500)}`,
])('%j is refused', (url) => {
  expect(normalizeUrl(url)).toEqual({ issue: expect.stringMatching(/^must /) });
});

test('an address that takes long to read is refused at once', () => {
  const start = performance.now();
  for (const marks of ['\u0301\u0316'.repeat(500_000), '%CC%81%CC%96'.repeat(200_000)])
    for (const url of [`a${marks}.example`, `a.example/${marks}`, marks])
      expect(normalizeUrl(url)).toEqual({ issue: expect.stringMatching(/^must /) });
  expect(performance.now() - start).toBeLessThan(1000);
});

test('the longest address has 2,000 code points, counted as it is stored', () => {
  const longest = `example.com/${'🦊'.repeat(1988)}`;
  expect(stored(`https://${longest}///`)).toBe(longest);
  expect(stored(`${longest}🦊`)).toBeUndefined();
});

const host = fc.domain().chain((domain) => fc.constantFrom(domain, domain.toUpperCase(), `${domain}:8080`));
const rest = fc.oneof(
  fc.constant(''),
  fc.webPath(),
  fc.webQueryParameters().map((query) => `/?${query}`),
);
const anyUrl = fc.oneof(
  fc
    .tuple(fc.constantFrom('', 'http://', 'https://', 'HtTpS://'), host, rest, fc.constantFrom('', '/', '//'))
    .map((parts) => parts.join('')),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.string({ unit: 'binary' }),
  fc
    .tuple(
      fc.array(fc.constantFrom('http://', 'HTTPS:', '/', ' ')),
      host,
      fc.array(fc.constantFrom('/', ':', '?', '#', '@', 'İ', ' ', 'X')),
    )
    .map((parts) => parts.flat().join('')),
);

test('what is stored has no protocol and no trailing slash, a host with dots in lower case, and is stored as itself', async () => {
  await fc.assert(
    fc.property(anyUrl, (url) => {
      const result = stored(url);
      if (result === undefined) return;
      expect(result).not.toMatch(/^https?:\/\//i);
      expect(result).not.toMatch(/\s/);
      if (!result.includes('?')) expect(result).not.toMatch(/[/#]$/);
      const [name = ''] = result.split(/[/?#]/, 1);
      expect(name).not.toBe('');
      expect(name).toBe(name.toLowerCase());
      expect(name).toMatch(/^[^.@*[\]]+(\.[^.@*[\]]+)+$/);
      expect(stored(result)).toBe(result);
    }),
    { numRuns: 2000 },
  );
});

test('protocol, letters of the host and trailing slashes make no difference', async () => {
  await fc.assert(
    fc.property(fc.domain(), fc.webPath(), (domain, path) => {
      const forms = [
        `${domain}${path}`,
        `http://${domain}${path}`,
        `https://${domain.toUpperCase()}${path}//`,
        ` ${domain}${path}/ `,
      ];
      expect(new Set(forms.map(stored)).size).toBe(1);
      expect(stored(domain + path)).toMatch(/^[^/]+(\/.*[^/])?$/);
    }),
  );
});
