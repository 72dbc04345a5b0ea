import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { expectError } from '../../../support/expectations.ts';
import { data, send } from '../../../support/graphql.ts';
import { TestOrganization } from '../../../support/organization.ts';

const list = 'query ($filter: GroupFilter) { groups(first: 100, filter: $filter) { totalCount nodes { name } } }';

let organization: TestOrganization;
let website: string;
let hidden: string;
let theirs: string;
beforeAll(async () => {
  organization = await TestOrganization.create();
  website = await organization.addWebsite();
  hidden = await organization.addWebsite({ deleted: true });
  const stranger = await TestOrganization.create();
  theirs = await stranger.addWebsite();
  await stranger.addGroup({ name: 'Alpha', externalId: 'a', websiteIds: [theirs] });
  await organization.addGroup({ name: 'Alpha', externalId: 'a', websiteIds: [website, hidden] });
  await organization.addGroup({ name: 'alphabet', externalId: 'A', billingEnabled: true });
  await organization.addGroup({ name: 'Beta', billingEnabled: true, websiteIds: [website] });
  await organization.addGroup({ name: '50% off_\\', websiteIds: [hidden] });
  await organization.addGroup({ name: 'ÄRGER 🦊' });
  for (const name of ['İSTANBUL', 'Straße', 'ΟΔΟΣ ΜΟΥ', 'Ｗｉｄｅ ﬁ', 'cafe\u0301'])
    await organization.addGroup({ name });
});

const names = async (filter: unknown): Promise<string[]> => {
  const { groups } = await data(organization.key, list, { filter });
  expect(groups.totalCount).toBe(groups.nodes.length);
  return groups.nodes.map(({ name }: { name: string }) => name).sort();
};

const decomposed = 'cafe\u0301'; // from before texts were stored in NFC
const all = [
  ...['50% off_\\', 'Alpha', 'Beta', 'alphabet', 'ÄRGER 🦊'],
  ...['İSTANBUL', 'Straße', 'ΟΔΟΣ ΜΟΥ', 'Ｗｉｄｅ ﬁ', decomposed],
].sort();

test.each([
  ['no filter', null, all],
  ['an empty filter', {}, all],
  ['nulls', { name: null, externalId: null, websiteId: null, billingEnabled: null }, all],
  ['nulls in a text condition', { name: { eq: null, in: null, contains: null, startsWith: null } }, all],
  ['eq, exact', { name: { eq: 'Alpha' } }, ['Alpha']],
  ['eq in other letters', { name: { eq: 'ALPHA' } }, []],
  ['eq of a part', { name: { eq: 'Alph' } }, []],
  ['in, exact', { name: { in: ['Alpha', 'Beta', 'beta', 'nobody'] } }, ['Alpha', 'Beta']],
  ['in of nothing', { name: { in: [] } }, []],
  ['contains, in any letters', { name: { contains: 'PHA' } }, ['Alpha', 'alphabet']],
  ['contains, beyond ASCII', { name: { contains: 'ärger' } }, ['ÄRGER 🦊']],
  ['contains, composed otherwise', { name: { contains: 'a\u0308rger' } }, ['ÄRGER 🦊']],
  ['startsWith, composed otherwise', { name: { startsWith: 'A\u0308' } }, ['ÄRGER 🦊']],
  ['startsWith without the accent', { name: { startsWith: 'arger' } }, []],
  ['eq, composed otherwise', { name: { eq: 'A\u0308RGER 🦊' } }, ['ÄRGER 🦊']],
  ['in, composed otherwise', { name: { in: ['A\u0308RGER 🦊', 'Alpha'] } }, ['Alpha', 'ÄRGER 🦊']],
  ...['istanbul', 'ISTANBUL', 'İstanbul', 'I\u0307stanbul', 'i\u0307stanbul', 'ıstanbul'].flatMap((text) =>
    ['contains', 'startsWith'].map((condition): [string, object, string[]] => [
      `${condition} ${JSON.stringify(text)}`,
      { name: { [condition]: text } },
      ['İSTANBUL'],
    ]),
  ),
  ...['strasse', 'STRASSE', 'straße', 'STRAẞE', 'ße', 'SS'].map((text): [string, object, string[]] => [
    `contains ${text}`,
    { name: { contains: text } },
    ['Straße'],
  ]),
  ...['οδοσ', 'οδος', 'ΟΔΟΣ', 'οδος μ'].map((text): [string, object, string[]] => [
    `contains ${text}`,
    { name: { contains: text } },
    ['ΟΔΟΣ ΜΟΥ'],
  ]),
  ['contains, compatible characters', { name: { contains: 'wide FI' } }, ['Ｗｉｄｅ ﬁ']],
  ['contains a percent sign in full width, literally', { name: { contains: '％' } }, ['50% off_\\']],
  ['contains what was stored decomposed', { name: { contains: 'CAFÉ' } }, [decomposed]],
  ['eq of what was stored decomposed', { name: { eq: decomposed } }, [decomposed]],
  ['eq is exact', { name: { eq: 'strasse' } }, []],
  ['a filter of 255 characters', { name: { contains: 'e\u0301'.repeat(255) } }, []],
  ['contains an emoji', { name: { contains: '🦊' } }, ['ÄRGER 🦊']],
  ['contains of nothing', { name: { contains: '' } }, all],
  ['contains of a percent sign, literally', { name: { contains: '%' } }, ['50% off_\\']],
  ['contains of an underscore, literally', { name: { contains: 'f_' } }, ['50% off_\\']],
  ['contains of a backslash, literally', { name: { contains: '\\' } }, ['50% off_\\']],
  ['startsWith, in any letters', { name: { startsWith: 'aLPHa' } }, ['Alpha', 'alphabet']],
  ['startsWith of a part inside', { name: { startsWith: 'lpha' } }, []],
  ['startsWith of a pattern', { name: { startsWith: '%' } }, []],
  ['all text conditions', { name: { contains: 'a', startsWith: 'a', in: ['Alpha', 'Beta'] } }, ['Alpha']],
  ['externalId, exact', { externalId: 'a' }, ['Alpha']],
  ['externalId of nobody', { externalId: 'b' }, []],
  ['billingEnabled', { billingEnabled: true }, ['Beta', 'alphabet']],
  ['not billingEnabled', { billingEnabled: false }, all.filter((name) => !['Beta', 'alphabet'].includes(name))],
  ['all conditions', { billingEnabled: false, name: { contains: 'a' }, externalId: 'a' }, ['Alpha']],
])('%s', async (_, filter, expected) => {
  expect(await names(filter)).toEqual(expected);
});

