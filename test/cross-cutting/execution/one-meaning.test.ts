import { randomUUID } from 'node:crypto';
import { type Answer, post, send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

/** Often enough for a node to have every cache and every fast path of it in use. */
const times = 8;

let partner: TestOrganization;
let website: string;
let group: string;

beforeAll(async () => {
  partner = await TestOrganization.create();
  const websites = await partner.addWebsites(30);
  website = websites[0] as string;
  group = await partner.addGroup({ name: 'A', externalId: 'a', websiteIds: websites.slice(0, 3) });
  for (let n = 0; n < 30; n++) await partner.addGroup({ name: `B${n}`, websiteIds: [websites[n] as string] });
});

const told = ({ status, data, errors }: Answer) => JSON.stringify({ status, data, errors });

/** Sends a document again and again; the one answer that all of them were. */
async function sendOften(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
  const first = await send(partner.key, query, variables);
  for (let n = 1; n < times; n++) expect(told(await send(partner.key, query, variables))).toBe(told(first));
  return first;
}

describe('a document that has a mutation which the key may not do', () => {
  const staff = `createStaffAccount(input: { accountGroupId: "1", displayName: "x", login: "x" }) { __typename }`;
  const site = 'createWebsite(input: { url: $url }) { __typename }';
  let key: string;

  beforeAll(async () => {
    key = await partner.createKey();
  });

  test.each([
    ['first', `mutation ($url: String!) { a: ${staff} b: ${site} }`, ['a']],
    ['last', `mutation ($url: String!) { b: ${site} a: ${staff} }`, ['a']],
    [
      'twice, in a fragment',
      `mutation ($url: String!) { b: ${site} ...F } fragment F on Mutation { a: ${staff} c: ${staff} }`,
      ['a', 'c'],
    ],
    ['under its own name', `mutation ($url: String!) { ${site} ${staff} }`, ['createStaffAccount']],
  ])('carries out nothing, and says so at each such field: %s', async (_, query, paths) => {
    const refused = async (headers: Record<string, string>, url: string) => {
      const before = await partner.snapshot();
      const { status, data, errors } = await send(key, query, { url }, { headers });
      expect({ status, data }).toEqual({ status: 200, data: null });
      expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual(
        paths.map((path) => [[path], 'FORBIDDEN']),
      );
      expect(await partner.snapshot()).toBe(before);
    };
    for (let n = 0; n < times; n++) {
      await refused({}, `${randomUUID()}.example.com`);
      await refused({ 'idempotency-key': `of ${paths}` }, 'repeated.example.com');
    }
  });

  test('carries out the rest where the mutation is left out by a directive', async () => {
    const query = `mutation ($url: String!, $with: Boolean!) { ...F @include(if: $with) b: ${site} }
      fragment F on Mutation { a: ${staff} }`;
    for (let n = 0; n < 4; n++) {
      const { data, errors } = await send(key, query, { url: 'left-out.example.com', with: false });
      expect({ data, errors }).toEqual({ data: { b: { __typename: 'CreateWebsiteSuccess' } }, errors: undefined });
    }
  });
});

test('a fragment that is spread twice, once skipped, keeps its fields', async () => {
  const { data } = await sendOften(
    'query($a: Boolean!) { groups(first: 1) { nodes { id ...F @skip(if: $a) ...F } } } fragment F on Group { name }',
    { a: true },
  );
  expect(data.groups.nodes).toEqual([{ id: group, name: 'A' }]);
});

test('a field that is left out once and asked for elsewhere has what was asked for', async () => {
  const { data } = await sendOften(
    'query($a: Boolean!, $b: Boolean!) { groups(first: 1) { nodes @include(if: $a) { ... on Group { id } } nodes @include(if: $b) { name } } }',
    { a: false, b: true },
  );
  expect(data.groups.nodes).toEqual([{ name: 'A' }]);
});

test('a fragment in two places is left out in one of them', async () => {
  const { data } = await sendOften(
    'query($a: Boolean!) { y: groups(first: 1) { nodes { id ...F @include(if: $a) } } x: groups(first: 1) { nodes { ...F } } } fragment F on Group { name }',
    { a: false },
  );
  expect(data).toEqual({ y: { nodes: [{ id: group }] }, x: { nodes: [{ name: 'A' }] } });
});

test('a fragment of two operations is left out in one of them', async () => {
  const query = `query Y($a: Boolean!) { groups(first: 1) { nodes { id ...F @include(if: $a) } } }
    query X { groups(first: 1) { nodes { ...F } } } fragment F on Group { name }`;
  for (let n = 0; n < times; n++) {
    const ask = (operationName: string, variables: object) =>
      post(JSON.stringify({ query, operationName, variables }), { 'x-api-key': partner.key });
    expect((await ask('Y', { a: false })).data.groups.nodes).toEqual([{ id: group }]);
    expect((await ask('X', {})).data.groups.nodes).toEqual([{ name: 'A' }]);
  }
});

test('fields whose names are alike when they are joined keep their arguments', async () => {
  const { data } = await sendOften(
    'query($id: ID!) { group(id: $id) { websites(first: 1) { nodes { url } } } group_websites: websites(first: 3) { nodes { url } } }',
    { id: group },
  );
  expect(data.group.websites.nodes).toHaveLength(1);
  expect(data.group_websites.nodes).toHaveLength(3);
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', 'toJSON', 'length'])(
  'an alias %s has its value',
  async (alias) => {
    const { status, data } = await sendOften(
      `{ groups(first: 50) { nodes { ${alias}: id name } } ${alias}: viewer { apiKey { ${alias}: name } } }`,
    );
    expect(status).toBe(200);
    expect(JSON.stringify(data.groups.nodes[0])).toBe(`{"${alias}":"${group}","name":"A"}`);
    expect(JSON.stringify(data)).toMatch(new RegExp(`"${alias}":{"apiKey":{"${alias}":"test"}}}$`));
  },
);

test('representations that fail are null in their place, with their error', async () => {
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on Group { name } } }`;
  const good = { __typename: 'Group', id: group };
  const { data, errors } = await sendOften(query, {
    representations: [
      { __typename: 'Nope', id: 'x' },
      good,
      { __typename: 'Group' },
      good,
      { __typename: 'Nope', id: 'x' },
    ],
  });
  const entity = { __typename: 'Group', name: 'A' };
  expect(data._entities).toEqual([null, entity, null, entity, null]);
  expect(errors?.map(({ path }) => path)).toEqual([
    ['_entities', 0],
    ['_entities', 2],
    ['_entities', 4],
  ]);
});

test.each<[string, string, Record<string, unknown>]>([
  ['in a list', 'query($m: Boolean = true) { groups(first: 1) { nodes { id name @include(if: $m) } } }', { m: null }],
  ['at the root', 'query($m: Boolean = true) { __typename viewer @skip(if: $m) { apiKey { name } } }', { m: null }],
  ['of a fragment', 'query($m: Boolean = true) { ...F @skip(if: $m) } fragment F on Query { __typename }', { m: null }],
  ['in introspection', 'query($m: Boolean = true) { __schema { types { name @skip(if: $m) } } }', { m: null }],
  [
    'of a mutation',
    `mutation($m: Boolean = true) { createWebsite(input: { url: "null.example.com" }) @include(if: $m) { __typename } }`,
    { m: null },
  ],
])('null for the condition of a directive is a fault of the request: %s', async (_, query, variables) => {
  const before = await partner.snapshot();
  const { status, data, errors } = await sendOften(query, variables);
  expect(status).toBe(400);
  expect(data).toBeUndefined();
  expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining('$m') });
  expect(await partner.snapshot()).toBe(before);
});

test('a mutation that comes after one that failed is not carried out', async () => {
  // The second one's answer asks for credits with a provider that fails: that field is null, and the document goes on.
  const outage = await TestOrganization.create({ billingOutage: true });
  const id = await outage.addGroup({ name: 'C' });
  const query = `mutation ($id: ID!, $name: String!) {
    a: updateGroup(input: { id: $id, name: $name }) { ... on UpdateGroupSuccess { group { name websites(first: 0) { totalCount } } } }
    b: createWebsite(input: { url: "after.example.com" }) { __typename }
  }`;
  for (let n = 0; n < times; n++) {
    const { data, errors } = await send(outage.key, query, { id, name: `C${n}` });
    expect({ data, path: errors?.[0]?.path }).toEqual({ data: null, path: ['a', 'group', 'websites'] });
  }
  expect((await send(outage.key, '{ websites { totalCount } }')).data.websites.totalCount).toBe(0);
});

test('variables that the operation does not declare are refused', async () => {
  const { status, errors } = await sendOften('query ($id: ID!) { website(id: $id) { id } }', { id: website, idd: 1 });
  expect(status).toBe(400);
  expect(errors?.[0]).toMatchObject({
    extensions: { code: 'BAD_USER_INPUT' },
    message: expect.stringContaining('"$idd"'),
  });
});
