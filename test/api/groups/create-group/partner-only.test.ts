import { expectMember, unchanged } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { createGroup } from './operation.ts';

test.each([['text'], [''], [null]])(
  'a direct customer who sends externalId %p: PartnerOnlyField, nothing created',
  async (externalId) => {
    const direct = await TestOrganization.create({ partner: false });
    const websiteIds = await direct.addWebsites(1);
    for (const beside of [{}, { name: '' }, { websiteIds: [] }, { billingEnabled: true }]) {
      const result = await unchanged(direct, () =>
        createGroup(direct.key, { name: 'New', websiteIds, externalId, ...beside }),
      );
      expect(expectMember(result, 'PartnerOnlyField').field).toBe('externalId');
    }
  },
);

test('a direct customer creates a group without it', async () => {
  const direct = await TestOrganization.create({ partner: false });
  const websiteIds = await direct.addWebsites(1);
  const result = await createGroup(direct.key, { name: 'New', websiteIds, billingEnabled: true });
  expect(expectMember(result, 'CreateGroupSuccess').group).toMatchObject({
    name: 'New',
    billingEnabled: true,
    externalId: null,
  });
});
