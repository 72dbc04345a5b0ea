import { expectMember } from '../../../support/expectations.ts';
import { data } from '../../../support/graphql.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { createGroup } from '../create-group/operation.ts';
import { deleteGroup } from './operation.ts';

test('a group is deleted and found nowhere; its websites and other groups stay', async () => {
  const organization = await TestOrganization.create();
  const [website] = (await organization.addWebsites(1)) as [string];
  const id = await organization.addGroup({ externalId: 'gone', websiteIds: [website] });
  const other = await organization.addGroup({ websiteIds: [website] });
  expect(
    expectMember(await deleteGroup(organization.key, { id: id.toUpperCase() }), 'DeleteGroupSuccess').deletedGroupId,
  ).toBe(id);
  expect(
    await data(
      organization.key,
      `query ($id: ID!, $website: ID!) {
        group(id: $id) { id } groupsById(ids: [$id]) { id } groupByExternalId(externalId: "gone") { id }
        groups { nodes { id } } website(id: $website) { groups { nodes { id } } }
      }`,
      { id, website },
    ),
  ).toEqual({
    group: null,
    groupsById: [null],
    groupByExternalId: null,
    groups: { nodes: [{ id: other }] },
    website: { groups: { nodes: [{ id: other }] } },
  });
  expect(
    await organization.query('SELECT group_id FROM group_websites WHERE organization_id = $1', [organization.id]),
  ).toEqual([{ group_id: other }]);
});

test('its external id is free again', async () => {
  const organization = await TestOrganization.create();
  const websiteIds = await organization.addWebsites(1);
  const id = await organization.addGroup({ externalId: 'again' });
  expectMember(await deleteGroup(organization.key, { id }), 'DeleteGroupSuccess');
  expectMember(
    await createGroup(organization.key, { name: 'New', websiteIds, externalId: 'again' }),
    'CreateGroupSuccess',
  );
});

test.each([false, true])("the provider's books stay, its outage %p does not matter", async (billingOutage) => {
  const organization = await TestOrganization.create({ billingOutage });
  const id = await organization.addGroup();
  await organization.query('INSERT INTO sandbox_billing_entities VALUES ($1, $2, 300, 200)', [organization.id, id]);
  expectMember(await deleteGroup(organization.key, { id }), 'DeleteGroupSuccess');
  expect(await organization.entities()).toEqual({ [id]: { monthly: 300, oneOff: 200 } });
});

test.each([1, null])('expectedRevision %p that holds lets it through', async (expectedRevision) => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  expectMember(await deleteGroup(organization.key, { id, expectedRevision }), 'DeleteGroupSuccess');
});

test('a direct customer deletes groups, too', async () => {
  const direct = await TestOrganization.create({ partner: false });
  const id = await direct.addGroup();
  expectMember(await deleteGroup(direct.key, { id }), 'DeleteGroupSuccess');
});
