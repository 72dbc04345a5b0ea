import { parse } from 'graphql';
import { comparesMoreThan } from '../../../src/graphql/documents/comparisons.ts';
import { send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

const many = (count: number, text: (n: number) => string) => Array.from({ length: count }, (_, n) => text(n)).join(' ');
const below = (selections: string) => `{ groups { nodes { ${selections} } } }`;

/** Each is small and within all other limits, and had a processor compare for up to seconds. */
const dear: [string, string][] = [
  ['one name for many fields', below(many(900, (n) => `a: ${n % 2 ? 'id' : 'name'}`))],
  ['one selection many times', `{ ${many(95, () => 'groups { nodes { id name websites { nodes { id } } } }')} }`],
  [
    'one selection many times, deep',
    `{ groups { ${many(400, () => 'nodes { id name websites { nodes { id } } }')} } }`,
  ],
  ['one name in many inline fragments', below(many(800, () => '... on Group { websites { nodes { id } } }'))],
  [
    'one name in many fragments',
    `${below(many(600, (n) => `...F${n}`))} ${many(600, (n) => `fragment F${n} on Group { websites { totalCount } }`)}`,
  ],
  ['many fragments that are not there', below(many(3000, (n) => `...F${n}`))],
  [
    'fragments in a circle',
    `${many(1200, (n) => `fragment F${n} on Group { ...F${(n + 1) % 1200} }`)} ${below('...F0')}`,
  ],
  [
    'many operations with a chain of fragments',
    `${many(500, (n) => `query Q${n} ${below('...F0')}`)} ${many(300, (n) => `fragment F${n} on Group { id ...F${n + 1} }`)}`,
  ],
];

test.each(dear)('a document is refused before it is validated: %s', async (_name, document) => {
  const { key } = await TestOrganization.create();
  expect(await send(key, document)).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: 'TOO_MANY_COMPARISONS', limit: 50_000 } }],
  });
});

test('what gateways and frontends send is far from the limit', () => {
  const fragments = many(50, (n) => `fragment F${n} on Group { id name websites { nodes { id url } } }`);
  const gateway = `{ ${many(100, (n) => `a${n}: groups { nodes { ${many(9, (i) => `b${i}: name`)} } }`)} }`;
  const frontend = `{ groups { nodes { ${many(50, (n) => `...F${n}`)} } } } ${fragments}`;
  for (const document of [gateway, frontend]) expect(comparesMoreThan(parse(document), 25_000)).toBe(false);
});

test('fragments that go in circles by way of fields have an end', () => {
  const circle = '{ x { ...A } x { ...B } } fragment A on T { x { ...B } } fragment B on T { x { ...A } }';
  expect(comparesMoreThan(parse(circle), 50_000)).toBe(false);
});
