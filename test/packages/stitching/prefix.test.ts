import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import {
  buildSchema,
  Kind,
  parse,
  print,
  separateOperations,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { createClient } from 'graphql-sse';
import { withoutPrefix } from '../../../src/graphql/prefix/without-prefix.ts';
import { data, post, send, serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

/** `/graphql?prefix=Acme_`: a subgraph whose names meet no other's. */

const prefix = 'Acme_';
let organization: TestOrganization;
let group: string;
let website: string;

beforeAll(async () => {
  organization = await TestOrganization.create();
  website = await organization.addWebsite({ url: 'site.example' });
  group = await organization.addGroup({ name: 'Ours', externalId: 'taken', websiteIds: [website] });
});

const ask = (query: string, variables: object = {}, key = organization.key, address = `prefix=${prefix}`) =>
  fetch(`${serviceUrl()}/graphql?${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify({ query, variables }),
  }).then(async (response) => ({ status: response.status, ...(await response.json()) }));

const sdl = async (query: string) => {
  const headers = { 'x-api-key': organization.key };
  return (await fetch(`${serviceUrl()}/schema.graphql?${query}`, { headers })).text();
};

test('types, root fields and names of types in the answer have the prefix, under every alias and in every fragment', async () => {
  const { data: answer, errors } = await ask(
    `query ($id: ID!, $page: Int) {
      __typename
      kind: __typename
      ...Root
      ... on Query { again: Acme_group(id: $id) { ...Fields name: __typename } }
      ... { Acme_groups(first: $page) { __typename nodes { __typename websites { nodes { kind: __typename } } } } }
    }
    fragment Root on Query { Acme_group(id: $id) { ...Fields } }
    fragment Fields on Acme_Group { id typename_: __typename ... on Acme_Group { __typename } }`,
    { id: group, page: 1 },
  );
  expect(errors).toBeUndefined();
  expect(answer).toEqual({
    __typename: 'Query',
    kind: 'Query',
    Acme_group: { id: group, typename_: 'Acme_Group', __typename: 'Acme_Group' },
    again: { id: group, typename_: 'Acme_Group', __typename: 'Acme_Group', name: 'Acme_Group' },
    Acme_groups: {
      __typename: 'Acme_GroupConnection',
      nodes: [{ __typename: 'Acme_Group', websites: { nodes: [{ kind: 'Acme_Website' }] } }],
    },
  });
  expect(Object.keys(answer)).toEqual(['__typename', 'kind', 'Acme_group', 'again', 'Acme_groups']);
});

test('names and comments that look like what marks names of types change nothing, and make it no longer', async () => {
  const document = `{ typename0_: __typename typename_: __typename Acme_group(id: "${group}") { typename1_a: id __typename } }
    # typename${'_'.repeat(150_000)}`;
  expect((await ask(document)).data).toEqual({
    typename0_: 'Query',
    typename_: 'Query',
    Acme_group: { typename1_a: group, __typename: 'Acme_Group' },
  });
  expect(withoutPrefix(document, prefix).marker).toBe('typename2_');
});

test('mutations take prefixed inputs and answer with prefixed results; errors have the path that was asked for', async () => {
  const document = `mutation ($input: Acme_CreateGroupInput!) { Acme_createGroup(input: $input) {
    __typename
    ... on Acme_GroupExternalIdTaken { existingGroup { __typename id } }
    ... on Acme_ResourceError { message }
  } }`;
  const variables = { input: { name: 'New', externalId: 'taken', websiteIds: [website] } };
  expect((await ask(document, variables)).data.Acme_createGroup).toEqual({
    __typename: 'Acme_GroupExternalIdTaken',
    existingGroup: { __typename: 'Acme_Group', id: group },
    message: expect.any(String),
  });
  const reader = await organization.createKey({ readOnly: true });
  expect(await ask(document, variables, reader)).toMatchObject({
    data: null,
    errors: [{ path: ['Acme_createGroup'], extensions: { code: 'FORBIDDEN' } }],
  });
});

test('entities are found by prefixed representations, one that is not there is null, and other types are errors', async () => {
  const { data: answer, errors } = await ask(
    `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { __typename ... on Acme_Group { externalId } }
    }`,
    {
      representations: [
        { __typename: 'Acme_Group', externalId: 'taken' },
        { __typename: 'Acme_Group', externalId: 'of nobody' },
        { __typename: 'Acme_Website', id: website },
        { __typename: 'Group', externalId: 'taken' },
      ],
    },
  );
  expect(answer._entities).toEqual([
    { __typename: 'Acme_Group', externalId: 'taken' },
    null,
    { __typename: 'Acme_Website' },
    null,
  ]);
  expect(errors).toMatchObject([{ path: ['_entities', 3], extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('what a document costs, and how often it may have what, stays the same', async () => {
  const cost = (answer: { extensions?: Record<string, unknown> | undefined }) =>
    (answer.extensions as { cost: { requested: number } }).cost.requested;
  for (const [plain, prefixed] of [
    [
      '{ groups(first: 100) { totalCount nodes { id websites { nodes { id } pageInfo { endCursor } } credits { total } } } }',
    ],
    ['mutation { updateGroup(input: { id: "none", name: "New" }) { __typename } }'],
    ['{ _sdl }'],
  ].map(([document = '']) => [document, document.replace(/\b(groups|updateGroup)\(/, 'Acme_$1(')]))
    expect(cost(await ask(prefixed as string))).toBe(cost(await send(organization.key, plain as string)));
  const aliases = Array.from({ length: 2000 }, (_, n) => `a${n}: id`).join(' ');
  expect(await ask(`{ Acme_groups { nodes { ${aliases} } } }`)).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: 'TOO_MANY_ALIASES' } }],
  });
});

test.each([
  ['a root field', '{ groups { totalCount } }', '"Acme_groups"'],
  ['a root field in a fragment', 'fragment F on Query { viewer { __typename } } { ...F }', '"Acme_viewer"'],
  ['a type condition', '{ Acme_group(id: "1") { ... on Group { id } } }', '"Acme_Group"'],
  ['a type of a variable', 'query ($f: GroupFilter) { Acme_groups(filter: $f) { totalCount } }', '"Acme_GroupFilter"'],
  ['nothing but the prefix', '{ Acme_ { id } }', '"Acme_Acme_"'],
])('%s without the prefix is refused, and the message has the right name', async (_, document, named) => {
  expect(await ask(document)).toMatchObject({
    status: 400,
    errors: [{ message: expect.stringContaining(named), extensions: { code: 'BAD_REQUEST' } }],
  });
});

test.each(['', '1a', '_a', '__a', 'a-b', 'Ä_', 'a b', 'a'.repeat(65)])('the prefix "%s" is refused', async (bad) => {
  const refused = { status: 400, errors: [{ message: expect.stringContaining('"prefix"') }] };
  const address = `prefix=${encodeURIComponent(bad)}`;
  expect(await ask('{ __typename }', {}, organization.key, address)).toMatchObject(refused);
});

test('a document that is no GraphQL, or wrong, says what is wrong', async () => {
  expect(await ask('{ Acme_groups')).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] });
  expect(await ask('{ Acme_groups { nope } }')).toMatchObject({
    errors: [{ message: expect.stringContaining('nope'), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
  });
});

test('introspection and the SDL of the subgraph show prefixed names, to each audience its own', async () => {
  const direct = await TestOrganization.create({ partner: false });
  const document = '{ __type(name: "Acme_Group") { __typename name fields { name } } _service { sdl } }';
  for (const { key } of [organization, direct]) {
    const { data: answer } = await ask(document, {}, key);
    const names = answer.__type.fields.map(({ name }: { name: string }) => name);
    expect(answer.__type).toMatchObject({ __typename: '__Type', name: 'Acme_Group' });
    expect(names.includes('externalId')).toBe(key === organization.key);
    expect(/external_?id/i.test(answer._service.sdl)).toBe(key === organization.key);
    expect(answer._service.sdl).toContain('type Acme_Group @key(fields: "id")');
    expect((await ask('{ __type(name: "Group") { name } }', {}, key)).data).toEqual({ __type: null });
  }
});

test('every document of the client package is executable with the prefix', async () => {
  const folder = new URL('../../../client/src/operations/', import.meta.url);
  const plain = buildSchema(await sdl(''));
  const prefixed = buildSchema(await sdl(`prefix=${prefix}`));
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.graphql'));
  const texts = await Promise.all(files.map((file) => readFile(new URL(file.replaceAll('\\', '/'), folder), 'utf8')));
  const all = parse(texts.join('\n'));
  const info = new TypeInfo(plain);
  const roots = [plain.getQueryType(), plain.getMutationType(), plain.getSubscriptionType()];
  const renamed = visit(
    all,
    visitWithTypeInfo(info, {
      [Kind.NAMED_TYPE]: (node) =>
        /^(ID|Int|String|Float|Boolean|Query|Mutation|Subscription)$/.test(node.name.value)
          ? undefined
          : { ...node, name: { ...node.name, value: `${prefix}${node.name.value}` } },
      [Kind.FIELD]: {
        leave: (node) =>
          roots.includes(info.getParentType() as never)
            ? { ...node, name: { ...node.name, value: `${prefix}${node.name.value}` } }
            : undefined,
      },
    }),
  );
  expect(validate(prefixed, renamed).map(({ message }) => message)).toEqual([]);
  const operations = Object.values(separateOperations(renamed));
  expect(operations.length).toBeGreaterThan(10);
  for (const operation of operations) {
    const { errors = [] } = await ask(print(operation));
    for (const { extensions } of errors) expect(extensions.code).not.toBe('GRAPHQL_VALIDATION_FAILED');
  }
});

test('live updates have the prefix, too', async () => {
  const client = createClient({
    url: `${serviceUrl()}/graphql?prefix=${prefix}`,
    headers: { 'x-api-key': organization.key },
  });
  const query = 'subscription { Acme_groupChanged { __typename group { kind: __typename name } } }';
  const events = client.iterate({ query });
  const first = events.next();
  const renamed = 'mutation ($id: ID!, $name: String!) { updateGroup(input: { id: $id, name: $name }) { __typename } }';
  let told: unknown;
  void first.then(({ value }) => {
    told = value;
  });
  // Each change is told; the first may come before the subscription is there.
  for (let n = 0; !told; n++) await data(organization.key, renamed, { id: group, name: `Name ${n}` });
  expect(told).toEqual({
    data: {
      Acme_groupChanged: {
        __typename: 'Acme_GroupChangedEvent',
        group: { kind: 'Acme_Group', name: expect.stringMatching(/^Name/) },
      },
    },
  });
  client.dispose();
});

test('a hash of the text that was sent does not stand in the way, and a mutation can be repeated', async () => {
  const query = 'mutation { Acme_createWebsite(input: { url: "once.example" }) { __typename } }';
  const headers = { 'x-api-key': organization.key, 'idempotency-key': 'once', 'content-type': 'application/json' };
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const body = JSON.stringify({ query, extensions: { persistedQuery: { version: 1, sha256Hash } } });
  const repeat = () => fetch(`${serviceUrl()}/graphql?prefix=${prefix}`, { method: 'POST', headers, body });
  expect((await (await repeat()).json()).data).toEqual({
    Acme_createWebsite: { __typename: 'Acme_CreateWebsiteSuccess' },
  });
  expect((await repeat()).headers.get('idempotent-replayed')).toBe('true');
});

test('without a prefix nothing is translated', async () => {
  expect((await post('{"query":"{ Acme_viewer { __typename } }"}', { 'x-api-key': organization.key })).status).toBe(
    400,
  );
});
