import { serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

/*
 * A fault of the caller is never a 5xx, however often it is sent: what is sent again may take another way.
 */

let key: string;

beforeAll(async () => {
  const organization = await TestOrganization.create();
  await organization.addGroup();
  key = organization.key;
});

const times = 5;

async function ask(body: string | undefined, search = '', headers: Record<string, string> = {}) {
  const response = await fetch(`${serviceUrl()}/graphql${search}`, {
    ...(body !== undefined && { method: 'POST', body }),
    headers: { 'x-api-key': key, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
  });
  const text = await response.text();
  return { status: response.status, codes: [...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code) };
}

const nothing = { m: null };

test.each([
  ['of a field', 'query ($m: Boolean = true) { groups(first: 1) { nodes { id name @include(if: $m) } } }'],
  ['of a field at the root', 'query ($m: Boolean = true) { a: __typename @skip(if: $m) }'],
  ['of an inline fragment', 'query ($m: Boolean = true) { ... @include(if: $m) { __typename } }'],
  ['of a fragment', 'query ($m: Boolean = true) { ...F @skip(if: $m) } fragment F on Query { __typename }'],
  [
    'within a fragment',
    'query ($m: Boolean = true) { ...F } fragment F on Query { groups { totalCount @include(if: $m) } }',
  ],
  ['of a mutation', 'mutation ($m: Boolean = true) { deleteGroup(input: { id: "x" }) @skip(if: $m) { __typename } }'],
  [
    'within a mutation',
    'mutation ($m: Boolean = true) { deleteGroup(input: { id: "x" }) { __typename @skip(if: $m) } }',
  ],
])('null for the condition %s is a bad request, each time', async (_where, query) => {
  for (let n = 0; n < times; n++) {
    const { status, codes } = await ask(JSON.stringify({ query, variables: nothing }));
    expect({ n, status, codes }).toEqual({ n, status: 400, codes: [expect.stringMatching(/^BAD_/)] });
  }
  if (query.startsWith('mutation')) return;
  const search = `?query=${encodeURIComponent(query)}&variables=${encodeURIComponent(JSON.stringify(nothing))}`;
  expect(await ask(undefined, search)).toMatchObject({ status: 400 });
});

test.each([
  ['at its root', 'subscription ($m: Boolean = true) { groupChanged @skip(if: $m) { groupId } }'],
  [
    'in a fragment at its root',
    'subscription ($m: Boolean = true) { ...F } fragment F on Subscription { ... @include(if: $m) { groupChanged { groupId } } }',
  ],
  ['below', 'subscription ($m: Boolean = true) { groupChanged { groupId @skip(if: $m) } }'],
])('a subscription with a condition %s that is null is a bad request', async (_where, query) => {
  const body = JSON.stringify({ query, variables: nothing });
  expect(await ask(body, '', { accept: 'text/event-stream' })).toMatchObject({ status: 400 });
  // A subscription that is asked for as JSON is told so, 406.
  expect((await ask(body)).status).toBeLessThan(500);
});

/** What each member of a request may be, beside what it should be. */
const values = ['null', '0', '5', '1e999', 'true', 'false', '""', '"x"', '"\\ud800"', '"\\u0000"', '[]', '[{}]', '{}'];
const persisted = ['null', '5', '"x"', '[]', '{}', '{"version":1}'].concat(
  values.flatMap((value) => [`{"version":1,"sha256Hash":${value}}`, `{"version":${value},"sha256Hash":"a"}`]),
);
const members = [
  ...['query', 'variables', 'operationName', 'extensions', 'unknown'].flatMap((name) =>
    values.map((value) => [name, value] as const),
  ),
  ...persisted.map((value) => ['extensions', `{"persistedQuery":${value}}`] as const),
];

test('whatever the members of a body are, the service does not fail on them', async () => {
  const base = { query: '"query A($v: ID) { __typename group(id: $v) { id } }"', variables: '{}' };
  const bodies = [
    ...values,
    ...members.flatMap(([name, value]) =>
      [base, {}].map((given) => {
        const { [name as 'query']: _replaced, ...others } = given as typeof base;
        return `{${[...Object.entries(others), [name, value]].map(([key, its]) => `"${key}":${its}`).join()}}`;
      }),
    ),
    ...values.map((value) => `{"query":${base.query},"variables":{"v":${value}}}`),
  ];
  for (const body of bodies) {
    const { status } = await ask(body);
    expect({ body, failed: status >= 500 }).toEqual({ body, failed: false });
  }
});

test('whatever the parameters of an address are, the service does not fail on them', async () => {
  const texts = [
    ...values,
    ...persisted.map((value) => `{"persistedQuery":${value}}`),
    '{',
    '%zz',
    '%00',
    '%ED%A0%80',
    '',
  ];
  const searches = [
    ...texts.flatMap((text) =>
      ['query', 'variables', 'operationName', 'extensions'].map((name) =>
        name === 'query' ? `?query=${text}` : `?query={__typename}&${name}=${text}`,
      ),
    ),
    '?query={__typename}&query={__typename}',
    '?query={__typename}&variables={}&variables={}',
    '?query={__typename}&operationName=A&operationName=B',
    `?query=${encodeURIComponent('subscription { groupChanged { groupId } }')}`,
    `?query=${encodeURIComponent('query A { __typename } mutation B { __typename }')}&operationName=B`,
  ];
  for (const search of searches) {
    const { status } = await ask(undefined, search.replaceAll('"', '%22').replaceAll('\\', '%5C'));
    expect({ search, failed: status >= 500 }).toEqual({ search, failed: false });
  }
});

test.each([
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': 'application/graphql+json' },
  { 'content-type': 'multipart/form-data' },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'gzip, gzip' },
  { 'content-encoding': '__proto__' },
  { 'content-encoding': 'constructor' },
  { accept: ';;;,' },
  { accept: 'text/event-stream' },
  { 'accept-language': '\u00ff;;q=x,,' },
  { 'accept-encoding': ';;q=x,*;q=0' },
  { 'idempotency-key': '\u00ff' },
  { 'last-event-id': '99999999999999999999999-1' },
  { traceparent: 'nonsense' },
  { 'x-forwarded-for': 'nonsense, ,' },
])('the headers %j make no failure of the service', async (headers) => {
  const { status } = await ask('{"query":"{ __typename accountGroups(first: 1) { nodes { name } } }"}', '', headers);
  expect(status).toBeLessThan(500);
});

test.each([
  'subscription { groupChanged @skip(if: "x") { groupId } }',
  'subscription { groupChanged @skip { groupId } }',
  'subscription { groupChanged @include(if: null) { groupId } }',
  'subscription { groupChanged @skip(if: true) { groupId } }',
  'subscription { ... @include(if: false) { groupChanged { groupId } } }',
])('a subscription whose root depends on a condition is a bad request, and takes no place: %s', async (query) => {
  for (let n = 0; n < 25; n++) {
    const { status } = await ask(JSON.stringify({ query }), '', { accept: 'text/event-stream' });
    expect(status).toBe(400);
  }
});

test.each<{ hash: unknown }>([
  { hash: { toString: 1 } },
  { hash: {} },
  { hash: [] },
  { hash: 1 },
  { hash: null },
  { hash: [{ valueOf: 1 }] },
])('a hash that is no text is a fault of the caller: %j', async ({ hash: sha256Hash }) => {
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  const search = `?extensions=${encodeURIComponent(JSON.stringify(extensions))}`;
  for (const { status } of [await ask(JSON.stringify({ extensions })), await ask(undefined, search)])
    expect(status).toBeLessThan(500);
});

test('a document in an address that is not decoded by everybody alike has the limits of all others', async () => {
  const document = `{ ${'groups { nodes { id } } '.repeat(150)} }`;
  const { codes } = await ask(undefined, `?query=${encodeURIComponent(document)}%23%zz`);
  expect(codes).toEqual([expect.stringMatching(/^TOO_MANY_/)]);
});
