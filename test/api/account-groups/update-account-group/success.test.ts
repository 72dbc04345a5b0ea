import { data } from '../../../support/graphql.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { label, labels, mutate, read } from '../operations.ts';

test('the example of the REST page: naming an account group changes lookupName and name, and nothing else', async () => {
  const organization = await TestOrganization.create();
  await organization.addAccountGroup({ displayOrder: 1 });
  const id = await organization.addAccountGroup({
    id: '100133',
    names: { 1: 'NewAccountGroupName1' },
    displayOrder: 2,
  });
  const before = await read(organization, id);

  const result = await mutate(organization, 'updateAccountGroup', {
    id,
    names: [{ labelText: 'NewAccountGroupLogin', language: { id: 1 } }],
  });

  expect(result).toEqual({
    __typename: 'UpdateAccountGroupSuccess',
    accountGroup: {
      ...before,
      lookupName: 'NewAccountGroupLogin',
      name: 'NewAccountGroupLogin',
      names: labels([1, 'NewAccountGroupLogin']),
      revision: 2,
      updatedAt: expect.any(String),
    },
    displaced: [],
  });
  expect(before).toMatchObject({ id: '100133', displayOrder: 2, attributes: { customerCareAccess: false } });
  expect(await read(organization, id)).toEqual(result.accountGroup);
});

test('one request changes everything at once, at one revision', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup({ names: { 1: 'a', 3: 'b' }, descriptions: { 1: 'c', 3: 'd' } });
  const before = await read(organization, id);

  const { accountGroup } = await mutate(organization, 'updateAccountGroup', {
    id,
    names: [label(1, 'A'), label('fr_FR', 'F')],
    removeNames: [{ id: 3 }],
    descriptions: [label(4, 'D')],
    removeDescriptions: [{ lookupName: 'en_US' }],
    displayOrder: 7,
    attributes: { customerCareAccess: true },
    expectedRevision: 1,
  });

  expect(accountGroup).toEqual({
    id,
    lookupName: 'A',
    name: 'A',
    names: labels([1, 'A'], [4, 'F']),
    descriptions: labels([3, 'd'], [4, 'D']),
    displayOrder: 7,
    attributes: { customerCareAccess: true },
    createdAt: before.createdAt,
    updatedAt: expect.any(String),
    revision: 2,
  });
  expect(Date.parse(accountGroup.updatedAt)).toBeGreaterThanOrEqual(Date.parse(before.updatedAt));
  expect(await read(organization, id)).toEqual(accountGroup);
});

test('a change that changes nothing keeps revision and updatedAt', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup({ names: { 1: 'a' }, descriptions: { 3: 'd' }, displayOrder: 5 });
  const before = await read(organization, id);
  for (const change of [
    { names: [label(1, 'a')] },
    { removeNames: [{ id: 9 }] },
    { descriptions: [label(3, 'd')], removeDescriptions: [{ id: 1 }] },
    { displayOrder: 5 },
    { attributes: { customerCareAccess: false } },
    { names: [label(1, 'a')], displayOrder: 5, attributes: { customerCareAccess: false }, expectedRevision: 1 },
  ])
    expect(await mutate(organization, 'updateAccountGroup', { id, ...change })).toEqual({
      __typename: 'UpdateAccountGroupSuccess',
      accountGroup: before,
      displaced: [],
    });
});

test('each single change grows the revision by one', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup({ names: { 1: 'a', 3: 'b' }, descriptions: { 1: 'c' } });
  let revision = 1;
  for (const change of [
    { names: [label(1, 'A')] },
    { removeNames: [{ id: 3 }] },
    { descriptions: [label(1, 'C')] },
    { removeDescriptions: [{ id: 1 }] },
    { displayOrder: 9 },
    { attributes: { customerCareAccess: true } },
  ]) {
    const { accountGroup } = await mutate(organization, 'updateAccountGroup', { id, ...change });
    expect(accountGroup.revision).toBe(++revision);
  }
});

test('several changes in one request are made one after the other', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup();
  const change = (alias: string, text: string, expected: number) =>
    `${alias}: updateAccountGroup(input: {
      id: "${id}", names: {language: {id: 1}, labelText: "${text}"}, expectedRevision: ${expected}
    }) { __typename ... on UpdateAccountGroupSuccess { accountGroup { lookupName revision } } }`;
  expect(await data(organization.key, `mutation { ${change('one', 'x', 1)} ${change('two', 'y', 2)} }`)).toEqual({
    one: { __typename: 'UpdateAccountGroupSuccess', accountGroup: { lookupName: 'x', revision: 2 } },
    two: { __typename: 'UpdateAccountGroupSuccess', accountGroup: { lookupName: 'y', revision: 3 } },
  });
});
