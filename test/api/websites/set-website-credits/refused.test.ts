import { randomUUID } from 'node:crypto';
import { expectError, expectIssues, expectMember, unchanged } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { setWebsiteCredits } from './operation.ts';

let organization: TestOrganization;
let websiteId: string;
beforeAll(async () => {
  organization = await TestOrganization.create();
  websiteId = await organization.addWebsite({});
});

test.each([
  [{}, ['']],
  [{ monthly: null }, ['monthly']],
  [{ monthly: -1, oneOff: 1_000_000_001 }, ['monthly', 'oneOff']],
])('%j: InvalidResourceInput at %j', async (balances, paths) => {
  const result = await unchanged(organization, () => setWebsiteCredits(organization.key, { websiteId, ...balances }));
  expectIssues(result, ...paths);
});

test('a website that is not there or is deleted: ResourceNotFound, the same for one of another organization', async () => {
  const stranger = await TestOrganization.create();
  const ids = [await stranger.addWebsite({}), await organization.addWebsite({ deleted: true }), randomUUID(), 'none'];
  for (const id of ids) {
    const result = await unchanged(organization, () =>
      unchanged(stranger, () => setWebsiteCredits(organization.key, { websiteId: id, monthly: 1 })),
    );
    expect(expectMember(result, 'ResourceNotFound')).toMatchObject({ typeName: 'Website', id });
  }
});

test('a provider that fails: BillingProviderFailed, and nothing is set or recorded', async () => {
  const outage = await TestOrganization.create({ billingOutage: true });
  const id = await outage.addWebsite({});
  const result = await unchanged(outage, () => setWebsiteCredits(outage.key, { websiteId: id, monthly: 1 }));
  expect(expectMember(result, 'BillingProviderFailed')).toMatchObject({ provider: 'sandbox', retryable: true });
});

test('a direct customer: PartnerOnlyField, whatever the input', async () => {
  const direct = await TestOrganization.create({ partner: false });
  const id = await direct.addWebsite({});
  for (const input of [{ websiteId: id, monthly: 1 }, { websiteId: randomUUID() }]) {
    const result = await unchanged(direct, () => setWebsiteCredits(direct.key, input));
    expect(expectMember(result, 'PartnerOnlyField').field).toBe('setWebsiteCredits');
  }
});

test('a key that is confined to the website, and one that is read-only: FORBIDDEN', async () => {
  for (const key of [
    await organization.createKey({ websiteIds: [websiteId] }),
    await organization.createKey({ readOnly: true }),
  ]) {
    const answer = await unchanged(organization, () => setWebsiteCredits.attempt(key, { websiteId, monthly: 1 }));
    expectError(answer, 'FORBIDDEN', 'setWebsiteCredits');
  }
});
