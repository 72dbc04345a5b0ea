import { TestOrganization } from '../../../support/organization.ts';
import { errorCode, issuePaths, label, refused } from '../operations.ts';

const names = [label(1, 'x')];
const max = 2147483647;

const cases: [title: string, input: object, paths: string[]][] = [
  ['no name', { names: [] }, ['names']],
  ['an empty name', { names: [label(1, '')] }, ['names.0.labelText']],
  ['a blank name', { names: [label(1, ' \u2003\n')] }, ['names.0.labelText']],
  ['a name of 81 code points', { names: [label(1, '😀'.repeat(81))] }, ['names.0.labelText']],
  ['a name with NUL', { names: [label(1, '\0')] }, ['names.0.labelText']],
  ['a name with half a character', { names: [label(1, '\udc00')] }, ['names.0.labelText']],
  ['a language twice', { names: [label(3, 'x'), label('German', 'y')] }, ['names.1.language']],
  ['a blank description', { names, descriptions: [label(1, ' \n\u200b')] }, ['descriptions.0.labelText']],
  ['a name with a line break', { names: [label(1, 'a\nb')] }, ['names.0.labelText']],
  ['a name of what does not show', { names: [label(1, '\u200b\u202e')] }, ['names.0.labelText']],
  ['a description with a tab', { names, descriptions: [label(1, 'a\tb')] }, ['descriptions.0.labelText']],
  [
    'languages that there are not, among others',
    { names: [label('en-US', 'x'), label(3, '')], descriptions: [label('English', 'x')], displayOrder: 0 },
    ['names.1.labelText', 'displayOrder', 'names.0.language', 'descriptions.0.language'],
  ],
  ['an empty description', { names, descriptions: [label(1, '')] }, ['descriptions.0.labelText']],
  [
    'a description of 4,001 code points',
    { names, descriptions: [label(1, '😀'.repeat(4001))] },
    ['descriptions.0.labelText'],
  ],
  ['place 0', { names, displayOrder: 0 }, ['displayOrder']],
  ['a place below 0', { names, displayOrder: -max }, ['displayOrder']],
  ['a null attribute', { names, attributes: { customerCareAccess: null } }, ['attributes.customerCareAccess']],
  [
    'everything at once',
    {
      names: [label(1, ''), label(1, ' ')],
      descriptions: [label(2, '')],
      displayOrder: 0,
      attributes: { customerCareAccess: null },
    },
    [
      'names.0.labelText',
      'names.1.labelText',
      'names.1.language',
      'descriptions.0.labelText',
      'displayOrder',
      'attributes.customerCareAccess',
    ],
  ],
];

test.each(cases)('%s is InvalidResourceInput, and nothing is written', async (_, input, paths) => {
  const organization = await TestOrganization.create();
  expect(await issuePaths(organization, 'createAccountGroup', input)).toEqual(paths);
});

test('no room at the top is refused at a taken place', async () => {
  const organization = await TestOrganization.create();
  await organization.addAccountGroup({ displayOrder: max - 1 });
  await organization.addAccountGroup({ displayOrder: max });
  for (const displayOrder of [max - 1, max])
    expect(await issuePaths(organization, 'createAccountGroup', { names, displayOrder })).toEqual(['displayOrder']);
});

test('unknown and ambiguous languages are told with their path and candidates', async () => {
  const organization = await TestOrganization.create();
  expect(await refused(organization, 'createAccountGroup', { names: [...names, label('Klingon', 'x')] })).toEqual({
    __typename: 'UnknownLabelLanguage',
    message: expect.stringContaining('"Klingon"'),
    path: ['names', '1', 'language'],
    issues: [{ path: ['names', '1', 'language'], message: expect.stringContaining('"Klingon"') }],
  });
  const descriptions = [label('English', 'x')];
  expect(await refused(organization, 'createAccountGroup', { names, descriptions })).toEqual({
    __typename: 'AmbiguousLabelLanguage',
    message: expect.stringContaining('"en_US" or "en_GB"'),
    path: ['descriptions', '0', 'language'],
    issues: [{ path: ['descriptions', '0', 'language'], message: expect.stringContaining('"English"') }],
    candidates: [
      { id: 1, lookupName: 'en_US', name: 'English' },
      { id: 2, lookupName: 'en_GB', name: 'English' },
    ],
  });
});

test('only a global key with STAFF_ADMINISTRATION creates', async () => {
  const organization = await TestOrganization.create();
  const websiteIds = await organization.addWebsites(1);
  for (const options of [{}, { websiteIds, permissions: ['STAFF_ADMINISTRATION'] }]) {
    const key = await organization.createKey(options);
    expect(await errorCode(organization, key, 'createAccountGroup', { names })).toBe('FORBIDDEN');
    expect(await errorCode(organization, key, 'createAccountGroup', { names: [] })).toBe('FORBIDDEN');
  }
});
