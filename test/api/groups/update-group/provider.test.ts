import { randomUUID } from 'node:crypto';
import { expectMember, unchanged } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { websiteIds } from '../fields.ts';
import { type UpdateGroupInput, updateGroup } from './operation.ts';

let organization: TestOrganization;
let outage: TestOrganization;
beforeAll(async () => {
  organization = await TestOrganization.create();
  outage = await TestOrganization.create({ billingOutage: true });
});

/** Changes that are refused for what can be known before the provider is asked. */
const refusals = (): [Partial<UpdateGroupInput>, string][] => [
  [{ name: '' }, 'InvalidResourceInput'],
  [{ addWebsiteIds: [randomUUID()] }, 'InvalidResourceInput'],
  [{ id: randomUUID() }, 'ResourceNotFound'],
  [{ expectedRevision: 9 }, 'GroupRevisionConflict'],
  [{ externalId: 'taken' }, 'GroupExternalIdTaken'],
];

const empty = { monthly: 0, oneOff: 0 };

describe('billingEnabled: true', () => {
  test('makes sure of a billing entity and sets the flag; once more changes nothing', async () => {
    const id = await organization.addGroup();
    const first = expectMember(await updateGroup(organization.key, { id, billingEnabled: true }), 'UpdateGroupSuccess');
    expect(first.group).toMatchObject({ billingEnabled: true, revision: 2 });
    expect((await organization.entities())[id]).toEqual(empty);
    const again = await unchanged(organization, () => updateGroup(organization.key, { id, billingEnabled: true }));
    expect(expectMember(again, 'UpdateGroupSuccess').group).toMatchObject({ billingEnabled: true, revision: 2 });
  });

  test('creates an entity that is missing although the flag is set', async () => {
    const id = await organization.addGroup({ billingEnabled: true });
    const result = expectMember(
      await updateGroup(organization.key, { id, billingEnabled: true }),
      'UpdateGroupSuccess',
    );
    expect(result.group).toMatchObject({ billingEnabled: true, revision: 1 });
    expect((await organization.entities())[id]).toEqual(empty);
  });

  test('finds the entity and its balances from before', async () => {
    const id = await organization.addGroup();
    await organization.query('INSERT INTO sandbox_billing_entities VALUES ($1, $2, 300, 200)', [organization.id, id]);
    expectMember(await updateGroup(organization.key, { id, billingEnabled: true }), 'UpdateGroupSuccess');
    expect((await organization.entities())[id]).toEqual({ monthly: 300, oneOff: 200 });
  });

  test('leaves no entity where the request is refused for what can be known before', async () => {
    await organization.addGroup({ externalId: 'taken' });
    const id = await organization.addGroup();
    for (const [change, typename] of refusals()) {
      const result = await unchanged(organization, () =>
        updateGroup(organization.key, { id, billingEnabled: true, ...change }),
      );
      expectMember(result, typename);
    }
  });

  test('sent at the same time by many, makes one entity and one change', async () => {
    const id = await organization.addGroup();
    const results = await Promise.all(
      Array.from({ length: 10 }, () => updateGroup(organization.key, { id, billingEnabled: true })),
    );
    for (const result of results) expect(expectMember(result, 'UpdateGroupSuccess').group.revision).toBe(2);
    expect((await organization.entities())[id]).toEqual(empty);
  });
});

test('billingEnabled: false clears the flag alone; entity and balances stay', async () => {
  const id = await organization.addGroup({ billingEnabled: true });
  await organization.query('INSERT INTO sandbox_billing_entities VALUES ($1, $2, 300, 200)', [organization.id, id]);
  const result = expectMember(await updateGroup(organization.key, { id, billingEnabled: false }), 'UpdateGroupSuccess');
  expect(result.group).toMatchObject({ billingEnabled: false, revision: 2 });
  expect((await organization.entities())[id]).toEqual({ monthly: 300, oneOff: 200 });
});

describe('while the provider fails', () => {
  test('nothing of the request is applied, and the same request succeeds later', async () => {
    const organization = await TestOrganization.create({ billingOutage: true });
    const [inside, outside] = (await organization.addWebsites(2)) as [string, string];
    const id = await organization.addGroup({ name: 'Before', websiteIds: [inside] });
    const input = {
      id,
      name: 'After',
      addWebsiteIds: [outside],
      removeWebsiteIds: [inside],
      billingEnabled: true,
      externalId: 'after',
      expectedRevision: 1,
    };
    const failed = await unchanged(organization, () => updateGroup(organization.key, input));
    expect(expectMember(failed, 'BillingProviderFailed')).toMatchObject({ provider: 'sandbox', retryable: true });
    await organization.setBillingOutage(false);
    const { group } = expectMember(await updateGroup(organization.key, input), 'UpdateGroupSuccess');
    expect(group).toMatchObject({ name: 'After', billingEnabled: true, externalId: 'after', revision: 2 });
    expect(websiteIds(group)).toEqual([outside]);
  });

  test('billing that is on already fails, too: its entity cannot be made sure of', async () => {
    const id = await outage.addGroup({ billingEnabled: true });
    const result = await unchanged(outage, () => updateGroup(outage.key, { id, billingEnabled: true, name: 'New' }));
    expectMember(result, 'BillingProviderFailed');
  });

  test('what can be known before is told instead', async () => {
    await outage.addGroup({ externalId: 'taken' });
    const id = await outage.addGroup();
    for (const [change, typename] of refusals())
      expectMember(await updateGroup(outage.key, { id, billingEnabled: true, ...change }), typename);
  });

  test('changes that need no provider succeed, among them the switch to false', async () => {
    const id = await outage.addGroup({ billingEnabled: true });
    const result = await updateGroup(outage.key, { id, name: 'After', billingEnabled: false });
    expect(expectMember(result, 'UpdateGroupSuccess').group).toMatchObject({ name: 'After', billingEnabled: false });
  });
});
