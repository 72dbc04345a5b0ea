import { TestOrganization } from '../../support/organization.ts';
import { label, mutate, refused } from '../operations.ts';

test('an id that there is not, or that no account group can have, is ResourceNotFound', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup({ id: '7' });
  expect(id).toBe('7');
  for (const unknown of [
    '8',
    '0',
    '-7',
    '+7',
    '007',
    ' 7',
    '7 ',
    '7.0',
    '1e3',
    '9223372036854775808',
    '9'.repeat(400),
    '',
    'x',
    '7\0',
    '٧',
  ])
    for (const change of [
      { names: [label(1, 'x')] },
      { displayOrder: 1 },
      { names: [label(1, 'x')], expectedRevision: 9 },
    ])
      expect(await refused(organization, 'updateAccountGroup', { id: unknown, ...change })).toEqual({
        __typename: 'ResourceNotFound',
        message: expect.any(String),
        typeName: 'AccountGroup',
        id: unknown,
      });
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
