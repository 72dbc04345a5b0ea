import { randomUUID } from 'node:crypto';
import { expectMember, unchanged } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { createGroup } from './operation.ts';

let organization: TestOrganization;
let websiteIds: string[];
beforeAll(async () => {
  organization = await TestOrganization.create();
  websiteIds = await organization.addWebsites(1);
});

test("another group's external id: GroupExternalIdTaken with that group, and no group, no billing entity", async () => {
  const externalId = randomUUID();
  const holder = await organization.addGroup({ name: 'Holder', externalId });
  for (const billingEnabled of [false, true]) {
    const result = await unchanged(organization, () =>
      createGroup(organization.key, { name: 'New', websiteIds, externalId, billingEnabled }),
    );
    expect(expectMember(result, 'GroupExternalIdTaken')).toMatchObject({
      externalId,
      existingGroup: { id: holder, name: 'Holder', externalId },
    });
  }
});

test('an input that is refused is told before a conflict', async () => {
  const externalId = randomUUID();
  await organization.addGroup({ externalId });
  for (const billingEnabled of [false, true])
    expectMember(
      await createGroup(organization.key, { name: 'New', websiteIds: [randomUUID()], externalId, billingEnabled }),
      'InvalidResourceInput',
    );
});

test('of many who race for one external id one wins, and the others are told who', async () => {
  const externalId = randomUUID();
  const results = await Promise.all(
    Array.from({ length: 10 }, (_, n) => createGroup(organization.key, { name: `Racer ${n}`, websiteIds, externalId })),
  );
  const winners = results.filter(({ __typename }) => __typename === 'CreateGroupSuccess');
  expect(winners).toHaveLength(1);
  for (const result of results)
    if (result !== winners[0])
      expect(expectMember(result, 'GroupExternalIdTaken').existingGroup.id).toBe(winners[0]?.group.id);
});
