import { createHash, randomUUID } from 'node:crypto';
import { type Answer, post } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

let partner: TestOrganization;
let direct: TestOrganization;

beforeAll(async () => {
  [partner, direct] = await Promise.all([TestOrganization.create(), TestOrganization.create({ partner: false })]);
  for (const organization of [partner, direct]) await organization.addGroup({ name: 'A' });
});

/** What differs each time: ids, times, and what is left of the budget. */
const changing = ['date', 'x-request-id', 'x-rate-limit-remaining', 'x-rate-limit-reset', 'content-length'];

function told({ status, headers, data, errors, extensions }: Answer) {
  const cost = (extensions as { cost?: { requested: number } } | undefined)?.cost?.requested;
  const lasting = [...headers].filter(([name]) => !changing.includes(name));
  return { status, headers: Object.fromEntries(lasting), data, errors, cost };
}

const rename = 'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }';
const expensive = `{ groups(first: 100) { nodes { websites(first: 100) { nodes { groups(first: 100) { nodes { id } } } } } } }`;

test.each<[string, object, Record<string, string>?]>([
  ['a query', { query: '{ groups { totalCount nodes { name externalId } } }' }],
  ['no variables', { query: '{ viewer { organization { name } } }', variables: null, operationName: null }],
  [
    'an operation of several',
    { query: 'query A { groups { totalCount } } query B { __typename }', operationName: 'B' },
  ],
  ['an operation that is not there', { query: 'query A { __typename } query C { __typename }', operationName: 'D' }],
  ['none of several', { query: 'query A { __typename } query E { __typename }' }],
  ['a variable that is missing', { query: rename }],
  ['a variable of a wrong type', { query: rename, variables: { input: { id: 1, name: 2 } } }],
  ['variables that are no object', { query: rename, variables: ['x'] }],
  ['a name that is no text', { query: '{ __typename }', operationName: 1 }],
  ['a refused change', { query: rename, variables: { input: { id: randomUUID(), name: '' } } }],
  ['a change of what is not there', { query: rename, variables: { input: { id: randomUUID(), name: 'B' } } }],
  ['too much', { query: expensive }],
  ['a refused field', { query: '{ groupByExternalId(externalId: "x") { id } }' }],
  ['a key that is none', { query: rename, variables: { input: { id: 'x', name: 'B' } } }, { 'idempotency-key': 'ä' }],
  ['introspection', { query: '{ __type(name: "Group") { fields { name } } }' }],
  ['another type of answer', { query: '{ __typename }' }, { accept: 'application/graphql-response+json' }],
  ['types of answers', { query: '{ __typename }' }, { accept: 'text/html, application/json;q=0.9, */*;q=0.1' }],
  ['no type of answer', { query: '{ __typename }' }, { accept: 'text/plain' }],
  ['a stream', { query: '{ __typename }' }, { accept: 'text/event-stream' }],
  ['a subscription', { query: 'subscription { groupChanged { __typename } }' }],
])('a repeat is answered like the first request: %s', async (_, body, headers = {}) => {
  for (const { key } of [partner, direct]) {
    const ask = async () => told(await post(JSON.stringify(body), { 'x-api-key': key, ...headers }));
    const first = await ask();
    for (let n = 0; n < 4; n++) expect(await ask()).toEqual(first);
  }
});

test('what a variable is not given for is kept, however often the change comes', async () => {
  const id = await partner.addGroup({ name: 'Kept', externalId: randomUUID() });
  const query = `mutation ($id: ID!, $name: String, $externalId: String, $expectedRevision: Int) {
    updateGroup(input: { id: $id, name: $name, externalId: $externalId, expectedRevision: $expectedRevision }) {
      __typename ... on UpdateGroupSuccess { group { name externalId revision } } ... on GroupRevisionConflict { currentGroup { revision } }
      ... on InvalidResourceInput { issues { path message } }
    }
  }`;
  const change = async (variables: object) =>
    (await post(JSON.stringify({ query, variables: { id, ...variables } }), { 'x-api-key': partner.key })).data
      .updateGroup;
  const { group } = await change({ name: 'Other 1' });
  for (let n = 2; n <= 5; n++)
    expect(await change({ name: `Other ${n}` })).toMatchObject({
      group: { name: `Other ${n}`, externalId: group.externalId, revision: group.revision + n - 1 },
    });
  expect(await change({ name: 'No', expectedRevision: 1 })).toMatchObject({ __typename: 'GroupRevisionConflict' });
  expect(await change({ name: null })).toMatchObject({ __typename: 'InvalidResourceInput' });
  expect(await change({ externalId: null })).toMatchObject({ group: { name: 'Other 5', externalId: null } });
});

test('the changes of a document are made one after the other, also when it comes again', async () => {
  const id = await partner.addGroup({ name: 'Serial' });
  const query = `mutation ($id: ID!) {
    a: updateGroup(input: { id: $id, name: "A" }) { ...revision } b: updateGroup(input: { id: $id, name: "B" }) { ...revision }
    c: updateGroup(input: { id: $id, name: "C" }) { ...revision }
  } fragment revision on UpdateGroupSuccess { group { name revision } }`;
  for (let n = 0; n < 5; n++) {
    const { data } = await post(JSON.stringify({ query, variables: { id } }), { 'x-api-key': partner.key });
    expect(data).toEqual({
      a: { group: { name: 'A', revision: 3 * n + 2 } },
      b: { group: { name: 'B', revision: 3 * n + 3 } },
      c: { group: { name: 'C', revision: 3 * n + 4 } },
    });
  }
});

test('a document that came by itself may come by its hash, and is registered', async () => {
  const query = `{ viewer { organization { id } } } # ${randomUUID()}`;
  const persistedQuery = { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') };
  const ask = (body: object) => post(JSON.stringify(body), { 'x-api-key': partner.key });
  for (let n = 0; n < 3; n++) expect((await ask({ query })).status).toBe(200);
  const unknown = await ask({ extensions: { persistedQuery } });
  expect(unknown.errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  expect((await ask({ query, extensions: { persistedQuery } })).status).toBe(200);
  expect((await ask({ extensions: { persistedQuery } })).data.viewer.organization.id).toBe(partner.id);
});

test('a repeated change is replayed with its key, and made again with another', async () => {
  const id = await partner.addGroup({ name: 'Before' });
  const mutation =
    'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { ... on UpdateGroupSuccess { group { revision } } } }';
  const change = (name: string, key: string) =>
    post(JSON.stringify({ query: mutation, variables: { input: { id, name } } }), {
      'x-api-key': partner.key,
      'idempotency-key': key,
    });
  const revisions = [];
  for (const [name, key] of [
    ['B', 'k1'],
    ['B', 'k1'],
    ['C', 'k2'],
    ['C', 'k2'],
    ['B', 'k1'],
  ] as const) {
    const { data, headers } = await change(name, `${id} ${key}`);
    revisions.push([data.updateGroup.group.revision, headers.get('idempotent-replayed')]);
  }
  expect(revisions).toEqual([
    [2, null],
    [2, 'true'],
    [3, null],
    [3, 'true'],
    [2, 'true'],
  ]);
  const { status } = await change('D', `${id} k1`);
  expect(status).toBe(422);
});
