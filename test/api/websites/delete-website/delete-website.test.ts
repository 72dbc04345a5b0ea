import { randomUUID } from 'node:crypto';
import { expectError, expectMember, unchanged } from '../../../support/expectations.ts';
import { data } from '../../../support/graphql.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { createWebsite } from '../create-website/operation.ts';
import { updateWebsite } from '../update-website/operation.ts';
import { deleteWebsite } from './operation.ts';

let organization: TestOrganization;
beforeAll(async () => {
  organization = await TestOrganization.create();
});

test('a deleted website leaves the lists and its groups, and is found by its id alone', async () => {
  const organization = await TestOrganization.create();
  const [kept, id] = [await organization.addWebsite({ url: 'kept.example' }), await organization.addWebsite()];
  const group = await organization.addGroup({ websiteIds: [kept, id] });
  const groupBefore = await organization.query('SELECT * FROM groups WHERE id = $1', [group]);
  const start = Date.now();
  const { website } = expectMember(
    await deleteWebsite(organization.key, { id: id.toUpperCase() }),
    'DeleteWebsiteSuccess',
  );
  expect(website).toMatchObject({ id, groups: { totalCount: 0, nodes: [] } });
  expect(Date.parse(website.deletedAt)).toBeGreaterThanOrEqual(start - 1000);
  expect(
    await data(
      organization.key,
      `query ($id: ID!, $group: ID!) {
        website(id: $id) { id deletedAt }
        websitesById(ids: [$id]) { id deletedAt }
        websites { totalCount nodes { id } }
        inGroup: websites(filter: { groupId: $group, includeDeleted: true }) { totalCount nodes { id } }
        group(id: $group) { websites { totalCount nodes { id } } }
        holding: groups(filter: { websiteId: $id }) { totalCount nodes { id } }
      }`,
      { id, group },
    ),
  ).toEqual({
    website: { id, deletedAt: website.deletedAt },
    websitesById: [{ id, deletedAt: website.deletedAt }],
    websites: { totalCount: 1, nodes: [{ id: kept }] },
    inGroup: { totalCount: 1, nodes: [{ id: kept }] },
    group: { websites: { totalCount: 1, nodes: [{ id: kept }] } },
    holding: { totalCount: 0, nodes: [] },
  });
  expect(await organization.query('SELECT * FROM groups WHERE id = $1', [group])).toEqual(groupBefore);
});

test('deleting it again changes nothing', async () => {
  const id = await organization.addWebsite({ externalId: randomUUID() });
  const first = expectMember(await deleteWebsite(organization.key, { id }), 'DeleteWebsiteSuccess');
  const again = await unchanged(organization, () => deleteWebsite(organization.key, { id }));
  expect(expectMember(again, 'DeleteWebsiteSuccess')).toEqual(first);
});

test('its external id is free for others', async () => {
  const [one, two] = [randomUUID(), randomUUID()];
  for (const externalId of [one, two]) {
    const id = await organization.addWebsite({ externalId });
    const { website } = expectMember(await deleteWebsite(organization.key, { id }), 'DeleteWebsiteSuccess');
    expect(website.externalId).toBeNull();
  }
  expectMember(await createWebsite(organization.key, { url: 'a.example', externalId: one }), 'CreateWebsiteSuccess');
  const id = await organization.addWebsite();
  expectMember(await updateWebsite(organization.key, { id, externalId: two }), 'UpdateWebsiteSuccess');
});

test('a website that is unknown, strange or of another organization: ResourceNotFound', async () => {
  const stranger = await TestOrganization.create();
  for (const id of [await stranger.addWebsite(), randomUUID(), 'no uuid', '', '\0']) {
    const result = await unchanged(stranger, () => deleteWebsite(organization.key, { id }));
    expect(expectMember(result, 'ResourceNotFound')).toMatchObject({ typeName: 'Website', id });
  }
});

test('a direct customer deletes websites, too; the external id that is hidden waits for the restore', async () => {
  const direct = await TestOrganization.create({ partner: false });
  const id = await direct.addWebsite({ externalId: 'from earlier' });
  expectMember(await deleteWebsite(direct.key, { id }), 'DeleteWebsiteSuccess');
  expect(await direct.query('SELECT freed_external_id FROM websites WHERE id = $1', [id])).toEqual([
    { freed_external_id: 'from earlier' },
  ]);
});

test('a key that is confined to websites: FORBIDDEN, its own website included', async () => {
  const id = await organization.addWebsite();
  const key = await organization.createKey({ websiteIds: [id] });
  expectError(await unchanged(organization, () => deleteWebsite.attempt(key, { id })), 'FORBIDDEN', 'deleteWebsite');
});
