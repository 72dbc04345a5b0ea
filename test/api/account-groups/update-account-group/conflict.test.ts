import { TestOrganization } from '../../../support/organization.ts';
import { label, mutate, read, refused } from '../operations.ts';

test('another revision than the expected one is AccountGroupRevisionConflict with the present state', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup({ names: { 1: 'a' }, displayOrder: 3 });
  await mutate(organization, 'updateAccountGroup', { id, names: [label(1, 'b')] });
  const current = await read(organization, id);
  expect(current).toMatchObject({ lookupName: 'b', revision: 2 });
  for (const expectedRevision of [1, 3, 0, -1, 2147483647])
    for (const change of [
      { names: [label(1, 'c')] },
      { displayOrder: 1 },
      { names: [label(1, 'b')] },
      // A conflict comes before what the state would refuse.
      { removeNames: [{ id: 1 }] },
    ])
      expect(await refused(organization, 'updateAccountGroup', { id, ...change, expectedRevision })).toEqual({
        __typename: 'AccountGroupRevisionConflict',
        message: expect.any(String),
        currentAccountGroup: current,
      });
});

test('the expected revision lets the change pass, and no expectation lets any pass', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup();
  for (const [index, expectedRevision] of [1, 2, null, undefined].entries()) {
    const result = await mutate(organization, 'updateAccountGroup', {
      id,
      names: [label(1, `n${index}`)],
      expectedRevision,
    });
    expect(result).toMatchObject({ __typename: 'UpdateAccountGroupSuccess', accountGroup: { revision: index + 2 } });
  }
});

test('a displacement by a sibling is a change that an expectation notices', async () => {
  const organization = await TestOrganization.create();
  const [first, second] = [await organization.addAccountGroup(), await organization.addAccountGroup()];
  await mutate(organization, 'updateAccountGroup', { id: second, displayOrder: 1 });
  expect(
    await refused(organization, 'updateAccountGroup', { id: first, displayOrder: 5, expectedRevision: 1 }),
  ).toMatchObject({
    __typename: 'AccountGroupRevisionConflict',
    currentAccountGroup: { displayOrder: 2, revision: 2 },
  });
});
