import { data, send } from '../../../support/graphql.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { issuePaths, label, labels, mutate, mutations, refused } from '../operations.ts';

const english = [
  { id: 1, lookupName: 'en_US', name: 'English' },
  { id: 2, lookupName: 'en_GB', name: 'English' },
];

test('a language is meant by its id, its locale, or a name that it alone has', async () => {
  const organization = await TestOrganization.create();
  for (const language of [{ id: 3 }, { lookupName: 'de_DE' }, { lookupName: 'German' }]) {
    const id = await organization.addAccountGroup({ descriptions: { 3: 'x' } });
    const set = await mutate(organization, 'updateAccountGroup', { id, names: [{ language, labelText: 'Neu' }] });
    expect(set.accountGroup.names).toEqual(labels([1, 'Account Group'], [3, 'Neu']));
    const removed = await mutate(organization, 'updateAccountGroup', {
      id,
      removeNames: [language],
      removeDescriptions: [language],
    });
    expect(removed.accountGroup).toMatchObject({ names: labels([1, 'Account Group']), descriptions: [] });
  }
});

const wherever: [field: string, path: string[], input: (language: object) => object][] = [
  ['names', ['names', '1', 'language'], (language) => ({ names: [label(3, 'x'), { language, labelText: 'y' }] })],
  ['removeNames', ['removeNames', '0'], (language) => ({ removeNames: [language] })],
  ['descriptions', ['descriptions', '0', 'language'], (language) => ({ descriptions: [{ language, labelText: 'y' }] })],
  ['removeDescriptions', ['removeDescriptions', '1'], (language) => ({ removeDescriptions: [{ id: 3 }, language] })],
];

test.each(wherever)(
  '%s: a language that there is not is UnknownLabelLanguage with its path',
  async (_, path, input) => {
    const organization = await TestOrganization.create();
    const id = await organization.addAccountGroup();
    for (const language of [
      { id: 0 },
      { id: -1 },
      { id: 2147483647 },
      { lookupName: 'xx_XX' },
      { lookupName: '' },
      { lookupName: 'EN_us' },
      { lookupName: 'en-US' },
      { lookupName: 'german' },
      { lookupName: '1' },
      { lookupName: 'a\0\ud800' },
    ])
      expect(await refused(organization, 'updateAccountGroup', { id, ...input(language) })).toEqual({
        __typename: 'UnknownLabelLanguage',
        message: expect.any(String),
        path,
        issues: [{ path, message: expect.any(String) }],
      });
  },
);

test.each(wherever)('%s: a name of several languages is AmbiguousLabelLanguage with them', async (_, path, input) => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup();
  expect(await refused(organization, 'updateAccountGroup', { id, ...input({ lookupName: 'English' }) })).toEqual({
    __typename: 'AmbiguousLabelLanguage',
    message: expect.any(String),
    path,
    issues: [{ path, message: expect.stringContaining('"English"') }],
    candidates: english,
  });
});

