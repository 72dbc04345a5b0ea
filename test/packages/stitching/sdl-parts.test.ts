import { buildASTSchema, buildSchema, isObjectType, parse, validateSchema, visit } from 'graphql';
import { serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

/** `/schema.graphql?only=…&prefix=…`: what is handed out of the schema, and under which names. */

let partner: TestOrganization;
let direct: TestOrganization;
beforeAll(async () => {
  partner = await TestOrganization.create();
  direct = await TestOrganization.create({ partner: false });
});

const get = (query: string, key = partner.key) =>
  fetch(`${serviceUrl()}/schema.graphql?${query}`, { headers: { 'x-api-key': key } });

/** The SDL as a schema, whatever directives it has. */
async function schemaOf(query: string, key?: string) {
  const answer = await get(query, key);
  expect(answer.status).toBe(200);
  return buildASTSchema(visit(parse(await answer.text()), { SchemaExtension: () => null, Directive: () => null }));
}

const kinds = ['stitching', 'federation', 'composite'];

test.each(kinds)(
  'for %s, a part has the root fields that were asked for, and the types that they need',
  async (kind) => {
    const part = await schemaOf(`for=${kind}&only=groupsByExternalId,website,updateGroup`);
    expect(validateSchema(part)).toEqual([]);
    expect(Object.keys(part.getQueryType()?.getFields() ?? {}).sort()).toEqual(['groupsByExternalId', 'website']);
    expect(Object.keys(part.getMutationType()?.getFields() ?? {})).toEqual(['updateGroup']);
    expect(part.getSubscriptionType()).toBeFalsy();
    const types = Object.keys(part.getTypeMap());
    expect(types).toEqual(
      expect.arrayContaining(['Group', 'Website', 'UpdateGroupResult', 'ResourceError', 'DateTime']),
    );
    for (const absent of ['CreateGroupInput', 'MoveStaffAccountsResult', 'AccountGroup', 'Viewer'])
      expect(types).not.toContain(absent);
  },
);

test('a type alone is enough for entities, with its keys; other kinds of gateways need a query', async () => {
  const text = await (await get('for=federation&only=Group')).text();
  expect(text).toContain('type Group @key(fields: "id") @key(fields: "externalId")');
  expect(text).not.toContain('type Query');
  for (const kind of ['stitching', 'composite']) {
    const refused = await get(`for=${kind}&only=Group,updateGroup`);
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('field of Query')]);
  }
});

test.each(kinds)('for %s, the prefix is before every name but those that all schemas have', async (kind) => {
  const renamed = await schemaOf(`for=${kind}&prefix=Acme_`);
  const plain = await schemaOf(`for=${kind}`);
  const free = new Set(['Query', 'Mutation', 'Subscription', 'FieldSelectionSet', 'ID', 'Int', 'String', 'Boolean']);
  for (const name of Object.keys(plain.getTypeMap()).filter((each) => !each.startsWith('__')))
    expect(renamed.getType(free.has(name) ? name : `Acme_${name}`)).toBeDefined();
  expect(Object.keys(renamed.getTypeMap())).toHaveLength(Object.keys(plain.getTypeMap()).length);
  for (const root of [renamed.getQueryType(), renamed.getMutationType(), renamed.getSubscriptionType()])
    expect(Object.keys(root?.getFields() ?? {}).filter((name) => !name.startsWith('Acme_'))).toEqual([]);
  const group = renamed.getType('Acme_Group');
  expect(isObjectType(group) && Object.keys(group.getFields())).toContain('externalId');
});

test('both go together, and the names of the part have no prefix', async () => {
  const part = await schemaOf('for=federation&only=groups&prefix=Acme_');
  expect(Object.keys(part.getQueryType()?.getFields() ?? {})).toEqual(['Acme_groups']);
  expect(part.getMutationType()).toBeFalsy();
});

test.each([
  ['only=', 'commas'],
  ['only=groups,', 'commas'],
  ['only=a%20b', 'commas'],
  ['only=nothing,groups', '"nothing"'],
  ['only=Query', '"Query"'],
  ['only=constructor', '"constructor"'],
  [`only=${'groups,'.repeat(201)}groups`, '200'],
  ['prefix=', '"Acme_"'],
  ['prefix=9', '"Acme_"'],
  ['prefix=_a', '"Acme_"'],
  ['prefix=a&prefix=b', 'once'],
])('%s is refused, and the message says what is right', async (query, named) => {
  const answer = await get(`for=federation&${query}`);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({
    errors: [{ message: expect.stringContaining(named), extensions: { code: 'BAD_REQUEST' } }],
  });
});

test('a direct customer gets no member for partners, by whatever name it asks', async () => {
  for (const name of ['groupByExternalId', 'setGroupCredits', 'GroupCreditsInput']) {
    const answer = await get(`for=federation&only=${name}`, direct.key);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('you see no')]);
  }
  expect(await (await get('for=federation&only=groups&prefix=Acme_', direct.key)).text()).not.toMatch(/external_?id/i);
});

test('a part is a schema of its own for caches', async () => {
  const tags = await Promise.all(
    ['', 'only=groups', 'prefix=Acme_', 'only=groups&prefix=Acme_', 'prefix=Acme2_'].map(async (query) =>
      (await get(query)).headers.get('etag'),
    ),
  );
  expect(new Set(tags).size).toBe(5);
  expect(buildSchema(await (await get('prefix=Acme_')).text()).getType('Acme_Group')).toBeDefined();
});
