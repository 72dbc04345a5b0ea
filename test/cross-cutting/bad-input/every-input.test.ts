import fc from 'fast-check';
import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { type Answer, send, serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import {
  introspect,
  isRequired,
  leastArguments,
  put,
  type RootField,
  rootFields,
  waysTo,
} from '../../support/schema.ts';
import { Stored } from './stored.ts';

let organization: TestOrganization;
let schema: GraphQLSchema;
let stored: Stored;
let group: string;
let website: string;

beforeAll(async () => {
  organization = await TestOrganization.create();
  schema = await introspect(organization.key);
  stored = new Stored(organization);
  await stored.open();
});

// What a test has, another one may have deleted.
beforeEach(async () => {
  [website = ''] = await organization.addWebsites(1);
  group = await organization.addGroup({ websiteIds: [website] });
});

afterAll(() => stored.close());

const oddTexts = [
  '', ' ', '\0', 'a\0b', '\ud800', 'a\udc00b', '\ufeff', '\u202e', '👩‍👩‍👧', '%', "'; DROP TABLE groups; --", '\\', '{}', '[]', 'null', '0', '-1', '1e400',
  '__proto__', 'constructor', 'x'.repeat(256), '\n\t', '00000000-0000-0000-0000-000000000000', '{00000000-0000-0000-0000-000000000000}',
  '00000000000000000000000000000000', 'urn:uuid:00000000-0000-0000-0000-000000000000', '9223372036854775808', 'http://', 'https://[::1', 'http://a b', 'ftp://x.example', '//',
]; // biome-ignore format: a list

/** Values of a type, nearly: some of them are anything. */
function nearly(type: GraphQLInputType, depth = 0): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 6, arbitrary: valid(type, depth) },
    { weight: 1, arbitrary: fc.jsonValue() },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

function valid(type: GraphQLInputType, depth: number): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return valid(type.ofType, depth);
  if (isListType(type)) return fc.array(nearly(type.ofType, depth), { maxLength: 3 });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name), 'NONE_OF_THEM');
  if (isInputObjectType(type)) {
    // Filters hold filters.
    const fields = Object.values(type.getFields()).filter(
      (field) => depth < 2 || getNamedType(field.type).name !== type.name,
    );
    const members = fields.map((field) => [field.name, nearly(field.type, depth + 1)] as const);
    return fc.record(Object.fromEntries(members), { requiredKeys: fields.filter(isRequired).map(({ name }) => name) });
  }
  if (type.name === 'Boolean') return fc.boolean();
  if (type.name === 'Int')
    return fc.oneof(fc.integer({ min: -2, max: 101 }), fc.constantFrom(2 ** 31, -(2 ** 31), 2 ** 53, 0.5, 1e300));
  const id = fc.constantFrom(group, website, group.toUpperCase(), `{${group}}`, 'group', 'website');
  return fc.oneof(id, fc.constantFrom(...oddTexts), fc.string({ unit: 'binary' }), fc.integer(), fc.base64String());
}

/** Whatever is sent: a clear answer, and nothing written without a success. */
async function expectClearAnswer(variables: Record<string, unknown>, document: string): Promise<Answer> {
  const before = await stored.look();
  const answer = await send(organization.key, document, variables);
  expect([200, 400]).toContain(answer.status);
  for (const error of answer.errors ?? []) {
    expect(error.message).not.toBe('');
    expect(error.extensions.code).toMatch(/^(BAD_USER_INPUT|BAD_REQUEST|GRAPHQL_VALIDATION_FAILED|FORBIDDEN)$/);
  }
  expect(answer.errors ?? answer.data).toBeTruthy();
  const succeeded = [answer.data?.result].flat().some((result) => result?.__typename?.endsWith('Success'));
  if (!succeeded) expect(await stored.look()).toBe(before);
  return answer;
}

