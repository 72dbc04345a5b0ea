import { randomUUID } from 'node:crypto';
import { expectError } from '../../../support/expectations.ts';
import { data, send } from '../../../support/graphql.ts';
import { TestOrganization } from '../../../support/organization.ts';

const list = 'query ($filter: WebsiteFilter) { websites(first: 100, filter: $filter) { totalCount nodes { url } } }';

let organization: TestOrganization;
let group: string;
let theirs: string;
beforeAll(async () => {
  organization = await TestOrganization.create();
  const stranger = await TestOrganization.create();
  theirs = await stranger.addGroup({ websiteIds: [await stranger.addWebsite({ url: 'blog.example' })] });
  const blog = await organization.addWebsite({ url: 'blog.example', name: 'Blog' });
  await organization.addWebsite({ url: 'shop.example/50%_off' });
  await organization.addWebsite({ url: 'bücher.example/Neu', name: 'Bücher 🦊' });
  await organization.addWebsite({ url: 'x.example:8443?next=https://y.example/' });
  // from before the rules
  await organization.addWebsite({ url: 'localhost' });
  await organization.addWebsite({ url: 'xn--mnchen-3ya.example' });
  const gone = await organization.addWebsite({ url: 'gone.example', name: 'Blog', deleted: true });
  group = await organization.addGroup({ websiteIds: [blog, gone] });
});

const urls = async (filter: unknown): Promise<string[]> => {
  const { websites } = await data(organization.key, list, { filter });
  expect(websites.totalCount).toBe(websites.nodes.length);
  return websites.nodes.map(({ url }: { url: string }) => url).sort();
};

const [books, next] = ['bücher.example/Neu', 'x.example:8443?next=https://y.example/'];
const munich = 'xn--mnchen-3ya.example';
const all = [munich, 'localhost', books, next, 'blog.example', 'shop.example/50%_off'].sort();

test.each([
  ['no filter', null, all],
  ['an empty filter', {}, all],
  ['nulls', { url: null, name: null, groupId: null, includeDeleted: null }, all],
  ['includeDeleted', { includeDeleted: true }, [...all, 'gone.example'].sort()],
  ['not includeDeleted', { includeDeleted: false }, all],
  ['url eq, exact', { url: { eq: 'blog.example' } }, ['blog.example']],
  ['url eq, in other letters', { url: { eq: 'Blog.example' } }, ['blog.example']],
  ['url eq, with what is dropped', { url: { eq: 'https://me:x@BLOG.example.:443//#top' } }, ['blog.example']],
  ['url eq, in punycode', { url: { eq: 'XN--BCHER-KVA.example/Neu/' } }, [books]],
  ['url eq, composed otherwise', { url: { eq: 'bu\u0308cher.example/Neu' } }, [books]],
  ['url eq, the path in other letters', { url: { eq: 'bücher.example/neu' } }, []],
  ['url eq, of a part', { url: { eq: 'bücher.example' } }, []],
  ['url eq, slashes of a query', { url: { eq: 'x.example:8443/?next=https://y.example/' } }, [next]],
  ['url eq, a query without its slash', { url: { eq: 'x.example:8443/?next=https://y.example' } }, []],
  ['url eq of what is none any more', { url: { eq: 'localhost' } }, ['localhost']],
  ['url eq, stored in punycode', { url: { eq: 'München.example' } }, [munich]],
  [
    'url in, each by the rules',
    { url: { in: ['HTTP://blog.example/', 'xn--bcher-kva.example/Neu'] } },
    [books, 'blog.example'].sort(),
  ],
  ['url in', { url: { in: ['blog.example', 'gone.example'] } }, ['blog.example']],
  ['url contains, in any letters', { url: { contains: 'BÜCHER' } }, [books]],
  ['url contains, in punycode', { url: { contains: 'xn--bcher-kva.example/n' } }, [books]],
  ['url contains, stored in punycode', { url: { contains: 'xn--mnchen' } }, [munich]],
  ['url contains, with protocol and slash', { url: { contains: 'https://Blog.example/' } }, ['blog.example']],
  ['url contains a whole address', { url: { contains: 'me@blog.example:443' } }, ['blog.example']],
  ['url contains, with escapes', { url: { contains: 'b%C3%BCcher' } }, [books]],
  ['url contains a query', { url: { contains: '?next=https://Y.example/' } }, [next]],
  ['url contains a port', { url: { contains: ':8443' } }, [next]],
  ['url contains, literally', { url: { contains: '%_' } }, ['shop.example/50%_off']],
  ['url startsWith', { url: { startsWith: 'SHOP' } }, ['shop.example/50%_off']],
  ['url startsWith, with protocol', { url: { startsWith: 'http://bu\u0308ch' } }, [books]],
  ['url startsWith of a part inside', { url: { startsWith: 'example' } }, []],
  ['name eq', { name: { eq: 'Blog' } }, ['blog.example']],
  ['name contains', { name: { contains: '🦊' } }, [books]],
  ['name contains of nothing: those that have one', { name: { contains: '' } }, [books, 'blog.example'].sort()],
  ['name and deleted ones', { name: { eq: 'Blog' }, includeDeleted: true }, ['blog.example', 'gone.example']],
  ['name and url', { name: { startsWith: 'b' }, url: { contains: 'og' } }, ['blog.example']],
])('%s', async (_, filter, expected) => {
  expect(await urls(filter)).toEqual(expected);
});

test('groupId finds the websites in the group; a deleted one is in none', async () => {
  expect(await urls({ groupId: group })).toEqual(['blog.example']);
  expect(await urls({ groupId: group.toUpperCase(), includeDeleted: true })).toEqual(['blog.example']);
});

test('groupId of a group that is unknown, strange or of another organization finds none', async () => {
  for (const groupId of [theirs, randomUUID(), 'no uuid', '', '\0']) expect(await urls({ groupId })).toEqual([]);
});

test.each([
  { url: { eq: '\0' } },
  { name: { contains: '\ud800' } },
  { url: { in: Array(1001).fill('x') } },
  ...['eq', 'contains', 'startsWith'].map((condition) => ({ url: { [condition]: `a.example/${'x'.repeat(246)}` } })),
  { url: { in: ['a.example', 'x'.repeat(256)] } },
])('a text that nothing can have, or too many: BAD_USER_INPUT (%#)', async (filter) => {
  expectError(await send(organization.key, list, { filter }), 'BAD_USER_INPUT', 'websites');
});
