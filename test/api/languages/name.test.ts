import fc from 'fast-check';
import { data, send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

const nameQuery = '{ accountGroups { nodes { name lookupName } } }';

/** What a caller with a header sees of a single account group; `lookupName` must not depend on the header. */
async function nameFor({ key }: TestOrganization, acceptLanguage: string | undefined): Promise<string> {
  const headers: Record<string, string> = acceptLanguage === undefined ? {} : { 'accept-language': acceptLanguage };
  const [node, none] = (await data(key, nameQuery, {}, { headers })).accountGroups.nodes;
  const [plain] = (await data(key, nameQuery)).accountGroups.nodes;
  expect(none).toBeUndefined();
  expect(node.lookupName).toBe(plain.lookupName);
  return node.name;
}

/** An organization with one account group whose names say their language. */
async function organizationWith(...languages: [id: number, text: string][]): Promise<TestOrganization> {
  const organization = await TestOrganization.create();
  await organization.addAccountGroup({ names: Object.fromEntries(languages) });
  return organization;
}

const headers: [header: string | undefined, name: string][] = [
  [undefined, 'en_US'],
  ['', 'en_US'],
  // the language, with its region, another one or none, in any case
  ['de-DE', 'de_DE'],
  ['de', 'de_DE'],
  ['DE', 'de_DE'],
  ['de-de', 'de_DE'],
  ['de-AT', 'de_DE'],
  ['de-CH-1996', 'de_DE'],
  ['de-DE-u-co-phonebk', 'de_DE'],
  ['fr-CA', 'fr_FR'],
  ['en-US', 'en_US'],
  ['en-GB', 'en_US'],
  // the order of q values, not that of the header; equal ones by their place
  ['en, de', 'en_US'],
  ['de, en', 'de_DE'],
  ['en;q=0.8, de;q=0.9', 'de_DE'],
  ['de;q=0.5, en;q=0.4, fr;q=0.6', 'fr_FR'],
  ['fr;q=0.001, de;q=0.002', 'de_DE'],
  ['fr;q=1.0, de', 'fr_FR'],
  [' de ; q=0.3 ,fr ; q=0.7 ', 'fr_FR'],
  // a region nearby before the next language
  ['de-AT, en;q=0.9', 'de_DE'],
  ['de-AT,de;q=0.9,en-US;q=0.8,en;q=0.7', 'de_DE'],
  ['fr-CH, de;q=0.9', 'fr_FR'],
  // what there is not is passed over
  ['ja, de;q=0.1', 'de_DE'],
  ['ja, ko, zh', 'en_US'],
  ['xx-YY, fr', 'fr_FR'],
  // q=0 is none
  ['de;q=0', 'en_US'],
  ['de;q=0, fr', 'fr_FR'],
  ['de;q=0.0, fr;q=0.000', 'en_US'],
  // any will do
  ['*', 'en_US'],
  ['ja, *;q=0.5', 'en_US'],
  ['de, *', 'de_DE'],
  ['*, de;q=0.5', 'en_US'],
  // no language at all
  ['garbage', 'en_US'],
  [';;;,,,===', 'en_US'],
  ['de;q=abc', 'en_US'],
  ['../../etc/passwd', 'en_US'],
  ['de_DE', 'en_US'],
  ['x-private, i-klingon, de', 'de_DE'],
  ['1234, -, --, a-b-c-d, de', 'de_DE'],
  [`${'zz,'.repeat(100)}de`, 'de_DE'],
];

test('the header picks the name', async () => {
  const organization = await organizationWith([1, 'en_US'], [3, 'de_DE'], [4, 'fr_FR']);
  for (const [header, name] of headers) expect([header, await nameFor(organization, header)]).toEqual([header, name]);
});

test('of several regions the nearest is picked', async () => {
  const organization = await organizationWith([1, 'en_US'], [2, 'en_GB'], [3, 'de_DE'], [16, 'de_AT'], [8, 'pt_PT']);
  for (const [header, name] of [
    ['de-AT', 'de_AT'],
    ['de-DE', 'de_DE'],
    ['de', 'de_DE'],
    ['en', 'en_US'],
    ['en-AU', 'en_GB'],
    ['pt-BR', 'pt_PT'],
  ] as const)
    expect([header, await nameFor(organization, header)]).toEqual([header, name]);
});

test('without a match it is the default language, and without that the lowest id', async () => {
  const organization = await organizationWith([3, 'de_DE'], [4, 'fr_FR'], [5, 'es_ES']);
  const setDefault = (id: number) =>
    organization.query('UPDATE organizations SET default_language_id = $2 WHERE id = $1', [organization.id, id]);
  await setDefault(4);
  for (const header of [undefined, 'ja', '*', 'de;q=0', 'garbage'])
    expect(await nameFor(organization, header)).toBe('fr_FR');
  expect(await nameFor(organization, 'es')).toBe('es_ES');

  const other = await organizationWith([3, 'de_DE'], [4, 'fr_FR']);
  for (const header of [undefined, 'ja', 'en', '*']) expect(await nameFor(other, header)).toBe('de_DE');
});

test('each account group answers in the best of its own languages', async () => {
  const organization = await TestOrganization.create();
  await organization.addAccountGroup({ names: { 1: 'one en', 3: 'one de', 4: 'one fr' } });
  await organization.addAccountGroup({ names: { 1: 'two en', 4: 'two fr' } });
  await organization.addAccountGroup({ names: { 1: 'three en' } });
  const { accountGroups } = await data(
    organization.key,
    nameQuery,
    {},
    { headers: { 'accept-language': 'de, fr;q=0.9' } },
  );
  expect(accountGroups.nodes.map(({ name }: { name: string }) => name)).toEqual(['one de', 'two fr', 'three en']);
});

test('the argument goes before the header, by id, locale or name', async () => {
  const organization = await organizationWith([1, 'en_US'], [3, 'de_DE'], [4, 'fr_FR']);
  const query = `query ($language: LabelLanguageRef) { accountGroups { nodes { name(language: $language) lookupName } } }`;
  for (const header of ['de', 'fr', '*', '']) {
    const asked = async (language: object | null | undefined) => {
      const answer = await data(organization.key, query, { language }, { headers: { 'accept-language': header } });
      return answer.accountGroups.nodes;
    };
    for (const language of [{ id: 4 }, { lookupName: 'fr_FR' }, { lookupName: 'French' }])
      expect(await asked(language)).toEqual([{ name: 'fr_FR', lookupName: 'en_US' }]);
    // A language without a name: the default one, and not the header's.
    for (const language of [{ id: 5 }, { lookupName: 'de_AT' }])
      expect(await asked(language)).toEqual([{ name: 'en_US', lookupName: 'en_US' }]);
    for (const language of [null, undefined])
      expect(await asked(language)).toEqual([{ name: await nameFor(organization, header), lookupName: 'en_US' }]);
  }
});

test('several languages in one request', async () => {
  const organization = await organizationWith([1, 'en_US'], [3, 'de_DE']);
  const query =
    '{ accountGroups { nodes { a: name(language: {id: 3}) b: name(language: {lookupName: "English (Canada)"}) name } } }';
  expect(await data(organization.key, query, {}, { headers: { 'accept-language': 'de-CH' } })).toEqual({
    accountGroups: { nodes: [{ a: 'de_DE', b: 'en_US', name: 'de_DE' }] },
  });
});

test('an argument that names no language, or several, is BAD_USER_INPUT', async () => {
  const organization = await organizationWith([1, 'en_US']);
  const query = `query ($language: LabelLanguageRef) { accountGroups { nodes { id name(language: $language) } } }`;
  for (const language of [
    { id: 0 },
    { id: 99999 },
    { lookupName: 'xx_XX' },
    { lookupName: '' },
    { lookupName: 'English' },
  ]) {
    const { errors } = await send(organization.key, query, { language });
    expect(errors).toMatchObject([
      { path: ['accountGroups', 'nodes', 0, 'name'], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  }
  for (const language of [{}, { id: 1, lookupName: 'en_US' }, { id: null }]) {
    const { data: answer, errors } = await send(organization.key, query, { language });
    expect(answer).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  }
});

test('no header brings the service down: it answers one of the names', async () => {
  const organization = await organizationWith([1, 'en_US'], [3, 'de_DE']);
  const tag = fc.oneof(
    fc.stringMatching(/^[a-zA-Z]{1,9}(-[a-zA-Z0-9]{1,9}){0,4}$/),
    fc.constantFrom(
      '*',
      'de',
      'en',
      'i-default',
      'sgn-BE-FR',
      'art-lojban',
      'root',
      'und',
      'en-a-bb-x-c',
      'zh-min-nan',
    ),
    fc.stringMatching(/^[\x20-\x7e]{0,20}$/),
  );
  const weight = fc.constantFrom('', ';q=0', ';q=0.5', ';q=1.0', ';q=2', ';q=-1', ';q=', ';x=y');
  const header = fc
    .array(
      fc.tuple(tag, weight).map((parts) => parts.join('')),
      { maxLength: 12 },
    )
    .map((all) => all.join(','));
  await fc.assert(
    fc.asyncProperty(header, async (acceptLanguage) => {
      expect(['en_US', 'de_DE']).toContain(await nameFor(organization, acceptLanguage));
    }),
    { numRuns: 300 },
  );
});
