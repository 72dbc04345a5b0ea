import { expectMember, unchanged } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { createGroup } from './operation.ts';

test('a provider that fails creates nothing, and the same request succeeds later', async () => {
  const organization = await TestOrganization.create({ billingOutage: true });
  const websiteIds = await organization.addWebsites(1);
  const input = { name: 'New', websiteIds, billingEnabled: true, externalId: 'new' };
  const failed = await unchanged(organization, () => createGroup(organization.key, input));
  expect(expectMember(failed, 'BillingProviderFailed')).toMatchObject({ provider: 'sandbox', retryable: true });
  await organization.setBillingOutage(false);
  const { group } = expectMember(await createGroup(organization.key, input), 'CreateGroupSuccess');
  expect(group).toMatchObject({ billingEnabled: true, externalId: 'new' });
  expect(await organization.entities()).toEqual({ [group.id]: { monthly: 0, oneOff: 0 } });
});

test('a provider that fails does not matter to a group that is not billed', async () => {
  const organization = await TestOrganization.create({ billingOutage: true });
  const websiteIds = await organization.addWebsites(1);
  expectMember(
    await createGroup(organization.key, { name: 'New', websiteIds, billingEnabled: false }),
    'CreateGroupSuccess',
  );
});
