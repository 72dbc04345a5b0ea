import { expectError, expectIssues, expectMember, unchanged } from '../../../support/expectations.ts';
import { data, send } from '../../../support/graphql.ts';
import { invalidInput, mutation, partnerOnly } from '../../../support/operation.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { creditFields } from '../../groups/fields.ts';

const setOrganizationCredits = mutation<{ monthly?: number | null; oneOff?: number | null }>('setOrganizationCredits', {
  SetOrganizationCreditsSuccess: `organization { id name ${creditFields} }`,
  BillingProviderFailed: 'provider retryable',
  ...invalidInput,
  ...partnerOnly,
});

let organization: TestOrganization;
beforeEach(async () => {
  organization = await TestOrganization.create();
});

const creditsOf = async (key = organization.key) =>
  (await data(key, `{ viewer { organization { ${creditFields} } } }`)).viewer.organization.credits;

test('an organization has no credits until they are set, then these, and a bucket left out stays', async () => {
  expect(await creditsOf()).toBeNull();
  const first = expectMember(
    await setOrganizationCredits(organization.key, { monthly: 300 }),
    'SetOrganizationCreditsSuccess',
  );
  expect(first.organization).toMatchObject({ id: organization.id, credits: { total: 300 } });
  await setOrganizationCredits(organization.key, { oneOff: 20 });
  expect(await creditsOf()).toEqual({
    total: 320,
    monthly: { balance: 300, nextResetAt: expect.any(String) },
    oneOff: { balance: 20 },
  });
});

test('each change is in the history of the organization, from what to what, and a repeat is not', async () => {
  for (const monthly of [300, 300, 40]) await setOrganizationCredits(organization.key, { monthly });
  const { organizationChanges } = await data(
    organization.key,
    `{ organizationChanges(filter: { resourceTypes: [ORGANIZATION] }) { nodes {
      kind resourceId changedBy { name } fields { field from to }
    } } }`,
  );
  expect(organizationChanges.nodes).toEqual(
    [
      ['300', '40'],
      [null, '300'],
    ].map(([from, to]) => ({
      kind: 'UPDATED',
      resourceId: organization.id,
      changedBy: { name: 'test' },
      fields: [{ field: 'monthlyCredits', from, to }],
    })),
  );
});

test('what was set without an answer is recorded when it is set again', async () => {
  await setOrganizationCredits(organization.key, { monthly: 30 });
  await organization.query('UPDATE sandbox_billing_entities SET monthly = 50 WHERE organization_id = $1', [
    organization.id,
  ]);
  for (const _ of ['repeated', 'and again']) await setOrganizationCredits(organization.key, { monthly: 50 });
  const changes = await organization.query(
    'SELECT details FROM organization_changes WHERE organization_id = $1 ORDER BY id',
    [organization.id],
  );
  expect(changes.map(({ details }) => details)).toEqual([
    { monthlyCredits: { from: null, to: 30 } },
    { monthlyCredits: { from: 30, to: 50 } },
  ]);
});

test('a dry run answers with the balances that would be, and leaves those that are', async () => {
  await setOrganizationCredits(organization.key, { monthly: 5 });
  const answer = await unchanged(organization, () =>
    data(
      organization.key,
      `mutation { setOrganizationCredits(input: { oneOff: 9 }, dryRun: true) {
        ... on SetOrganizationCreditsSuccess { organization { credits { total } } } } }`,
    ),
  );
  expect(answer.setOrganizationCredits.organization.credits).toEqual({ total: 14 });
  expect(await creditsOf()).toMatchObject({ total: 5 });
});

test('what nobody may set: InvalidResourceInput, PartnerOnlyField, FORBIDDEN, BillingProviderFailed', async () => {
  expectIssues(await unchanged(organization, () => setOrganizationCredits(organization.key, {})), '');
  const wrong = { monthly: -1, oneOff: 1_000_000_001 };
  expectIssues(
    await unchanged(organization, () => setOrganizationCredits(organization.key, wrong)),
    'monthly',
    'oneOff',
  );
  const direct = await TestOrganization.create({ partner: false });
  const result = await unchanged(direct, () => setOrganizationCredits(direct.key, { monthly: 1 }));
  expect(expectMember(result, 'PartnerOnlyField').field).toBe('setOrganizationCredits');
  const reader = await organization.createKey({ readOnly: true });
  const answer = await unchanged(organization, () => setOrganizationCredits.attempt(reader, { monthly: 1 }));
  expectError(answer, 'FORBIDDEN', 'setOrganizationCredits');
  const outage = await TestOrganization.create({ billingOutage: true });
  const failed = await unchanged(outage, () => setOrganizationCredits(outage.key, { monthly: 1 }));
  expect(expectMember(failed, 'BillingProviderFailed')).toMatchObject({ provider: 'sandbox', retryable: true });
});

test('a key that is confined to websites gets null with FORBIDDEN at the path, and the rest arrives', async () => {
  const [website = ''] = await organization.addWebsites(1);
  await setOrganizationCredits(organization.key, { monthly: 5 });
  const key = await organization.createKey({ websiteIds: [website] });
  const { data: seen, errors } = await send(
    key,
    '{ viewer { organization { id credits { total } } } websites { nodes { organization { credits { total } } } } }',
  );
  expect(seen).toEqual({
    viewer: { organization: { id: organization.id, credits: null } },
    websites: { nodes: [{ organization: { credits: null } }] },
  });
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
});
