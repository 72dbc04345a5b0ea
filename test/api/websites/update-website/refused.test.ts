import { randomUUID } from 'node:crypto';
import { expectError, expectIssues, expectMember, unchanged } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { updateWebsite } from './operation.ts';

let organization: TestOrganization;
beforeAll(async () => {
  organization = await TestOrganization.create();
});

test.each([
  [{}, ['']],
  [{ name: '' }, ['name']],
  [{ name: '\t' }, ['name']],
  [{ name: 'x'.repeat(256), externalId: 'fine' }, ['name']],
  [{ externalId: '', name: 'Fine' }, ['externalId']],
  [{ externalId: '🦊'.repeat(256) }, ['externalId']],
  [{ externalId: '\0', name: '\0' }, ['name', 'externalId']],
])('InvalidResourceInput for each value that is wrong (%#)', async (wrong, paths) => {
  for (const id of [await organization.addWebsite(), randomUUID()])
    expectIssues(await unchanged(organization, () => updateWebsite(organization.key, { id, ...wrong })), ...paths);
});

test('a website that is unknown, strange, deleted or of another organization: ResourceNotFound', async () => {
  const stranger = await TestOrganization.create();
  const [theirs, deleted] = [await stranger.addWebsite(), await organization.addWebsite({ deleted: true })];
  for (const id of [theirs, deleted, randomUUID(), 'no uuid', ''])
    for (const change of [{ name: 'New' }, { externalId: 'new' }]) {
      const result = await unchanged(stranger, () =>
        unchanged(organization, () => updateWebsite(organization.key, { id, ...change })),
      );
      expect(expectMember(result, 'ResourceNotFound')).toMatchObject({ typeName: 'Website', id });
    }
});

test('a website of your own that is deleted: the message names restoreWebsite; of another organization: it does not', async () => {
  const stranger = await TestOrganization.create();
  const [own, theirs] = [
    await organization.addWebsite({ deleted: true }),
    await stranger.addWebsite({ deleted: true }),
  ];
  const messageOf = async (id: string) =>
    expectMember(await updateWebsite(organization.key, { id, name: 'New' }), 'ResourceNotFound').message;
  expect(await messageOf(own.toUpperCase())).toContain('restoreWebsite');
  expect(await messageOf(theirs)).toBe(await messageOf(randomUUID()));
});

test("another website's external id: WebsiteExternalIdTaken with that website, nothing written", async () => {
  const externalId = randomUUID();
  const holder = await organization.addWebsite({ url: 'holder.example', externalId });
  const id = await organization.addWebsite();
  const result = await unchanged(organization, () => updateWebsite(organization.key, { id, externalId, name: 'Lost' }));
  expect(expectMember(result, 'WebsiteExternalIdTaken')).toMatchObject({
    externalId,
    existingWebsite: { id: holder, externalId },
  });
});

test.each([['text'], [''], [null]])(
  'a direct customer who sends externalId %p: PartnerOnlyField',
  async (externalId) => {
    const direct = await TestOrganization.create({ partner: false });
    for (const id of [await direct.addWebsite({ externalId: randomUUID() }), randomUUID()])
      for (const name of ['New', '', undefined]) {
        const result = await unchanged(direct, () =>
          updateWebsite(direct.key, { id, externalId, ...(name !== undefined && { name }) }),
        );
        expect(expectMember(result, 'PartnerOnlyField').field).toBe('externalId');
      }
  },
);

test('a direct customer changes the name, and what is hidden stays', async () => {
  const direct = await TestOrganization.create({ partner: false });
  const id = await direct.addWebsite({ externalId: 'from earlier' });
  expectMember(await updateWebsite(direct.key, { id, name: 'New' }), 'UpdateWebsiteSuccess');
  expect(await direct.query('SELECT name, external_id FROM websites WHERE id = $1', [id])).toEqual([
    { name: 'New', external_id: 'from earlier' },
  ]);
});

test('a key that is confined to websites: FORBIDDEN, its own website included', async () => {
  const id = await organization.addWebsite();
  const key = await organization.createKey({ websiteIds: [id] });
  const answer = await unchanged(organization, () => updateWebsite.attempt(key, { id, name: 'New' }));
  expectError(answer, 'FORBIDDEN', 'updateWebsite');
});
