import { randomUUID } from 'node:crypto';
import { expectMember } from '../../../support/expectations.ts';
import { data } from '../../../support/graphql.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { websiteFields } from '../fields.ts';
import { createWebsite } from './operation.ts';

let organization: TestOrganization;
beforeAll(async () => {
  organization = await TestOrganization.create();
});

const create = async (input: Parameters<typeof createWebsite>[1]) =>
  expectMember(await createWebsite(organization.key, input), 'CreateWebsiteSuccess').website;

test('a website is created in no group, and found again as it was answered', async () => {
  const website = await create({ url: 'https://Blog.Example.com/News/', name: ' Blog ' });
  expect(website).toMatchObject({
    url: 'blog.example.com/News',
    name: 'Blog',
    externalId: null,
    deletedAt: null,
    groups: { totalCount: 0, nodes: [] },
  });
  const found = await data(organization.key, `query ($id: ID!) { website(id: $id) { ${websiteFields} } }`, {
    id: website.id,
  });
  expect(found).toEqual({ website });
});

test.each([
  ['x.example:443', 'x.example'],
  ['http://x.example:80/', 'x.example'],
  ['x.example:8443', 'x.example:8443'],
  ['x.example.', 'x.example'],
  ['https://user:secret@x.example/#top', 'x.example'],
  ['xn--bcher-kva.example', 'bücher.example'],
  ['BÜCHER.example/%C3%9C', 'bücher.example/Ü'],
  ['x.example/?next=https://y.example/', 'x.example?next=https://y.example/'],
  ['x.example/A/B//', 'x.example/A/B'],
])('the address %j is stored as %j', async (url, stored) => {
  expect(await create({ url })).toMatchObject({ url: stored });
});

test('an address may be that of another website', async () => {
  const [one, two] = [await create({ url: 'twice.example' }), await create({ url: 'http://twice.example/' })];
  expect([one.url, two.url]).toEqual(['twice.example', 'twice.example']);
  expect(one.id).not.toBe(two.id);
});

test('a name and an external id that are absent or null: none', async () => {
  for (const input of [{}, { name: null, externalId: null }])
    expect(await create({ url: 'a.example', ...input })).toMatchObject({ name: null, externalId: null });
});

test('an address has room for 2,000 code points, a name and an external id for 255', async () => {
  const long = { url: `a.example/${'🦊'.repeat(1990)}`, name: '🦊'.repeat(255), externalId: '🦊'.repeat(255) };
  expect(await create(long)).toMatchObject(long);
});

test("an external id is kept exactly, and may be a group's or another organization's", async () => {
  const externalId = ` ${randomUUID()} `;
  const stranger = await TestOrganization.create();
  await stranger.addWebsite({ externalId });
  await organization.addGroup({ externalId });
  expect(await create({ url: 'a.example', externalId })).toMatchObject({ externalId });
  expect(await create({ url: 'a.example', externalId: externalId.trim() })).toMatchObject({
    externalId: externalId.trim(),
  });
});

test('a direct customer creates a website without external id', async () => {
  const direct = await TestOrganization.create({ partner: false });
  const result = await createWebsite(direct.key, { url: 'a.example', name: 'A' });
  expect(expectMember(result, 'CreateWebsiteSuccess').website).toMatchObject({ name: 'A', externalId: null });
});
