import { randomUUID } from 'node:crypto';
import { expectError } from '../../support/expectations.ts';
import { data, send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

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
  await organization.addWebsite({ url: 'BÜCHER.example', name: 'Bücher 🦊' });
  const gone = await organization.addWebsite({ url: 'gone.example', name: 'Blog', deleted: true });
  group = await organization.addGroup({ websiteIds: [blog, gone] });
});

const urls = async (filter: unknown): Promise<string[]> => {
  const { websites } = await data(organization.key, list, { filter });
  expect(websites.totalCount).toBe(websites.nodes.length);
  return websites.nodes.map(({ url }: { url: string }) => url).sort();
};

const all = ['BÜCHER.example', 'blog.example', 'shop.example/50%_off'];

test.each([
  ['no filter', null, all],
  ['an empty filter', {}, all],
  ['nulls', { url: null, name: null, groupId: null, includeDeleted: null }, all],
  ['includeDeleted', { includeDeleted: true }, [...all, 'gone.example'].sort()],
  ['not includeDeleted', { includeDeleted: false }, all],
  ['url eq, exact', { url: { eq: 'blog.example' } }, ['blog.example']],
  ['url eq, in other letters', { url: { eq: 'Blog.example' } }, []],
  ['url in', { url: { in: ['blog.example', 'gone.example'] } }, ['blog.example']],
  ['url contains, in any letters', { url: { contains: 'bücher' } }, ['BÜCHER.example']],
  ['url contains, literally', { url: { contains: '%_' } }, ['shop.example/50%_off']],
  ['url startsWith', { url: { startsWith: 'SHOP' } }, ['shop.example/50%_off']],
  ['name eq', { name: { eq: 'Blog' } }, ['blog.example']],
  ['name contains', { name: { contains: '🦊' } }, ['BÜCHER.example']],
  ['name contains of nothing: those that have one', { name: { contains: '' } }, ['BÜCHER.example', 'blog.example']],
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

test.each([{ url: { eq: '\0' } }, { name: { contains: '\ud800' } }, { url: { in: Array(1001).fill('x') } }])(
  'a text that nothing can have, or too many: BAD_USER_INPUT (%#)',
  async (filter) => {
    expectError(await send(organization.key, list, { filter }), 'BAD_USER_INPUT', 'websites');
  },
);
