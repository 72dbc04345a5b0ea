import { expectError, unchanged } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { updateGroup } from './operation.ts';

test('a key that is confined to websites: FORBIDDEN, whatever the input, and nothing written', async () => {
  for (const partner of [true, false]) {
    const organization = await TestOrganization.create({ partner });
    const [inside, outside] = (await organization.addWebsites(2)) as [string, string];
    const id = await organization.addGroup({ websiteIds: [inside] });
    const key = await organization.createKey({ websiteIds: [inside, outside] });
    for (const change of [
      { name: 'New' },
      { addWebsiteIds: [outside] },
      { billingEnabled: true },
      { externalId: 'x' },
      {},
      { name: '' },
    ]) {
      const answer = await unchanged(organization, () => updateGroup.attempt(key, { id, ...change }));
      expectError(answer, 'FORBIDDEN', 'updateGroup');
    }
  }
});

test('a global key needs no permission', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const key = await organization.createKey();
  expect(await updateGroup(key, { id, name: 'New' })).toMatchObject({
    __typename: 'UpdateGroupSuccess',
    group: { name: 'New' },
  });
});
