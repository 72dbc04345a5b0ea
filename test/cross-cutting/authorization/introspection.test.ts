import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, printSchema } from 'graphql';
import { data, post, send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

const hidden = /external_?id|setGroupCredits|GroupBillingNotProvisioned/i;
const introspection = getIntrospectionQuery({
  descriptions: true,
  inputValueDeprecation: true,
  oneOf: true,
  directiveIsRepeatable: true,
});

let partner: TestOrganization;
let direct: TestOrganization;
beforeAll(async () => {
  partner = await TestOrganization.create();
  direct = await TestOrganization.create({ partner: false });
});

const introspect = async (key: string): Promise<IntrospectionQuery> => data(key, introspection);

test('a direct customer is shown nothing of the partner-only members, neither in names nor in descriptions', async () => {
  const shown = await introspect(direct.key);
  expect(JSON.stringify(shown).match(hidden)).toBeNull();
});

test('what a direct customer is shown is a whole schema, and what a partner is shown has all of it', async () => {
  const [small, large] = [
    buildClientSchema(await introspect(direct.key)),
    buildClientSchema(await introspect(partner.key)),
  ];
  expect(printSchema(large)).toMatch(hidden);
  const lines = new Set(printSchema(large).split('\n'));
  const unions = /^union /;
  for (const line of printSchema(small).split('\n')) if (!unions.test(line)) expect(lines).toContain(line);
  for (const name of ['Group', 'Website', 'UpdateGroupResult', 'PartnerOnlyField', 'GroupCredits'])
    expect(small.getType(name)).toBeDefined();
});

test.each([
  'GroupExternalIdTaken',
  'WebsiteExternalIdTaken',
  'SetGroupCreditsInput',
  'SetGroupCreditsResult',
  'SetGroupCreditsSuccess',
])('__type does not know %s for a direct customer', async (name) => {
  const document = 'query ($name: String!) { __type(name: $name) { name } }';
  expect(await data(direct.key, document, { name })).toEqual({ __type: null });
  expect(await data(partner.key, document, { name })).toEqual({ __type: { name } });
});

test('the possible types of unions and interfaces, and the fields of every type, are those that are shown', async () => {
  const document = `{ union: __type(name: "UpdateGroupResult") { possibleTypes { name } }
    interface: __type(name: "ResourceError") { possibleTypes { name } }
    input: __type(name: "UpdateGroupInput") { inputFields { name } }
    object: __type(name: "Group") { fields { name } } }`;
  expect(JSON.stringify(await data(direct.key, document))).not.toMatch(hidden);
  expect(JSON.stringify(await data(partner.key, document))).toMatch(hidden);
});

test('one audience’s introspection does not rub off on the other', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      data(n % 2 ? direct.key : partner.key, '{ __type(name: "Group") { fields { name } } }'),
    ),
  );
  for (const [n, answer] of answers.entries()) expect(hidden.test(JSON.stringify(answer))).toBe(n % 2 === 0);
});

test('introspection over GET and in a larger document is that of the audience, too', async () => {
  const url = `${process.env.GG_TEST_SERVICE_URL}/graphql?query=${encodeURIComponent('{ __type(name: "Group") { fields { name } } }')}`;
  const text = await (
    await fetch(url, { headers: { 'x-api-key': direct.key, 'content-type': 'application/json' } })
  ).text();
  expect(text).toContain('billingEnabled');
  expect(text).not.toMatch(hidden);
  const answer = await data(
    direct.key,
    '{ viewer { apiKey { id } } a: __schema { types { name inputFields { name } } } }',
  );
  expect(JSON.stringify(answer)).not.toMatch(hidden);
});

/** Mistakes whose best correction is a partner-only member. */
const typos: [string, object?][] = [
  ['{ groups { nodes { externlId } } }'],
  ['{ groups { nodes { extrnalId: externaId } } }'],
  ['{ groupByExternlId(externalI: "x") { id } }'],
  ['{ groupsByExternlI(externalI: ["x"]) { id } }'],
  ['{ groups(filter: { externlId: "x" }) { totalCount } }'],
  ['mutation { updateGroup(input: { id: "x", externlId: "x" }) { __typename } }'],
  [
    'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }',
    { input: { id: 'x', externlId: 'x' } },
  ],
  ['query ($filter: GroupFilter) { groups(filter: $filter) { totalCount } }', { filter: { externlId: 'x' } }],
  ['mutation { setGroupCredit(input: {}) { __typename } }'],
  ['mutation ($input: SetGroupCreditInput!) { __typename }', { input: {} }],
  ['mutation { updateGroup(input: { id: "x" }) { ... on GroupExternlIdTaken { message } } }'],
  ['mutation { updateGroup(input: { id: "x" }) { ... on ResourceError { existingGrou } } }'],
  ['mutation { updateGroup(input: { id: "x" }) { externlId existingGroup { id } } }'],
  ['{ groups { nodes { externalI } edges { externalI } pageInfo { externalI } } websites { nodes { externalI } } }'],
];

test('no error suggests a partner-only member to a direct customer', async () => {
  for (const [document, variables] of typos) {
    const answer = await send(direct.key, document, variables as Record<string, unknown>);
    expect(answer.errors?.length).toBeGreaterThan(0);
    expect(JSON.stringify(answer.errors)).not.toMatch(/external_?id\b|setGroupCredits\b/i);
  }
});

test('errors suggest to a partner what a partner may see', async () => {
  for (const [document, variables] of typos) {
    if (document.includes('ResourceError')) continue; // has one field, and none like it
    const answer = await send(partner.key, document, variables as Record<string, unknown>);
    expect(JSON.stringify(answer.errors)).toMatch(/Did you mean /);
  }
});

test('nor do errors outside of GraphQL show the schema', async () => {
  for (const body of ['{', '[]', '{}', '{"query":1}', '"{ groups }"', '{"query":"{ groups }","variables":[1]}']) {
    const answer = await post(body, { 'x-api-key': direct.key });
    expect(JSON.stringify(answer.errors)).not.toMatch(hidden);
    expect(answer.status).toBeLessThan(500);
  }
});

test.each<[string, string, Record<string, unknown>]>([
  [
    'variables of types that the key does not see',
    'query ($r: [_Any!]!) { __schema { types { name fields { name } inputFields { name } } } _entities(representations: $r) { __typename } }',
    { r: [] },
  ],
  [
    'variables with members that the key does not see',
    'query ($f: GroupFilter) { __schema { types { name inputFields { name } } } viewer { apiKey { id } } groups(filter: $f) @skip(if: true) { totalCount } }',
    { f: { externalId: 'x' } },
  ],
  [
    'introspection alone, with such variables',
    'query ($f: GroupFilter) { __schema { types { name inputFields { name } } } groups(filter: $f) @skip(if: true) { totalCount } }',
    { f: { externalId: 'x' } },
  ],
  [
    'variables of its own',
    'query ($name: String!, $with: Boolean!, $f: GroupFilter) { __type(name: $name) { name fields @include(if: $with) { name } } groups(filter: $f) @skip(if: true) { totalCount } }',
    { name: 'Group', with: true, f: { externalId: 'x' } },
  ],
])(
  'a direct customer is shown nothing that is for partners, whatever comes beside it: %s',
  async (_, query, variables) => {
    for (let n = 0; n < 4; n++) {
      const { data } = await send(direct.key, query, variables);
      const { __schema, __type } = data;
      expect(__schema ?? __type).toBeTruthy();
      expect(JSON.stringify({ __schema, __type })).not.toMatch(hidden);
    }
  },
);