test('websiteId finds the groups that hold the website', async () => {
  expect(await names({ websiteId: website })).toEqual(['Alpha', 'Beta']);
  expect(await names({ websiteId: website.toUpperCase(), billingEnabled: true })).toEqual(['Beta']);
});

test('websiteId of a website that is deleted, unknown, strange or of another organization finds none', async () => {
  for (const websiteId of [hidden, theirs, randomUUID(), 'no uuid', '', '\0'])
    expect(await names({ websiteId })).toEqual([]);
});

test.each([
  { name: { eq: '\0' } },
  { name: { contains: 'a\0' } },
  { name: { startsWith: '\ud800' } },
  { name: { in: ['fine', '\udfff'] } },
  { externalId: 'a\0' },
  { name: { in: Array(1001).fill('x') } },
  ...['eq', 'contains', 'startsWith'].map((condition) => ({ name: { [condition]: '🦊'.repeat(256) } })),
  { name: { in: ['fine', 'é'.repeat(256)] } },
  { name: { contains: '\u0301\u0316'.repeat(100_000) } },
  { externalId: 'x'.repeat(256) },
])('a text that nothing can have, or too many: BAD_USER_INPUT (%#)', async (filter) => {
  expectError(await send(organization.key, list, { filter }), 'BAD_USER_INPUT', 'groups');
});

const letters = [
  'a',
  'I',
  'i',
  'İ',
  'ı',
  'ß',
  'ẞ',
  'é',
  'ǆ',
  'ﬁ',
  'Ａ',
  'Σ',
  'ς',
  'ᾳ',
  'Я',
  'ё',
  'ệ',
  '\u212a',
  '한',
  '漢',
  '%',
  '_',
  '\\',
  ' ',
  '🦊',
];

test('a text is found in every normal form and case that it can be written in', async () => {
  const organization = await TestOrganization.create();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 12 }), async (characters) => {
      const name = `x${characters.join('')}x`.normalize();
      const group = await organization.addGroup({ name });
      const cases = [
        name,
        name.toUpperCase(),
        name.toLowerCase(),
        name.toLocaleUpperCase('tr'),
        name.toLocaleLowerCase('tr'),
      ];
      const forms = cases.flatMap((text) => ['NFC', 'NFD', 'NFKC', 'NFKD'].map((form) => text.normalize(form)));
      const aliases = forms.map(
        (text, n) =>
          `f${n}: groups(first: 100, filter: { name: { startsWith: ${JSON.stringify(text)} } }) { nodes { id } }`,
      );
      const found = await data(organization.key, `{ ${aliases.join(' ')} }`);
      for (const [n, text] of forms.entries())
        expect([text, found[`f${n}`].nodes]).toEqual([text, expect.arrayContaining([{ id: group }])]);
    }),
    { numRuns: 40 },
  );
});
