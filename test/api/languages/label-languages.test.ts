import { data } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';
import { startService } from '../../support/service.ts';

test('the usual locales are there, by their ids; 1 is en_US', async () => {
  const { key } = await TestOrganization.create();
  const { labelLanguages } = await data(key, '{ labelLanguages { id lookupName name } }');
  expect(labelLanguages[0]).toEqual({ id: 1, lookupName: 'en_US', name: 'English' });
  expect(labelLanguages.length).toBeGreaterThan(30);
  const ids = labelLanguages.map(({ id }: { id: number }) => id);
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  const locales = labelLanguages.map(({ lookupName }: { lookupName: string }) => lookupName);
  expect(new Set(locales).size).toBe(locales.length);
  for (const locale of locales) expect(Intl.getCanonicalLocales(locale.replace('_', '-'))).toHaveLength(1);
});

test('the default language of the organization', async () => {
  const organization = await TestOrganization.create();
  await organization.query('UPDATE organizations SET default_language_id = 3 WHERE id = $1', [organization.id]);
  const query = '{ viewer { organization { defaultLanguage { id lookupName name } } } }';
  expect(await data(organization.key, query)).toEqual({
    viewer: { organization: { defaultLanguage: { id: 3, lookupName: 'de_DE', name: 'German' } } },
  });
});

test('languages that an operator added, with scripts or without regions, serve as all others', async () => {
  const database = await createDatabase(serverUrl());
  const service = await startService({ DATABASE_URL: database.url });
  try {
    const organization = await TestOrganization.create({ database: database.url });
    await organization.query(
      `INSERT INTO label_languages VALUES (101, 'sr_Latn_RS', 'Serbian'), (102, 'eo', 'Esperanto'), (-5, 'ga_IE', 'Irish')`,
    );
    await organization.addAccountGroup({ names: { 1: 'en', 101: 'sr', 102: 'eo' } });
    const { url } = service;
    const { labelLanguages } = await data(organization.key, '{ labelLanguages { id } }', {}, { url });
    expect(labelLanguages.map(({ id }: { id: number }) => id)).toEqual([
      -5,
      ...range(1, labelLanguages.length - 3),
      101,
      102,
    ]);
    for (const [header, name] of [
      ['sr-Latn', 'sr'],
      ['sr-Latn-RS', 'sr'],
      ['eo', 'eo'],
      ['ga', 'en'],
    ] as const) {
      const answer = await data(
        organization.key,
        '{ accountGroups { nodes { name byLocale: name(language: {lookupName: "sr_Latn_RS"}) } } }',
        {},
        { url, headers: { 'accept-language': header } },
      );
      expect([header, answer.accountGroups.nodes]).toEqual([header, [{ name, byLocale: 'sr' }]]);
    }
  } finally {
    await service.kill();
    await database.drop();
  }
});

const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
