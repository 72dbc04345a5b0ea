import { TestOrganization } from '../../../support/organization.ts';
import { issuePaths, label, mutate, noIds, refused } from '../operations.ts';

const changes = [{ names: [label(1, 'x')] }, { displayOrder: 1 }, { names: [label(1, 'x')], expectedRevision: 9 }];

test('an id that there is not is ResourceNotFound', async () => {
  const organization = await TestOrganization.create();
  await organization.addAccountGroup({ id: '7' });
  for (const id of ['8', '9223372036854775807'])
    for (const change of changes)
      expect(await refused(organization, 'updateAccountGroup', { id, ...change })).toEqual({
        __typename: 'ResourceNotFound',
        message: expect.any(String),
        typeName: 'AccountGroup',
        id,
      });
});

test('an id that no account group can have is InvalidResourceInput', async () => {
  const organization = await TestOrganization.create();
  await organization.addAccountGroup({ id: '7' });
  for (const id of noIds)
    for (const change of changes)
      expect(await issuePaths(organization, 'updateAccountGroup', { id, ...change })).toEqual(['id']);
});

test("another organization's id answers exactly like one that does not exist, and changes nothing", async () => {
  const [organization, victim] = [await TestOrganization.create(), await TestOrganization.create()];
  const theirs = await victim.addAccountGroup({ displayOrder: 1 });
  const before = await victim.snapshot();
  await organization.addAccountGroup({ displayOrder: 1 });
  for (const change of [
    { names: [label(1, 'x')] },
    { removeNames: [{ id: 1 }] },
    { displayOrder: 1 },
    { attributes: { customerCareAccess: true }, expectedRevision: 7 },
  ]) {
    const answers = [];
    for (const id of [theirs, '999999999999'])
      answers.push({ ...(await refused(organization, 'updateAccountGroup', { id, ...change })), id: '' });
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.__typename).toBe('ResourceNotFound');
  }
  expect(await victim.snapshot()).toBe(before);
});

test('two organizations may have account groups of one id', async () => {
  const [one, two] = [await TestOrganization.create(), await TestOrganization.create()];
  for (const organization of [one, two]) await organization.addAccountGroup({ id: '42', names: { 1: 'a', 3: 'b' } });
  const before = await two.snapshot();
  await mutate(one, 'updateAccountGroup', {
    id: '42',
    names: [label(1, 'x')],
    removeNames: [{ id: 3 }],
    displayOrder: 8,
  });
  expect(await two.snapshot()).toBe(before);
});
