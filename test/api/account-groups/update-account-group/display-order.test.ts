import { TestOrganization } from '../../../support/organization.ts';
import { issuePaths, mutate, places } from '../operations.ts';

const max = 2147483647;

/** An organization with account groups at these places; their ids. */
async function groupsAt(...orders: number[]): Promise<{ organization: TestOrganization; ids: string[] }> {
  const organization = await TestOrganization.create();
  const ids = [];
  for (const displayOrder of orders) ids.push(await organization.addAccountGroup({ displayOrder }));
  return { organization, ids };
}

test('a free place is taken and nobody moves', async () => {
  const { organization, ids } = await groupsAt(1, 2, 5);
  const { accountGroup, displaced } = await mutate(organization, 'updateAccountGroup', { id: ids[0], displayOrder: 3 });
  expect(accountGroup).toMatchObject({ displayOrder: 3, revision: 2 });
  expect(displaced).toEqual([]);
  expect((await places(organization)).map(([, place]) => place)).toEqual([2, 3, 5]);
});

test('at a taken place the run of siblings moves up by one, up to the gap, and is told as displaced', async () => {
  const { organization, ids } = await groupsAt(1, 2, 3, 5, 9);
  const [a, b, c, d, e] = ids as [string, string, string, string, string];
  const before = await organization.query(
    'SELECT id::text, updated_at FROM account_groups WHERE organization_id = $1',
    [organization.id],
  );
  const { accountGroup, displaced } = await mutate(organization, 'updateAccountGroup', { id: e, displayOrder: 2 });
  expect(accountGroup).toMatchObject({ id: e, displayOrder: 2, revision: 2 });
  expect(displaced).toEqual([
    { id: b, displayOrder: 3, revision: 2, updatedAt: expect.any(String) },
    { id: c, displayOrder: 4, revision: 2, updatedAt: expect.any(String) },
  ]);
  for (const { id, updatedAt } of displaced) {
    const old = before.find((row) => row.id === id)?.updated_at as Date;
    expect(Date.parse(updatedAt)).toBeGreaterThan(old.getTime());
  }
  expect(await places(organization)).toEqual([
    [a, 1],
    [e, 2],
    [b, 3],
    [c, 4],
    [d, 5],
  ]);
});

test('the old place of the group is a gap for the run', async () => {
  const { organization, ids } = await groupsAt(1, 2, 3, 4);
  const [a, b, c, d] = ids as [string, string, string, string];
  const { displaced } = await mutate(organization, 'updateAccountGroup', { id: c, displayOrder: 1 });
  expect(displaced.map(({ id }: { id: string }) => id)).toEqual([a, b]);
  expect(await places(organization)).toEqual([
    [c, 1],
    [a, 2],
    [b, 3],
    [d, 4],
  ]);
});

test('downwards the run moves up, too: the place is taken exactly', async () => {
  const { organization, ids } = await groupsAt(1, 2, 3);
  const [a, b, c] = ids as [string, string, string];
  await mutate(organization, 'updateAccountGroup', { id: a, displayOrder: 3 });
  expect(await places(organization)).toEqual([
    [b, 2],
    [a, 3],
    [c, 4],
  ]);
});

test('the last place of all can be taken when it is free, and from it one can go', async () => {
  const { organization, ids } = await groupsAt(1, max - 1);
  const [a, b] = ids as [string, string];
  await mutate(organization, 'updateAccountGroup', { id: a, displayOrder: max });
  expect(await places(organization)).toEqual([
    [b, max - 1],
    [a, max],
  ]);
  // The run ends at the place that the group leaves.
  const { displaced } = await mutate(organization, 'updateAccountGroup', { id: a, displayOrder: max - 1 });
  expect(displaced).toMatchObject([{ id: b, displayOrder: max }]);
});

test('no room at the top is refused, and nothing of the request is done', async () => {
  const { organization, ids } = await groupsAt(1, max - 1, max);
  for (const displayOrder of [max - 1, max])
    expect(
      await issuePaths(organization, 'updateAccountGroup', {
        id: ids[0],
        displayOrder,
        names: [{ language: { id: 1 }, labelText: 'x' }],
      }),
    ).toEqual(['displayOrder']);
});

test('places below 1 are refused', async () => {
  const { organization, ids } = await groupsAt(1);
  for (const displayOrder of [0, -1, -2147483648])
    expect(await issuePaths(organization, 'updateAccountGroup', { id: ids[0], displayOrder })).toEqual([
      'displayOrder',
    ]);
});

test("another organization's account groups keep their places", async () => {
  const { organization, ids } = await groupsAt(1, 2, 3);
  const { organization: other } = await groupsAt(1, 2, 3);
  const before = await other.snapshot();
  await mutate(organization, 'updateAccountGroup', { id: ids[2], displayOrder: 1 });
  expect(await other.snapshot()).toBe(before);
});
