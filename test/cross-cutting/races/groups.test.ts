import { data } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { piledUp, TwoNodes, tally, times } from './two-nodes.ts';

const nodes = new TwoNodes();
beforeAll(() => nodes.start());
afterAll(() => nodes.stop());

let organization: TestOrganization;
beforeEach(async () => {
  organization = await TestOrganization.create();
});

const group = async (id: string) =>
  (
    await data(
      organization.key,
      'query ($id: ID!) { group(id: $id) { name externalId billingEnabled revision websites(first: 100) { nodes { id } } } }',
      { id },
    )
  ).group;
const websitesOf = async (id: string): Promise<string[]> =>
  (await group(id)).websites.nodes.map((website: { id: string }) => website.id).sort();

test('of 100 groups that claim one external id one gets it, and the others are told which', async () => {
  const ids = await organization.addGroups(100, (n) => ({ name: `Claimant ${n}` }));
  const results = await piledUp(organization, 100, (n) =>
    nodes.mutate(organization.key, 'updateGroup', { id: ids[n], externalId: 'wanted' }),
  );
  expect(tally(results)).toEqual({ UpdateGroupSuccess: 1, GroupExternalIdTaken: 99 });
  const winner = results.find((result) => result.__typename === 'UpdateGroupSuccess').group.id;
  for (const result of results.filter(({ __typename }) => __typename === 'GroupExternalIdTaken'))
    expect(result).toMatchObject({ externalId: 'wanted', existingGroup: { id: winner } });
  expect(await organization.query('SELECT id FROM groups WHERE external_id = $1', ['wanted'])).toEqual([
    { id: winner },
  ]);
});

test('of 100 new groups with one external id one is created', async () => {
  const websiteIds = await organization.addWebsites(1);
  const results = await times(100, (n) =>
    nodes.mutate(organization.key, 'createGroup', { name: `New ${n}`, websiteIds, externalId: 'new' }),
  );
  expect(tally(results)).toEqual({ CreateGroupSuccess: 1, GroupExternalIdTaken: 99 });
  expect(await organization.query('SELECT 1 FROM groups WHERE organization_id = $1', [organization.id])).toHaveLength(
    1,
  );
});

test('50 concurrent renames add exactly 50 to the revision, and each is told another one', async () => {
  const id = await organization.addGroup();
  const results = await piledUp(organization, 50, (n) =>
    nodes.mutate(organization.key, 'updateGroup', { id, name: `Name ${n}` }),
  );
  expect(results.map((result) => result.group.revision).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 50 }, (_, n) => n + 2),
  );
  const last = results.findIndex((result) => result.group.revision === 51);
  expect(await group(id)).toMatchObject({ revision: 51, name: `Name ${last}` });
});

test('of 50 concurrent updates from one revision exactly one succeeds', async () => {
  const id = await organization.addGroup();
  const results = await piledUp(organization, 50, (n) =>
    nodes.mutate(organization.key, 'updateGroup', { id, name: `Name ${n}`, expectedRevision: 1 }),
  );
  expect(tally(results)).toEqual({ UpdateGroupSuccess: 1, GroupRevisionConflict: 49 });
  expect(await group(id)).toMatchObject({
    revision: 2,
    name: `Name ${results.findIndex(({ __typename }) => __typename === 'UpdateGroupSuccess')}`,
  });
});

test('100 concurrent adds and removes of different websites lose nothing', async () => {
  const before = await organization.addWebsites(50);
  const added = await organization.addWebsites(50);
  const id = await organization.addGroup({ websiteIds: before });
  const results = await piledUp(organization, 100, (n) =>
    nodes.mutate(
      organization.key,
      'updateGroup',
      n % 2 ? { id, addWebsiteIds: [added[n >> 1]] } : { id, removeWebsiteIds: [before[n >> 1]] },
    ),
  );
  expect(tally(results)).toEqual({ UpdateGroupSuccess: 100 });
  expect(await websitesOf(id)).toEqual([...added].sort());
  expect((await group(id)).revision).toBe(101);
});

test('concurrent adds and removes of one website end as the last of them says, each in its turn', async () => {
  const [websiteId] = await organization.addWebsites(1);
  const id = await organization.addGroup();
  for (let round = 0; round < 5; round++) {
    const results = await piledUp(organization, 20, async (n) => ({
      add: n % 2 === 0,
      ...(await nodes.mutate(organization.key, 'updateGroup', {
        id,
        [n % 2 ? 'removeWebsiteIds' : 'addWebsiteIds']: [websiteId],
      })),
    }));
    expect(tally(results)).toEqual({ UpdateGroupSuccess: 20 });
    // Whoever is told the last revision made it or found it so: the membership is as they wanted it.
    const { revision } = await group(id);
    const lastChange = results.filter((result) => result.group.revision === revision);
    const member = (await websitesOf(id)).length === 1;
    expect(lastChange.every(({ add }) => add === member)).toBe(true);
    // What is acknowledged holds for whoever asks next, through the other node, too.
    await nodes.mutate(organization.key, 'updateGroup', { id, addWebsiteIds: [websiteId] });
    expect(await websitesOf(id)).toEqual([websiteId]);
    await nodes.mutate(organization.key, 'updateGroup', { id, removeWebsiteIds: [websiteId] });
    expect(await websitesOf(id)).toEqual([]);
  }
});

