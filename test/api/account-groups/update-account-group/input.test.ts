import { TestOrganization } from '../../../support/organization.ts';
import { errorCode, issuePaths, label, mutate, refused } from '../operations.ts';

const cases: [title: string, change: object, paths: string[]][] = [
  ['nothing to change', {}, ['']],
  ['nothing but the expected revision', { expectedRevision: 1 }, ['']],
  ['null names', { names: null }, ['names']],
  ['no names', { names: [] }, ['names']],
  ['no removals', { removeNames: [], removeDescriptions: [] }, ['removeNames', 'removeDescriptions']],
  ['no descriptions', { descriptions: [] }, ['descriptions']],
  ['null attributes', { attributes: null }, ['attributes']],
  ['no attribute', { attributes: {} }, ['']],
  ['a null attribute', { attributes: { customerCareAccess: null } }, ['attributes.customerCareAccess']],
  ['an empty name', { names: [label(1, '')] }, ['names.0.labelText']],
  ['a blank name', { names: [label(3, 'x'), label(1, ' \t\n\u00a0\u3000')] }, ['names.1.labelText']],
  ['a name of 81 characters', { names: [label(1, 'x'.repeat(81))] }, ['names.0.labelText']],
  ['a name of 81 code points', { names: [label(1, '😀'.repeat(81))] }, ['names.0.labelText']],
  ['a name with NUL', { names: [label(1, 'a\0')] }, ['names.0.labelText']],
  ['a name with half a character', { names: [label(1, 'a\ud83d')] }, ['names.0.labelText']],
  ['a blank description', { descriptions: [label(1, '\u3000\u200f')] }, ['descriptions.0.labelText']],
  ['an empty description', { descriptions: [label(1, '')] }, ['descriptions.0.labelText']],
  ['a description of 4,001 characters', { descriptions: [label(1, 'x'.repeat(4001))] }, ['descriptions.0.labelText']],
  ['a description with NUL', { descriptions: [label(1, 'a\0')] }, ['descriptions.0.labelText']],
  [
    'everything at once',
    {
      names: [label(1, ''), label(1, 'x'.repeat(81))],
      removeNames: [{ id: 1 }],
      descriptions: null,
      displayOrder: 0,
      attributes: { customerCareAccess: null },
    },
    [
      'descriptions',
      'names.0.labelText',
      'names.1.labelText',
      'names.1.language',
      'removeNames.0',
      'displayOrder',
      'attributes.customerCareAccess',
    ],
  ],
];

test.each(cases)('%s is InvalidResourceInput, and nothing is written', async (_, change, paths) => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup({ names: { 1: 'a', 3: 'b' } });
  expect(await issuePaths(organization, 'updateAccountGroup', { id, ...change })).toEqual(paths);
});

test('attributes without any keep what is there, beside another change', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup({ customerCareAccess: true });
  expect(await mutate(organization, 'updateAccountGroup', { id, attributes: {}, displayOrder: 9 })).toMatchObject({
    accountGroup: { displayOrder: 9, attributes: { customerCareAccess: true }, revision: 2 },
  });
});

test('input comes before existence, and its message names what is wrong', async () => {
  const organization = await TestOrganization.create();
  const result = await refused(organization, 'updateAccountGroup', { id: '1', names: [label(1, '')] });
  expect(result).toMatchObject({ __typename: 'InvalidResourceInput' });
  expect(result.message).toContain('names.0.labelText');
});

test('an issue elsewhere and a language that there is not are told together', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup();
  expect(
    await issuePaths(organization, 'updateAccountGroup', { id, names: [label('xx_XX', 'x')], displayOrder: 0 }),
  ).toEqual(['displayOrder', 'names.0.language']);
});

test('what the types rule out is an error of the request', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup();
  for (const change of [
    { displayOrder: 2147483648 },
    { displayOrder: 1.5 },
    { displayOrder: '1' },
    { names: [null] },
    { names: [{ language: { id: 1 } }] },
    { names: [{ language: { id: 1 }, labelText: null }] },
    { names: [{ labelText: 'x' }] },
    { attributes: { customerCareAccess: 'yes' } },
    { expectedRevision: 2147483648 },
    // read-only
    { lookupName: 'x' },
    { name: 'x' },
    { createdAt: '2026-01-01T00:00:00.000Z' },
    { updatedAt: '2026-01-01T00:00:00.000Z' },
    { revision: 1 },
  ])
    expect(await errorCode(organization, organization.key, 'updateAccountGroup', { id, ...change })).toBe(
      'BAD_USER_INPUT',
    );
});
