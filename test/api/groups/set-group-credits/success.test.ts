import { expectMember } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { updateGroup } from '../update-group/operation.ts';
import { setGroupCredits } from './operation.ts';

let organization: TestOrganization;
beforeAll(async () => {
  organization = await TestOrganization.create();
});

async function addBilledGroup(billingEnabled = true): Promise<string> {
  const id = await organization.addGroup({ billingEnabled });
  await organization.query('INSERT INTO sandbox_billing_entities VALUES ($1, $2, 30, 20)', [organization.id, id]);
  return id;
}

test.each([
  [{ monthly: 300, oneOff: 200 }, 300, 200],
  [{ monthly: 300 }, 300, 20],
  [{ oneOff: 200 }, 30, 200],
  [{ monthly: 0, oneOff: 0 }, 0, 0],
  [{ monthly: 1_000_000_000, oneOff: 1_000_000_000 }, 1_000_000_000, 1_000_000_000],
])('%j sets these balances, keeps the other, and adds them up', async (balances, monthly, oneOff) => {
  const groupId = await addBilledGroup();
  for (const _ of ['once', 'again']) {
    const result = expectMember(
      await setGroupCredits(organization.key, { groupId, ...balances }),
      'SetGroupCreditsSuccess',
    );
    expect(result.group.credits).toMatchObject({
      total: monthly + oneOff,
      monthly: { balance: monthly },
      oneOff: { balance: oneOff },
    });
    expect((await organization.entities())[groupId]).toEqual({ monthly, oneOff });
  }
});

test('the monthly balance has a next reset, or null', async () => {
  const groupId = await addBilledGroup();
  const some = expectMember(await setGroupCredits(organization.key, { groupId, monthly: 1 }), 'SetGroupCreditsSuccess');
  expect(Date.parse(some.group.credits.monthly.nextResetAt)).toBeGreaterThan(Date.now());
  const none = expectMember(await setGroupCredits(organization.key, { groupId, monthly: 0 }), 'SetGroupCreditsSuccess');
  expect(none.group.credits.monthly.nextResetAt).toBeNull();
});

test('it works whatever the billing flag says, and the group itself does not change', async () => {
  for (const billingEnabled of [true, false]) {
    const groupId = await addBilledGroup(billingEnabled);
    const [before] = await organization.query('SELECT * FROM groups WHERE id = $1', [groupId]);
    const result = expectMember(
      await setGroupCredits(organization.key, { groupId, oneOff: 5 }),
      'SetGroupCreditsSuccess',
    );
    expect(result.group).toMatchObject({ billingEnabled, revision: 1, credits: { total: 35 } });
    expect(await organization.query('SELECT * FROM groups WHERE id = $1', [groupId])).toEqual([before]);
  }
});

test('billing switched on is enough for credits, and they outlive its switch to false', async () => {
  const groupId = await organization.addGroup();
  await updateGroup(organization.key, { id: groupId, billingEnabled: true });
  expectMember(await setGroupCredits(organization.key, { groupId, monthly: 7 }), 'SetGroupCreditsSuccess');
  await updateGroup(organization.key, { id: groupId, billingEnabled: false });
  const result = expectMember(
    await setGroupCredits(organization.key, { groupId, oneOff: 1 }),
    'SetGroupCreditsSuccess',
  );
  expect(result.group).toMatchObject({ billingEnabled: false, credits: { total: 8 } });
});

test('what was set without an answer is recorded when it is set again, and once only', async () => {
  const groupId = await addBilledGroup();
  const set = (monthly: number) => setGroupCredits(organization.key, { groupId, monthly });
  const recorded = async () =>
    (
      await organization.query(
        "SELECT details FROM group_changes WHERE group_id = $1 AND details <> '{}' ORDER BY id",
        [groupId],
      )
    ).map(({ details }) => details);
  await set(40);
  const first = { monthlyCredits: { from: 30, to: 40 } };
  expect(await recorded()).toEqual([first]);
  await organization.query('UPDATE sandbox_billing_entities SET monthly = 300 WHERE group_id = $1', [groupId]);
  for (const _ of ['repeated', 'and again']) {
    expectMember(await set(300), 'SetGroupCreditsSuccess');
    expect(await recorded()).toEqual([first, { monthlyCredits: { from: 40, to: 300 } }]);
  }
});