test.each([
  [{ lookupName: 'en-US' }, '"en-US"', '"en_US"'],
  [{ lookupName: 'EN_us' }, '"EN_us"', '"en_US"'],
  [{ lookupName: 'german' }, '"german"', '"de_DE"'],
  [{ lookupName: 'de' }, '"de"', '"de_DE" or "de_AT" or "de_CH"'],
  [{ lookupName: 'fr-BE' }, '"fr-BE"', '"fr_FR" or "fr_CA"'],
  [{ lookupName: ' de_DE ' }, '" de_DE "', '"de_DE"'],
  [{ lookupName: 'portuguese (brazil)' }, '"portuguese (brazil)"', '"pt_BR"'],
  [{ lookupName: 'tlh_KX' }, '"tlh_KX"', undefined],
  [{ id: 4711 }, '4711', undefined],
  [{ lookupName: `x${'y'.repeat(100_000)}` }, '…"', undefined],
])('the message quotes what was sent and tells what may have been meant (%#)', async (language, sent, meant) => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup();
  const { message } = await refused(organization, 'updateAccountGroup', { id, removeNames: [language] });
  expect(message).toContain(sent);
  if (meant) expect(message).toContain(`did you mean ${meant}?`);
  else expect(message).not.toContain('did you mean');
  expect(message.length).toBeLessThan(300);
  const query = 'query ($id: ID!, $language: LabelLanguageRef) { accountGroup(id: $id) { name(language: $language) } }';
  const { errors } = await send(organization.key, query, { id, language });
  expect(errors).toMatchObject([{ message: expect.stringContaining(sent), extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('all languages that there are not are told at once, the ambiguous ones among them', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup();
  const change = {
    names: [label('en-US', 'x'), label(1, 'y')],
    descriptions: [label('English', 'x')],
    removeDescriptions: [{ id: 0 }],
  };
  const result = await refused(organization, 'updateAccountGroup', { id, ...change });
  expect(result).toMatchObject({ __typename: 'UnknownLabelLanguage', path: ['names', '0', 'language'] });
  expect(result.issues).toEqual([
    { path: ['names', '0', 'language'], message: expect.stringContaining('did you mean "en_US"') },
    { path: ['descriptions', '0', 'language'], message: expect.stringContaining('"en_US" or "en_GB"') },
    { path: ['removeDescriptions', '0'], message: expect.stringContaining('the id 0') },
  ]);
  const together = await refused(organization, 'updateAccountGroup', { id, ...change, displayOrder: 0 });
  expect(together).toMatchObject({ __typename: 'InvalidResourceInput' });
  expect(together.issues).toEqual([{ path: ['displayOrder'], message: expect.any(String) }, ...result.issues]);
});

test('the same language twice, however it is named, is refused at its second place', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup({ names: { 1: 'a', 3: 'b' } });
  const cases: [object, string][] = [
    [{ names: [label(3, 'x'), label('de_DE', 'x')] }, 'names.1.language'],
    [{ names: [label(3, 'x')], removeNames: [{ lookupName: 'German' }] }, 'removeNames.0'],
    [{ removeNames: [{ id: 3 }, { id: 3 }] }, 'removeNames.1'],
    [{ descriptions: [label(1, 'x'), label('en_US', 'y')] }, 'descriptions.1.language'],
    [{ descriptions: [label(1, 'x')], removeDescriptions: [{ id: 5 }, { id: 1 }] }, 'removeDescriptions.1'],
  ];
  for (const [change, path] of cases)
    expect(await issuePaths(organization, 'updateAccountGroup', { id, ...change })).toEqual([path]);
});

test('both members of LabelLanguageRef, or none, or a null, never reach the service', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addAccountGroup();
  const before = await organization.snapshot();
  for (const language of [
    {},
    { id: 1, lookupName: 'en_US' },
    { id: null },
    { lookupName: null },
    { id: 1, lookupName: null },
    { id: '1' },
    { id: 1.5 },
    { id: 2147483648 },
  ]) {
    const variables = { input: { id, names: [{ language, labelText: 'x' }] } };
    const { data: answer, errors } = await send(organization.key, mutations.updateAccountGroup.document, variables);
    expect(answer ?? null).toBeNull();
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  }
  for (const literal of ['{}', '{id: 1, lookupName: "en_US"}', '{id: null}'])
    expect(
      await send(
        organization.key,
        `mutation { updateAccountGroup(input: {id: "${id}", removeNames: [${literal}]}) { __typename } }`,
      ),
    ).toMatchObject({ status: 400, data: undefined, errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  expect(await organization.snapshot()).toBe(before);
});

test('LabelLanguageRef says that it is a @oneOf input', async () => {
  const organization = await TestOrganization.create();
  expect(await data(organization.key, '{ __type(name: "LabelLanguageRef") { isOneOf inputFields { name } } }')).toEqual(
    {
      __type: { isOneOf: true, inputFields: [{ name: 'id' }, { name: 'lookupName' }] },
    },
  );
});
