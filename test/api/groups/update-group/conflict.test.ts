import { randomUUID } from 'node:crypto';
import { expectMember, unchanged } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { websiteIds } from '../fields.ts';
import { updateGroup } from './operation.ts';

let organization: TestOrganization;
beforeAll(async () => {
  organization = await TestOrganization.create();
});

test("another group's external id: GroupExternalIdTaken with that group, nothing of the request written", async () => {
  const [inside, outside] = (await organization.addWebsites(2)) as [string, string];
  const externalId = randomUUID();
  const holder = await organization.addGroup({ name: 'Holder', externalId, websiteIds: [inside] });
  const id = await organization.addGroup({ externalId: randomUUID(), websiteIds: [inside] });
  for (const billingEnabled of [undefined, false, true]) {
    const result = await unchanged(organization, () =>
      updateGroup(organization.key, {
        id,
        externalId,
        name: 'Lost',
        addWebsiteIds: [outside],
        removeWebsiteIds: [inside],
        ...(billingEnabled !== undefined && { billingEnabled }),
      }),
    );
    const { existingGroup, ...conflict } = expectMember(result, 'GroupExternalIdTaken');
    expect(conflict.externalId).toBe(externalId);
    expect(existingGroup).toMatchObject({ id: holder, name: 'Holder', externalId, revision: 1 });
    expect(websiteIds(existingGroup)).toEqual([inside]);
  }
});

test('a revision that differs is told before an external id that is taken', async () => {
  const externalId = randomUUID();
  await organization.addGroup({ externalId });
  const id = await organization.addGroup();
  for (const change of [{}, { billingEnabled: true }])
    expectMember(
      await unchanged(organization, () =>
        updateGroup(organization.key, { id, externalId, expectedRevision: 2, ...change }),
      ),
      'GroupRevisionConflict',
    );
});

test('of many writers who race for one external id one wins, and the others are told who', async () => {
  const externalId = randomUUID();
  const ids = await Promise.all(Array.from({ length: 12 }, () => organization.addGroup()));
  const results = await Promise.all(
    ids.map((id, n) => updateGroup(organization.key, { id, externalId, ...(n % 3 === 0 && { billingEnabled: true }) })),
  );
  const winners = results.filter(({ __typename }) => __typename === 'UpdateGroupSuccess');
  expect(winners).toHaveLength(1);
  for (const result of results)
    if (result !== winners[0])
      expect(expectMember(result, 'GroupExternalIdTaken').existingGroup).toMatchObject({
        id: winners[0]?.group.id,
        externalId,
      });
});

test('writers of different websites and names to one group lose nothing of each other', async () => {
  const websites = await organization.addWebsites(20);
  const id = await organization.addGroup({ websiteIds: websites.slice(0, 10) });
  const results = await Promise.all(
    websites.map((website, n) =>
      updateGroup(organization.key, {
        id,
        ...(n < 10 ? { removeWebsiteIds: [website] } : { addWebsiteIds: [website] }),
      }),
    ),
  );
  for (const result of results) expectMember(result, 'UpdateGroupSuccess');
  const end = expectMember(await updateGroup(organization.key, { id, name: 'Group' }), 'UpdateGroupSuccess');
  expect(end.group.revision).toBe(21);
  expect(websiteIds(end.group)).toEqual(websites.slice(10).sort());
});
