import { randomUUID } from 'node:crypto';
import { expectError, expectIssues, expectMember, unchanged } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { setGroupCredits } from './operation.ts';

let organization: TestOrganization;
let groupId: string;
beforeAll(async () => {
  organization = await TestOrganization.create();
  groupId = await organization.addGroup();
  await organization.query('INSERT INTO sandbox_billing_entities VALUES ($1, $2, 30, 20)', [organization.id, groupId]);
});

test.each([
  [{}, ['']],
  [{ monthly: null }, ['monthly']],
  [{ oneOff: null, monthly: 1 }, ['oneOff']],
  [{ monthly: -1, oneOff: 1 }, ['monthly']],
  [{ monthly: -1, oneOff: -2147483648 }, ['monthly', 'oneOff']],
  [{ oneOff: 1_000_000_001 }, ['oneOff']],
])('%j: InvalidResourceInput at %j', async (balances, paths) => {
  for (const id of [groupId, randomUUID()])
    expectIssues(
      await unchanged(organization, () => setGroupCredits(organization.key, { groupId: id, ...balances })),
      ...paths,
    );
});

test('a group that is not there: ResourceNotFound, the same for one of another organization', async () => {
  const stranger = await TestOrganization.create();
  const theirs = await stranger.addGroup();
  await stranger.query('INSERT INTO sandbox_billing_entities VALUES ($1, $2, 30, 20)', [stranger.id, theirs]);
  for (const id of [theirs, randomUUID(), 'no uuid']) {
    const result = await unchanged(stranger, () => setGroupCredits(organization.key, { groupId: id, monthly: 1 }));
    expect(expectMember(result, 'ResourceNotFound')).toMatchObject({ typeName: 'Group', id });
  }
});

test.each([true, false])(
  'a group without a billing entity, its flag %p: GroupBillingNotProvisioned',
  async (billingEnabled) => {
    const id = await organization.addGroup({ billingEnabled });
    const result = await unchanged(organization, () => setGroupCredits(organization.key, { groupId: id, monthly: 1 }));
    expect(expectMember(result, 'GroupBillingNotProvisioned').group).toMatchObject({ id, billingEnabled });
  },
);

test('a provider that fails: BillingProviderFailed, and the balances stay', async () => {
  const outage = await TestOrganization.create({ billingOutage: true });
  const id = await outage.addGroup();
  await outage.query('INSERT INTO sandbox_billing_entities VALUES ($1, $2, 30, 20)', [outage.id, id]);
  const result = await unchanged(outage, () => setGroupCredits(outage.key, { groupId: id, monthly: 1 }));
  expect(expectMember(result, 'BillingProviderFailed')).toMatchObject({ provider: 'sandbox', retryable: true });
});

test('a direct customer: PartnerOnlyField, whatever the input', async () => {
  const direct = await TestOrganization.create({ partner: false });
  const id = await direct.addGroup();
  await direct.query('INSERT INTO sandbox_billing_entities VALUES ($1, $2, 30, 20)', [direct.id, id]);
  for (const input of [{ groupId: id, monthly: 1 }, { groupId: id }, { groupId: randomUUID(), oneOff: -1 }]) {
    const result = await unchanged(direct, () => setGroupCredits(direct.key, input));
    expect(expectMember(result, 'PartnerOnlyField').field).toBe('setGroupCredits');
  }
});

test('a key that is confined to websites: FORBIDDEN', async () => {
  const websiteIds = await organization.addWebsites(1);
  const key = await organization.createKey({ websiteIds });
  const answer = await unchanged(organization, () => setGroupCredits.attempt(key, { groupId, monthly: 1 }));
  expectError(answer, 'FORBIDDEN', 'setGroupCredits');
});
