import { randomUUID } from 'node:crypto';
import { expectError, expectIssues, expectMember, unchanged } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { createWebsite } from './operation.ts';

let organization: TestOrganization;
beforeAll(async () => {
  organization = await TestOrganization.create();
});

test.each([
  [{ url: '' }, ['url']],
  [{ url: 'https://' }, ['url']],
  [{ url: 'ftp://a.example' }, ['url']],
  [{ url: 'a.example/\0' }, ['url']],
  [{ url: `a.example/${'x'.repeat(1991)}` }, ['url']],
  [{ url: 'null' }, ['url']],
  [{ url: 'example' }, ['url']],
  [{ url: 'a..b' }, ['url']],
  [{ url: '*.x.example' }, ['url']],
  [{ url: '-x.example' }, ['url']],
  [{ url: `${'x'.repeat(64)}.example` }, ['url']],
  [{ url: '127.0.0.1' }, ['url']],
  [{ url: '[::1]' }, ['url']],
  [{ name: '' }, ['name']],
  [{ name: ' \n' }, ['name']],
  [{ name: '🦊'.repeat(256) }, ['name']],
  [{ name: '\ud800' }, ['name']],
  [{ externalId: '' }, ['externalId']],
  [{ externalId: 'x'.repeat(256) }, ['externalId']],
  [{ externalId: '\0' }, ['externalId']],
  [{ url: ' ', name: '', externalId: '' }, ['url', 'name', 'externalId']],
])('InvalidResourceInput for each value that is wrong (%#)', async (wrong, paths) => {
  const input = { url: 'a.example', name: 'A', externalId: randomUUID(), ...wrong };
  expectIssues(await unchanged(organization, () => createWebsite(organization.key, input)), ...paths);
});

test("another website's external id: WebsiteExternalIdTaken with that website", async () => {
  const externalId = randomUUID();
  const holder = await organization.addWebsite({ url: 'holder.example', externalId });
  const group = await organization.addGroup({ websiteIds: [holder] });
  const result = await unchanged(organization, () => createWebsite(organization.key, { url: 'a.example', externalId }));
  expect(expectMember(result, 'WebsiteExternalIdTaken')).toMatchObject({
    message: expect.stringMatching(`${holder}.*clear it.*updateWebsite`),
    externalId,
    existingWebsite: { id: holder, url: 'holder.example', externalId, groups: { nodes: [{ id: group }] } },
  });
});

test('of many who race for one external id one wins, and the others are told who', async () => {
  const externalId = randomUUID();
  const results = await Promise.all(
    Array.from({ length: 10 }, () => createWebsite(organization.key, { url: 'a.example', externalId })),
  );
  const winners = results.filter(({ __typename }) => __typename === 'CreateWebsiteSuccess');
  expect(winners).toHaveLength(1);
  for (const result of results)
    if (result !== winners[0])
      expect(expectMember(result, 'WebsiteExternalIdTaken').existingWebsite.id).toBe(winners[0]?.website.id);
});

test.each([['text'], [''], [null]])(
  'a direct customer who sends externalId %p: PartnerOnlyField',
  async (externalId) => {
    const direct = await TestOrganization.create({ partner: false });
    for (const url of ['a.example', '']) {
      const result = await unchanged(direct, () => createWebsite(direct.key, { url, externalId }));
      expect(expectMember(result, 'PartnerOnlyField').field).toBe('externalId');
    }
  },
);

test('a key that is confined to websites: FORBIDDEN', async () => {
  const key = await organization.createKey({ websiteIds: await organization.addWebsites(1) });
  for (const url of ['a.example', '']) {
    const answer = await unchanged(organization, () => createWebsite.attempt(key, { url }));
    expectError(answer, 'FORBIDDEN', 'createWebsite');
  }
});