test('a remove that starts after an add was acknowledged removes, however many others change the group meanwhile', async () => {
  const websiteIds = await organization.addWebsites(30);
  const id = await organization.addGroup();
  await Promise.all([
    ...websiteIds.map(async (websiteId) => {
      await nodes.mutate(organization.key, 'updateGroup', { id, addWebsiteIds: [websiteId] });
      await nodes.mutate(organization.key, 'updateGroup', { id, removeWebsiteIds: [websiteId] });
    }),
    times(30, (n) => nodes.mutate(organization.key, 'updateGroup', { id, name: `Busy ${n}` })),
  ]);
  expect(await websitesOf(id)).toEqual([]);
  expect((await group(id)).revision).toBe(1 + 30 + 30 + 30);
});

test('groups that swap their external ids at once end in order: at most a conflict, and each id on one group', async () => {
  const as = await organization.addGroups(20, (n) => ({ externalId: `a${n}` }));
  const bs = await organization.addGroups(20, (n) => ({ externalId: `b${n}` }));
  // Each takes what the other still has: the database breaks the deadlock, and then there is a conflict.
  const results = await piledUp(organization, 40, (index) => {
    const n = index >> 1;
    const input = index % 2 ? { id: as[n], externalId: `b${n}` } : { id: bs[n], externalId: `a${n}` };
    return nodes.mutate(organization.key, 'updateGroup', input);
  });
  expect(tally(results)).toEqual({ GroupExternalIdTaken: 40 });
  for (const [n, id] of as.entries()) expect((await group(id)).externalId).toBe(`a${n}`);
  for (const [n, id] of bs.entries()) expect((await group(id)).externalId).toBe(`b${n}`);
});

test('external ids that wander in a ring give a result value each, and are never on two groups', async () => {
  const ring = await organization.addGroups(10, (n) => ({ externalId: `ring ${n}` }));
  await piledUp(organization, 100, (n) =>
    nodes.mutate(organization.key, 'updateGroup', {
      id: ring[n % 10],
      externalId: n % 3 ? `ring ${(n * 7) % 10}` : null,
    }),
  );
  const held = await organization.query(
    'SELECT external_id FROM groups WHERE organization_id = $1 AND external_id IS NOT NULL',
    [organization.id],
  );
  expect(new Set(held.map(({ external_id }) => external_id)).size).toBe(held.length);
});

test('the same billing switch 100 times at once makes one entity in the books of the provider', async () => {
  const id = await organization.addGroup();
  const results = await piledUp(organization, 100, () =>
    nodes.mutate(organization.key, 'updateGroup', { id, billingEnabled: true }),
  );
  expect(tally(results)).toEqual({ UpdateGroupSuccess: 100 });
  expect(
    await organization.query('SELECT group_id FROM sandbox_billing_entities WHERE organization_id = $1', [
      organization.id,
    ]),
  ).toEqual([{ group_id: id }]);
  expect(await group(id)).toMatchObject({ billingEnabled: true, revision: 2 });
});

test('of 50 concurrent deletes one succeeds, and the others find nothing', async () => {
  const id = await organization.addGroup({ websiteIds: await organization.addWebsites(3) });
  const results = await piledUp(organization, 50, () => nodes.mutate(organization.key, 'deleteGroup', { id }));
  expect(tally(results)).toEqual({ DeleteGroupSuccess: 1, ResourceNotFound: 49 });
  expect(
    await organization.query('SELECT 1 FROM group_websites WHERE organization_id = $1', [organization.id]),
  ).toEqual([]);
});

test('changes, deletes and billing switches of one group at once give a result value each', async () => {
  const websiteIds = await organization.addWebsites(10);
  const id = await organization.addGroup({ websiteIds });
  const results = await piledUp(organization, 60, (n) => {
    if (n % 10 === 9) return nodes.mutate(organization.key, 'deleteGroup', { id });
    if (n % 3 === 0) return nodes.mutate(organization.key, 'updateGroup', { id, billingEnabled: n % 2 === 0 });
    return nodes.mutate(organization.key, 'updateGroup', {
      id,
      name: `Name ${n}`,
      removeWebsiteIds: [websiteIds[n % 10]],
    });
  });
  const known = ['UpdateGroupSuccess', 'DeleteGroupSuccess', 'ResourceNotFound', 'GroupBillingStillEnabled'];
  for (const { __typename } of results) expect(known).toContain(__typename);
  expect(tally(results).DeleteGroupSuccess ?? 0).toBeLessThanOrEqual(1);
});
