import * as fc from 'fast-check';
import { normalizeUrl } from '../../src/websites/website-url.ts';

const stored = (url: string) => {
  const result = normalizeUrl(url);
  return 'url' in result ? result.url : undefined;
};

test.each([
  ['blog.example.com', 'blog.example.com'],
  ['https://Blog.Example.COM/', 'blog.example.com'],
  ['HTTP://example.com///', 'example.com'],
  [' \thttps://example.com/Path/To/\n', 'example.com/Path/To'],
  ['EXAMPLE.com:8080/A?B=C#D', 'example.com:8080/A?B=C#D'],
  ['Example.com?Q', 'example.com?Q'],
  ['example.com/a//b', 'example.com/a//b'],
  ['example.com/?to=https://Other.example', 'example.com/?to=https://Other.example'],
  ['https://BÜCHER.example/Ü', 'bücher.example/Ü'],
  ['[::1]:3000', '[::1]:3000'],
  ['LOCALHOST', 'localhost'],
])('%j is stored as %j', (url, expected) => {
  expect(stored(url)).toBe(expected);
});

test.each([
  '',
  ' ',
  '/',
  'https://',
  'https:///',
  '/path',
  '?query',
  'ftp://example.com',
  'javascript:alert(1)',
  'mailto:somebody@example.com',
  'https://user:secret@example.com',
  'user@example.com',
  'exa mple.com',
  'example.com/a b',
  'example.com\\path',
  'example.com:99999',
  'example.com/\0',
  'example.com/\ud800',
  'http://http://example.com',
  'http://https://example.com',
  'http:/example.com',
  'example.com:',
  `example.com/${'x'.repeat(1989)}`,
])('%j is refused', (url) => {
  expect(normalizeUrl(url)).toEqual({ issue: expect.stringMatching(/^must /) });
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

test('what is stored has no protocol and no trailing slash, its host is in lower case, and it is stored as itself', async () => {
  await fc.assert(
    fc.property(anyUrl, (url) => {
      const result = stored(url);
      if (result === undefined) return;
      expect(result).not.toMatch(/^https?:\/\//i);
      expect(result).not.toMatch(/\/$|\s/);
      const [name = ''] = result.split(/[/?#]/, 1);
      expect(name).not.toBe('');
      expect(name).toBe(name.toLowerCase());
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
      expect(stored(domain + path)).toBe(domain.toLowerCase() + path.replace(/\/+$/, ''));
    }),
  );
});
