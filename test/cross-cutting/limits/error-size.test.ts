import { type Answer, send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

const many = (count: number, text: (n: number) => string) => Array.from({ length: count }, (_, n) => text(n)).join(' ');

let organization: TestOrganization;

beforeAll(async () => {
  organization = await TestOrganization.create();
  const website = await organization.addWebsite();
  for (let n = 0; n < 40; n++) await organization.addGroup({ websiteIds: [website] });
});

const bytesOf = ({ errors }: Answer) => Buffer.byteLength(JSON.stringify(errors));

const failing = (alias: (n: number) => string, count: number) =>
  `{ groups(first: 100) { nodes { ${many(count, (n) => `${alias(n)}: websites(first: 0) { totalCount }`)} } } }`;

/** Each has about a kilobyte or more. */
const documents: [string, string][] = [
  ['fields that fail in each entry of a list', failing((n) => `a${n}`, 30)],
  ['a field with a long name that fails in each entry of a list', failing(() => 'a'.repeat(5000), 1)],
  [
    'a long name that each error quotes',
    `query ${'a'.repeat(5000)} { ${many(20, (n) => `a${n}: groups(first: $v${n}) { totalCount }`)} }`,
  ],
  ['fragments in a circle', `${many(150, (n) => `fragment F${n} on Query { ...F${(n + 1) % 150} }`)} { ...F0 }`],
  ['names in conflict', `{ groups { nodes { ${many(100, (n) => `a${n}: id a${n}: name`)} } } }`],
];

test.each(documents)('errors are at most ten times as long as their request: %s', async (_name, document) => {
  const answer = await send(organization.key, document);
  expect(bytesOf(answer)).toBeLessThanOrEqual(10 * Buffer.byteLength(document));
});

test('the first errors are told, and how many are left out', async () => {
  const website = await organization.addWebsite();
  await organization.addGroups(100, () => ({ websiteIds: [website] }));
  const confined = await organization.createKey({ websiteIds: [website] });
  const document = `{ groups(first: 100) { nodes { credits { total } } } } #${'-'.repeat(1000)}`;
  const { errors = [] } = await send(confined, document);
  expect(errors.length).toBeLessThan(100);
  expect(errors[0]).toMatchObject({ path: ['groups', 'nodes', 0, 'credits'], extensions: { code: 'FORBIDDEN' } });
  expect(errors.at(-1)).toMatchObject({
    message: `There are ${101 - errors.length} more errors that this answer leaves out. Ask for less at once.`,
    extensions: { code: 'FORBIDDEN' },
  });
});

test('few errors are told whole', async () => {
  const { errors = [] } = await send(organization.key, `{ ${many(20, (n) => `a${n}: nothing${n}`)} }`);
  expect(errors.map(({ message }) => message)).not.toContainEqual(expect.stringContaining('more errors'));
});

test('of more than 100 fields that fail, those beyond share one error', async () => {
  const website = await organization.addWebsite();
  await organization.addGroups(30, () => ({ websiteIds: [website] }));
  const confined = await organization.createKey({ websiteIds: [website] });
  const credits = many(5, (n) => `c${n}: credits { total }`);
  const document = `{ groups(first: 100) { nodes { ${credits} } } } #${'-'.repeat(5000)}`;
  const { data, errors = [] } = await send(confined, document);
  expect(data.groups.nodes).toHaveLength(30);
  expect(data.groups.nodes.flatMap(Object.values).every((value: unknown) => value === null)).toBe(true);
  expect(errors).toHaveLength(101);
  expect(errors[99]).toMatchObject({ path: ['groups', 'nodes', 19, 'c4'], extensions: { code: 'FORBIDDEN' } });
  expect(errors[100]).toMatchObject({
    message: 'More than 100 fields failed. This error stands for all that follow.',
    extensions: { code: 'FORBIDDEN' },
  });
});

test('a page of 100 entries that each fail is told whole', async () => {
  const website = await organization.addWebsite();
  await organization.addGroups(100, () => ({ websiteIds: [website] }));
  const confined = await organization.createKey({ websiteIds: [website] });
  const { errors } = await send(confined, '{ groups(first: 100) { nodes { credits { total } } } }');
  expect(errors).toHaveLength(100);
  expect(errors?.[99]).toMatchObject({ path: ['groups', 'nodes', 99, 'credits'] });
});
