import { randomUUID } from 'node:crypto';
import { expectMember, unchanged } from '../../../support/expectations.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { updateGroup } from './operation.ts';

let organization: TestOrganization;
beforeAll(async () => {
  organization = await TestOrganization.create();
});

async function addFullGroup() {
  const [inside, outside] = (await organization.addWebsites(2)) as [string, string];
  const externalId = randomUUID();
  const id = await organization.addGroup({ name: 'Full', externalId, billingEnabled: true, websiteIds: [inside] });
  await organization.query('INSERT INTO sandbox_billing_entities (organization_id, group_id) VALUES ($1, $2)', [
    organization.id,
    id,
  ]);
  await organization.age(id);
  return { id, inside, outside, externalId };
}

const stateOf = async (id: string) => {
  const [row] = await organization.query('SELECT revision, updated_at, created_at FROM groups WHERE id = $1', [id]);
  return row as { revision: number; updated_at: Date; created_at: Date };
};

test.each([
  ['a new name', () => ({ name: 'New' })],
  ['a name in other letters', () => ({ name: 'FULL' })],
  ['a website more', ({ outside }) => ({ addWebsiteIds: [outside] })],
  ['a website less', ({ inside }) => ({ removeWebsiteIds: [inside] })],
  ['a website in exchange', ({ inside, outside }) => ({ addWebsiteIds: [outside], removeWebsiteIds: [inside] })],
  ['billing switched off', () => ({ billingEnabled: false })],
  ['another external id', () => ({ externalId: randomUUID() })],
  ['no external id any more', () => ({ externalId: null })],
  ['several changes', ({ outside }) => ({ name: 'New', addWebsiteIds: [outside], externalId: null })],
  [
    'one change among fields that stay',
    ({ inside }) => ({ name: 'New', addWebsiteIds: [inside], billingEnabled: true }),
  ],
] as [string, (group: Awaited<ReturnType<typeof addFullGroup>>) => object][])(
  '%s makes revision grow by 1, and updatedAt',
  async (_, change) => {
    const group = await addFullGroup();
    const before = await stateOf(group.id);
    const start = Date.now();
    const result = expectMember(
      await updateGroup(organization.key, { id: group.id, ...change(group) }),
      'UpdateGroupSuccess',
    );
    expect(result.group.revision).toBe(before.revision + 1);
    expect(Date.parse(result.group.updatedAt)).toBeGreaterThanOrEqual(start - 1);
    expect(result.group.createdAt).toBe(before.created_at.toISOString());
    expect(await stateOf(group.id)).toMatchObject({
      revision: before.revision + 1,
      updated_at: new Date(result.group.updatedAt),
      created_at: before.created_at,
    });
  },
);

test.each([
  ['the same name', () => ({ name: ' Full ' })],
  ['a website in the group already', ({ inside }) => ({ addWebsiteIds: [inside] })],
  ['the removal of a website outside', ({ outside }) => ({ removeWebsiteIds: [outside] })],
  ['billing that is on already', () => ({ billingEnabled: true })],
  ['its own external id', ({ externalId }) => ({ externalId })],
  [
    'all of these',
    ({ inside, outside, externalId }) => ({
      name: 'Full',
      addWebsiteIds: [inside],
      removeWebsiteIds: [outside],
      billingEnabled: true,
      externalId,
    }),
  ],
] as [string, (group: Awaited<ReturnType<typeof addFullGroup>>) => object][])(
  '%s changes nothing: revision and updatedAt stay',
  async (_, change) => {
    const group = await addFullGroup();
    const before = await stateOf(group.id);
    const result = await unchanged(organization, () =>
      updateGroup(organization.key, { id: group.id, expectedRevision: 1, ...change(group) }),
    );
    expect(expectMember(result, 'UpdateGroupSuccess').group).toMatchObject({
      revision: before.revision,
      updatedAt: before.updated_at.toISOString(),
    });
  },
);

test('clearing what is clear changes nothing', async () => {
  const id = await organization.addGroup();
  const result = await unchanged(organization, () =>
    updateGroup(organization.key, { id, externalId: null, billingEnabled: false }),
  );
  expect(expectMember(result, 'UpdateGroupSuccess').group).toMatchObject({ revision: 1, externalId: null });
});

test('updatedAt grows even if the clock went back', async () => {
  const id = await organization.addGroup();
  await organization.query(`UPDATE groups SET updated_at = now() + interval '1 hour' WHERE id = $1`, [id]);
  const { updated_at } = await stateOf(id);
  const result = expectMember(await updateGroup(organization.key, { id, name: 'New' }), 'UpdateGroupSuccess');
  expect(Date.parse(result.group.updatedAt)).toBeGreaterThan(updated_at.getTime());
});

describe('expectedRevision', () => {
  test('that holds lets the change through', async () => {
    const id = await organization.addGroup();
    const first = expectMember(
      await updateGroup(organization.key, { id, name: 'One', expectedRevision: 1 }),
      'UpdateGroupSuccess',
    );
    const { revision } = first.group;
    const second = await updateGroup(organization.key, { id, name: 'Two', expectedRevision: revision });
    expect(expectMember(second, 'UpdateGroupSuccess').group).toMatchObject({ name: 'Two', revision: 3 });
  });

  test('null is like none', async () => {
    const id = await organization.addGroup();
    expectMember(
      await updateGroup(organization.key, { id, name: 'One', expectedRevision: null }),
      'UpdateGroupSuccess',
    );
  });

  test.each([0, 2, -1])(
    '%i that differs: GroupRevisionConflict with the current state, nothing written',
    async (expectedRevision) => {
      const { id, outside } = await addFullGroup();
      for (const change of [
        { name: 'Lost' },
        { name: 'Full' },
        { addWebsiteIds: [outside], billingEnabled: false },
        { removeWebsiteIds: [outside] },
        { billingEnabled: true },
        { externalId: null },
      ]) {
        const result = await unchanged(organization, () =>
          updateGroup(organization.key, { id, expectedRevision, ...change }),
        );
        expect(expectMember(result, 'GroupRevisionConflict').currentGroup).toMatchObject({
          id,
          name: 'Full',
          revision: 1,
        });
      }
    },
  );

  test('that two writers have in common lets one of them through', async () => {
    const id = await organization.addGroup();
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        updateGroup(organization.key, { id, name: `Writer ${n}`, expectedRevision: 1 }),
      ),
    );
    const [won, lost] = ['UpdateGroupSuccess', 'GroupRevisionConflict'].map((type) =>
      results.filter(({ __typename }) => __typename === type),
    );
    expect([won?.length, lost?.length]).toEqual([1, 9]);
    for (const { currentGroup } of lost ?? [])
      expect(currentGroup).toMatchObject({ revision: 2, name: won?.[0]?.group.name });
  });
});
