import { data } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

const viewer = `{ viewer {
  organization { id name isPartner defaultLanguage { id lookupName name } }
  apiKey { id name prefix scope permissions readOnly websites { id name } createdAt expiresAt lastUsedAt }
} }`;

test.each([true, false])('viewer tells of the organization and its global key (partner: %p)', async (partner) => {
  const organization = await TestOrganization.create({ partner });
  await organization.query('UPDATE organizations SET default_language_id = 3 WHERE id = $1', [organization.id]);
  const [stored] = (await organization.query('SELECT id, created_at FROM api_keys WHERE organization_id = $1', [
    organization.id,
  ])) as [{ id: string; created_at: Date }];
  expect(await data(organization.key, viewer)).toEqual({
    viewer: {
      organization: {
        id: organization.id,
        name: `Test ${organization.id}`,
        isPartner: partner,
        defaultLanguage: { id: 3, lookupName: 'de_DE', name: 'German' },
      },
      apiKey: {
        id: stored.id,
        name: 'test',
        prefix: organization.key.slice(0, 11),
        scope: 'GLOBAL',
        permissions: ['STAFF_ADMINISTRATION', 'KEY_ADMINISTRATION'],
        readOnly: false,
        websites: [],
        createdAt: stored.created_at.toISOString(),
        expiresAt: null,
        lastUsedAt: expect.stringMatching(/Z$/),
      },
    },
  });
});

test('viewer tells of a key that is confined to websites: them by name, without deleted ones', async () => {
  const organization = await TestOrganization.create();
  const b = await organization.addWebsite({ name: 'B' });
  const a = await organization.addWebsite({ name: 'A' });
  const deleted = await organization.addWebsite({ name: 'C', deleted: true });
  await organization.addWebsite({ name: 'D' });
  const expiresAt = new Date(Date.now() + 3_600_000);
  const key = await organization.createKey({ websiteIds: [b, deleted, a], expiresAt });
  expect((await data(key, viewer)).viewer.apiKey).toMatchObject({
    scope: 'WEBSITES',
    permissions: [],
    websites: [
      { id: a, name: 'A' },
      { id: b, name: 'B' },
    ],
    expiresAt: expiresAt.toISOString(),
  });
});

test('viewer tells that a key is read-only', async () => {
  const organization = await TestOrganization.create();
  const key = await organization.createKey({ readOnly: true });
  expect((await data(key, viewer)).viewer.apiKey).toMatchObject({ scope: 'GLOBAL', readOnly: true });
});

test('a key is told by its first characters alone, and is stored nowhere', async () => {
  const organization = await TestOrganization.create();
  expect(JSON.stringify(await data(organization.key, viewer))).not.toContain(organization.key);
  expect(await organization.snapshot()).not.toContain(organization.key.slice(11));
});
