import fc from 'fast-check';
import { isVisible } from '../../../src/resources/text.ts';
import { TestOrganization } from '../../support/organization.ts';
import { labels, mutate, read } from './operations.ts';

/** Languages that the test uses, each by all that it can be meant by. */
const languages = [
  { id: 1, refs: [{ id: 1 }, { lookupName: 'en_US' }] },
  { id: 2, refs: [{ id: 2 }, { lookupName: 'en_GB' }] },
  { id: 3, refs: [{ id: 3 }, { lookupName: 'de_DE' }, { lookupName: 'German' }] },
  { id: 4, refs: [{ id: 4 }, { lookupName: 'fr_FR' }, { lookupName: 'French' }] },
  { id: 12, refs: [{ id: 12 }, { lookupName: 'zh_CN' }, { lookupName: 'Chinese (simplified)' }] },
];

const meant = fc
  .constantFrom(...languages)
  .chain(({ id, refs }) => fc.constantFrom(...refs).map((language) => ({ id, language })));
const text = fc
  .oneof(fc.constantFrom('a', 'b'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }))
  .filter(isText);

/** No language twice. */
const each = { selector: ({ id }: { id: number }) => id, minLength: 1, maxLength: 3 };
const set = fc.uniqueArray(
  fc.tuple(meant, text).map(([ref, labelText]) => ({ ...ref, labelText })),
  each,
);
const remove = fc.uniqueArray(meant, each);
const part = fc.record({ set, remove }, { requiredKeys: [] });
const change = fc
  .record({ names: part, descriptions: part })
  .filter(({ names, descriptions }) => Object.keys({ ...names, ...descriptions }).length > 0);

type Part = typeof part extends fc.Arbitrary<infer Value> ? Value : never;
type Texts = Map<number, string>;

const stored = (value: string) => value.normalize().trim();

function isText(value: string): boolean {
  return isVisible(value) && [...stored(value)].length <= 80 && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value);
}

const isTwice = ({ set = [], remove = [] }: Part) => set.some(({ id }) => remove.some((other) => other.id === id));

function changed(texts: Texts, { set = [], remove = [] }: Part): Texts {
  const next = new Map(texts);
  for (const { id } of remove) next.delete(id);
  for (const { id, labelText } of set) next.set(id, stored(labelText));
  return next;
}

const sorted = (texts: Texts) => [...texts].sort(([a], [b]) => a - b);
const inputOf = (field: string, { set, remove }: Part) => ({
  [field]: set?.map(({ language, labelText }) => ({ language, labelText })),
  [`remove${field[0]?.toUpperCase()}${field.slice(1)}`]: remove?.map(({ language }) => language),
});

test.each([1, 3, 20])('labels follow a plain model, the default language being %i', async (defaultLanguage) => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 40, maxLength: 40 }), async (changes) => {
      const organization = await TestOrganization.create();
      await organization.query('UPDATE organizations SET default_language_id = $2 WHERE id = $1', [
        organization.id,
        defaultLanguage,
      ]);
      const id = await organization.addAccountGroup({ names: { 4: 'first' } });
      let names: Texts = new Map([[4, 'first']]);
      let descriptions: Texts = new Map();
      let revision = 1;
      for (const { names: ofNames, descriptions: ofDescriptions } of changes) {
        const input = { id, ...inputOf('names', ofNames), ...inputOf('descriptions', ofDescriptions) };
        const result = await mutate(organization, 'updateAccountGroup', input);
        const next = { names: changed(names, ofNames), descriptions: changed(descriptions, ofDescriptions) };
        if (isTwice(ofNames) || isTwice(ofDescriptions) || next.names.size === 0) {
          expect(result.__typename).toBe('InvalidResourceInput');
        } else {
          const same = JSON.stringify([sorted(names), sorted(descriptions)]);
          if (JSON.stringify([sorted(next.names), sorted(next.descriptions)]) !== same) revision++;
          ({ names, descriptions } = next);
        }
        const lookupName = names.get(defaultLanguage) ?? sorted(names)[0]?.[1];
        expect(result.accountGroup ?? (await read(organization, id))).toMatchObject({
          lookupName,
          name: lookupName,
          names: labels(...sorted(names)),
          descriptions: labels(...sorted(descriptions)),
          revision,
        });
      }
    }),
    { numRuns: 4, endOnFailure: true },
  );
});
