import { expectError, unchanged } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { createGroup } from './operation.ts';

test('a key that is confined to websites: FORBIDDEN, and nothing created', async () => {
  const organization = await TestOrganization.create();
  const websiteIds = await organization.addWebsites(1);
  const key = await organization.createKey({ websiteIds });
  for (const input of [{}, { billingEnabled: true }, { name: '' }, { externalId: 'x' }]) {
    const answer = await unchanged(organization, () => createGroup.attempt(key, { name: 'New', websiteIds, ...input }));
    expectError(answer, 'FORBIDDEN', 'createGroup');
  }
});
