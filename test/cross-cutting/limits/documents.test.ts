import { getIntrospectionQuery } from 'graphql';
import { data, send } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { WireCounter } from '../../support/wire-counter.ts';

let organization: TestOrganization;
let service: ServiceProcess;
let counter: WireCounter;

beforeAll(async () => {
  organization = await TestOrganization.create();
  const counted = await WireCounter.open(databaseUrl());
  counter = counted.counter;
  service = await startService({
    DATABASE_URL: counted.url,
    MAX_TOKENS: '120',
    MAX_DEPTH: '5',
    MAX_ALIASES: '6',
    MAX_DIRECTIVES: '3',
    MAX_ROOT_FIELDS: '5',
    MAX_MUTATIONS: '2',
    MAX_COST: '40',
  });
});

afterAll(async () => {
  await service.stop();
  await counter.close();
});

const many = (count: number, text: (n: number) => string) => Array.from({ length: count }, (_, n) => text(n)).join(' ');
const deletion = (n: number) => `m${n}: deleteWebsite(input: { id: "${n}" }) { __typename }`;

/** A document that is as large as a limit allows, and one that is larger by one. */
const limits: [code: string, limit: number, document: (size: number) => string][] = [
  [
    'TOO_MANY_LEVELS',
    5,
    (depth) =>
      `{ groups(first: 1) { nodes { websites(first: 1) { nodes { ${depth === 5 ? 'id' : 'groups(first: 1) { totalCount }'} } } } } }`,
  ],
  ['TOO_MANY_ALIASES', 6, (count) => `{ viewer { organization { ${many(count, (n) => `a${n}: id`)} } } }`],
  ['TOO_MANY_ALIASES', 6, (count) => `{ viewer { organization { id ${many(count, () => 'id')} } } }`],
  [
    'TOO_MANY_DIRECTIVES',
    3,
    (count) => `{ viewer { organization { id ${many(count, () => '... @include(if: true) { name }')} } } }`,
  ],
  ['TOO_MANY_ROOT_FIELDS', 5, (count) => `{ ${many(count, () => '__typename')} }`],
  [
    'TOO_MANY_ROOT_FIELDS',
    5,
    (count) =>
      `{ ...A ...A __typename } fragment A on Query { ...B ... on Query { __typename } } fragment B on Query { __typename ${count === 5 ? '' : '__typename'} }`,
  ],
  ['TOO_MANY_MUTATIONS', 2, (count) => `mutation { ${many(count, deletion)} }`],
];

test.each(limits)(
  'a document that reaches the limit is served, a larger one is refused with %s',
  async (code, limit, document) => {
    expect((await send(organization.key, document(limit), {}, service)).errors).toBeUndefined();
    const larger = document(limit + 1);
    const answer = await send(organization.key, larger, {}, service);
    expect(answer).toMatchObject({ status: 400, data: undefined });
    expect(answer.errors).toEqual([
      {
        message: expect.stringMatching(new RegExp(`at most ${limit} are allowed\\. \\w.+\\.$`)),
        extensions: { code, limit, requested: expect.any(Number) },
      },
    ]);
    expect(answer.errors?.[0]?.extensions.requested).toBeGreaterThan(limit);
  },
);

test('a document with as many tokens as allowed is served, one with one more is refused', async () => {
  // `{ groupsById(ids: ["…" …]) { id } }` has ten tokens beside the ids.
  const lookUp = (tokens: number) => `{ groupsById(ids: [${many(tokens - 12, () => '"x"')}]) { id } }`;
  expect((await send(organization.key, lookUp(120), {}, service)).errors).toBeUndefined();
  const answer = await send(organization.key, lookUp(121), {}, service);
  expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'TOO_MANY_TOKENS', limit: 120 } }] });
});

test('an operation that costs too much is refused before it runs, and its cost is told', async () => {
  const list = (size: number) => `{ groups(first: ${size}) { nodes { id websites(first: 2) { nodes { id } } } } }`;
  const affordable = await send(organization.key, list(49), {}, service);
  expect(affordable).toMatchObject({ status: 200, errors: undefined });
  const answer = await send(organization.key, list(50), {}, service);
  expect(answer).toMatchObject({
    status: 400,
    data: undefined,
    errors: [{ extensions: { code: 'OPERATION_TOO_EXPENSIVE', limit: 40, requested: 41 } }],
  });
});

test('what is refused never gets to the database', async () => {
  const tooLarge = limits.map(([, limit, document]) => document(limit + 1));
  const tooDear = '{ groups(first: 100) { nodes { id websites(first: 100) { nodes { id } } } } }';
  for (const document of [...tooLarge, tooDear]) {
    const key = await organization.createKey();
    await send(key, '{ __typename }', {}, service); // the key is remembered for 2 s from here on
    expect(await counter.during(() => send(key, document, {}, service))).toBe(0);
  }
});

test('the operation that is asked for counts, with its variables and defaults', async () => {
  const document = `
    query Small($first: Int = 1) { groups(first: $first) { ...G } }
    query Large($first: Int = 100) { groups(first: $first) { ...G } }
    fragment G on GroupConnection { nodes { id websites(first: 2) { nodes { id } } } }`;
  const run = (body: object) =>
    fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': organization.key },
      body: JSON.stringify({ query: document, ...body }),
    }).then((answer) => answer.status);
  expect(await run({ operationName: 'Small' })).toBe(200);
  expect(await run({ operationName: 'Large' })).toBe(400);
  expect(await run({ operationName: 'Small', variables: { first: 100 } })).toBe(400);
  expect(await run({ operationName: 'Large', variables: { first: 1 } })).toBe(200);
});

test('fragments that multiply or go in circles are answered at once', async () => {
  const doubling = (levels: number) =>
    `{ ...F0 } ${many(levels, (n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F${levels} on Query { viewer { organization { id } } }`;
  const answer = await send(organization.key, doubling(500));
  expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'TOO_MANY_ROOT_FIELDS', limit: 100 } }] });
  const nested = `{ viewer { ...F0 } } ${many(300, (n) => `fragment F${n} on Viewer { organization { id } ...F${n + 1} ...F${n + 1} }`)} fragment F300 on Viewer { organization { id } }`;
  expect(await send(organization.key, nested)).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: 'TOO_MANY_FIELDS' } }],
  });
  const circle = '{ ...A ...B } fragment A on Query { ...B ...B } fragment B on Query { ...A ...A __typename }';
  const refused = await send(organization.key, circle);
  expect(refused.status).toBe(400);
  expect(refused.errors?.every(({ extensions }) => extensions.code === 'GRAPHQL_VALIDATION_FAILED')).toBe(true);
});

test('by default there is room for explorers, gateways and batches', async () => {
  const ids = await organization.addGroups(3, () => ({}));
  await data(
    organization.key,
    getIntrospectionQuery({ oneOf: true, inputValueDeprecation: true, specifiedByUrl: true }),
  );
  await data(
    organization.key,
    `{ ${many(100, (n) => `look_up_${n}: group(id: "${ids[n % 3]}") { alias_id: id alias_name: name }`)} }`,
  );
  const thousand = Array.from({ length: 1000 }, (_, n) => ids[n % 3]);
  const lookUp =
    'query ($ids: [ID!]!) { groupsById(ids: $ids) { id credits { total } websites { totalCount nodes { id url } } } }';
  expect((await data(organization.key, lookUp, { ids: thousand })).groupsById).toHaveLength(1000);
});

test('requests in one body are not taken', async () => {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': organization.key },
    body: JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ message: expect.stringMatching(/batching/i) }] });
});