test('anything at all in the arguments of every field gives a clear answer', async () => {
  for (const { field, document } of rootFields(schema)) {
    if (field.args.length === 0) continue;
    const text = document(1);
    const args = fc.record(Object.fromEntries(field.args.map((arg) => [arg.name, nearly(arg.type)])));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          { weight: 4, arbitrary: args },
          {
            weight: 1,
            arbitrary: fc.dictionary(fc.constantFrom(...field.args.map(({ name }) => name)), fc.jsonValue()),
          },
        ),
        async (variables) => {
          await expectClearAnswer(variables, text);
        },
      ),
      { numRuns: 30 },
    );
  }
}, 180_000);

function withOne(root: RootField, path: string[], value: unknown): Record<string, unknown> {
  const args = leastArguments(root, group);
  put(root.field.args, args, path, value);
  return args;
}

test.each([
  ['NUL', 'a\0b'],
  ['the first half of a surrogate pair', 'a\ud83d'],
  ['the second half of a surrogate pair', '\ude00b'],
])('%s in every place that takes a text or an id gives a clear answer', async (_what, text) => {
  const texts = waysTo(schema, ({ type }) => ['String', 'ID'].includes(getNamedType(type).name));
  expect(texts.flatMap(({ ways }) => ways).length).toBeGreaterThan(30);
  for (const { root, ways } of texts)
    for (const { path } of ways) {
      const answer = await expectClearAnswer(withOne(root, path, text), root.document(1));
      // It is nowhere stored: not as a name, not as an address, not as an external id.
      const isValue = /(name|url|externalId)$/.test(path.at(-1) ?? '');
      if (isValue && root.coordinate.startsWith('Mutation.'))
        expect([answer.data.result].flat()[0].__typename).toBe('InvalidResourceInput');
    }
});

test('ids of every shape give a clear answer wherever an id goes', async () => {
  const shapes = [
    0,
    -1,
    2 ** 31,
    1.5,
    true,
    {},
    [],
    [[]],
    '',
    group.toUpperCase(),
    `{${group}}`,
    group.replaceAll('-', ''),
    ` ${group}`,
    `${group}\n`,
    '9'.repeat(100_000),
    '٣',
    'é'.repeat(300),
  ];
  for (const { root, ways } of waysTo(schema, ({ type }) => getNamedType(type).name === 'ID'))
    for (const { path } of ways)
      for (const shape of shapes) await expectClearAnswer(withOne(root, path, shape), root.document(0));
});

test('an id in upper case is the same id', async () => {
  const answer = await send(organization.key, 'query ($id: ID!) { group(id: $id) { id } }', {
    id: group.toUpperCase(),
  });
  expect(answer.data).toEqual({ group: { id: group } });
});

test('cursors that are none give BAD_USER_INPUT', async () => {
  const made = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const cursors = [
    '',
    'x',
    '%%%',
    made(),
    made('group-name', 'a', 'no uuid'),
    made('group-name', 'a\0', group),
    made('group-name', '\ud800', group),
    made('group-name', 1, group),
    made('website', 'a', group),
    made('__proto__', 'a', group),
    made('group-name', 'a', group, 'more'),
    Buffer.from('{').toString('base64url'),
    'A'.repeat(100_000),
  ];
  for (const argument of ['first: 1, after', 'last: 1, before'])
    for (const cursor of cursors) {
      const answer = await expectClearAnswer(
        { cursor },
        `query ($cursor: String!) { groups(${argument}: $cursor) { totalCount } }`,
      );
      expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    }
});

test('a null that only the execution finds is the fault of the request', async () => {
  const answer = await expectClearAnswer({ id: null }, 'query ($id: ID = "x") { group(id: $id) { id } }');
  expect(answer.status).toBe(400);
  expect(answer.errors?.[0]).toMatchObject({
    message: expect.stringContaining('$id'),
    extensions: { code: 'BAD_USER_INPUT' },
  });
});

test('the service is as well as before', async () => {
  expect((await fetch(`${serviceUrl()}/readyz`)).status).toBe(200);
});
