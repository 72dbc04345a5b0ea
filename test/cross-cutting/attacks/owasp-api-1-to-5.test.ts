import {
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql';
import { unchanged } from '../../support/expectations.ts';
import { type Answer, post, send, serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { introspect, leastArguments, put, type RootField, rootFields, waysTo } from '../../support/schema.ts';
import { rawRequest, sendRaw } from '../bad-input/raw-http.ts';
import { createTenant, type Tenant } from '../isolation/tenant.ts';

/*
 * The first five risks of the OWASP API Security Top 10 of 2023, each by attacks that no other folder has:
 * docs/reliability.md names those that others have. What is attacked is read from the schema, so that a new field is
 * attacked by itself.
 */

let tenant: Tenant;
let organization: TestOrganization;
let schema: GraphQLSchema;
let roots: RootField[];

beforeAll(async () => {
  tenant = await createTenant();
  ({ organization } = tenant);
  schema = await introspect(organization.key);
  roots = rootFields(schema);
});

const isMutation = ({ coordinate }: RootField) => coordinate.startsWith('Mutation.');
const mutations = () => roots.filter(isMutation);
const codes = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions.code);
const call = (key: string, root: RootField, id: string, depth = 0) =>
  send(key, root.document(depth), leastArguments(root, id));

describe('API1: broken object level authorization', () => {
  test('a key that is confined to a website is shown no other one and no other group, by whatever look-up', async () => {
    const { website, otherWebsite } = tenant.ids;
    const hidden = await organization.addGroup({ name: 'Hidden', externalId: 'hidden', websiteIds: [otherWebsite] });
    const key = await organization.createKey({ websiteIds: [website] });
    for (const { root, ways } of waysTo(schema, ({ type }) => /^(ID|String)$/.test(getNamedType(type).name)))
      for (const { path } of ways)
        for (const value of [otherWebsite, hidden, 'hidden']) {
          const args = leastArguments(root, value);
          put(root.field.args, args, path, value);
          const told = JSON.stringify((await send(key, root.document(2), args)).data ?? null);
          for (const secret of [otherWebsite, hidden, '"Hidden"', '"hidden"'])
            expect({ at: root.coordinate, path, told: told.includes(secret) }).toEqual({
              at: root.coordinate,
              path,
              told: false,
            });
        }
  }, 120_000);
});

describe('API2: broken authentication', () => {
  const query = '{ viewer { organization { id } } }';

  test('a key anywhere but in its two headers is none', async () => {
    const { key } = organization;
    const headers = [
      'x-apikey',
      'api-key',
      'apikey',
      'x-auth-token',
      'proxy-authorization',
      'x-authorization',
      'cookie',
    ];
    for (const header of headers)
      expect((await post(JSON.stringify({ query }), { [header]: `Bearer ${key}` })).status).toBe(401);
    for (const body of [{ apiKey: key }, { variables: { 'x-api-key': key } }, { extensions: { authorization: key } }])
      expect((await post(JSON.stringify({ query, ...body }), {})).status).toBe(401);
    for (const search of ['api_key', 'apiKey', 'access_token', 'x-api-key', 'authorization'])
      expect((await fetch(`${serviceUrl()}/graphql?query=${query}&${search}=${key}`)).status).toBe(401);
  });

  test('two keys in one request are none, or one of them: never more than the sender has', async () => {
    const stranger = await TestOrganization.create();
    const lines = [`x-api-key: ${organization.key}`, `x-api-key: ${stranger.key}`, 'content-type: application/json'];
    const twice = await sendRaw(
      rawRequest('POST /graphql HTTP/1.1', ['host: localhost', ...lines], JSON.stringify({ query })),
    );
    expect(twice.status).toBe(401);
    const both = { 'x-api-key': `${organization.key}x`, authorization: `Bearer ${stranger.key}` };
    expect((await post(JSON.stringify({ query }), both)).status).toBe(401);
  });
});

describe('API3: broken object property level authorization', () => {
  test('no input takes a field that is for reading', async () => {
    const readable = Object.values(schema.getTypeMap()).filter(
      (type): type is GraphQLObjectType => isObjectType(type) && !/^__|Connection$|Edge$|Success$/.test(type.name),
    );
    const names = [...new Set(readable.flatMap((type) => Object.keys(type.getFields())))];
    expect(names).toEqual(expect.arrayContaining(['revision', 'createdAt', 'lookupName', 'isPartner', 'permissions']));
    for (const root of mutations()) {
      const arg = root.field.args.find(({ name }) => name.startsWith('input'));
      const name = String(arg?.name);
      const input = getNamedType(arg?.type) as GraphQLInputObjectType;
      await unchanged(organization, async () => {
        for (const field of [...names, 'organizationId', '__proto__'].filter((one) => !input.getFields()[one])) {
          const least = JSON.stringify(leastArguments(root, tenant.ids.group)[name]);
          const variables = { [name]: JSON.parse(least.replace(/}(\]?)$/, `,"${field}":"x"}$1`).replace('{,', '{')) };
          const answer = await send(organization.key, root.document(0), variables);
          expect({ field, data: answer.data, code: codes(answer)?.[0] }).toEqual({
            field,
            code: expect.stringMatching(/^BAD_(USER_INPUT|REQUEST)$/),
          });
        }
      });
    }
  }, 120_000);

  test('a direct customer reads no external id by any field, and writes none by any mutation', async () => {
    const direct = await createTenant();
    await direct.organization.query('UPDATE organizations SET is_partner = false WHERE id = $1', [
      direct.organization.id,
    ]);
    const key = await direct.organization.createKey({ permissions: ['STAFF_ADMINISTRATION'] });
    const secret = `-of-${direct.marks.at(-1)}`;
    for (const root of roots.filter((root) => !isMutation(root)))
      for (const id of [direct.ids.group, direct.ids.website, direct.ids.groupExternalId])
        expect(JSON.stringify(await call(key, root, id, 3))).not.toContain(secret);
    const ways = waysTo(schema, ({ name }) => name === 'externalId').filter(({ root }) => isMutation(root));
    const found = ways.flatMap(({ root, ways: each }) => each.map(({ path }) => ({ root, path })));
    expect(found.length).toBeGreaterThan(3);
    for (const { root, path } of found)
      for (const value of ['mine', null]) {
        const args = leastArguments(root, direct.ids.group);
        put(root.field.args, args, path, value);
        const answer = await unchanged(direct.organization, () => send(key, root.document(0), args));
        expect([answer.data.result].flat()[0].__typename).toBe('PartnerOnlyField');
      }
  }, 120_000);
});

describe('API4: unrestricted resource consumption', () => {
  test('no list is longer than 100, and no look-up larger than 1,000, wherever it is', async () => {
    const pages = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
      .filter(({ field }) => field.args.some(({ name }) => name === 'first'));
    expect(pages.length).toBeGreaterThan(6);
    for (const { type, field } of pages)
      for (const first of [101, 2 ** 31 - 1, 0, -1]) {
        const page = `${field.name}(first: ${first}) { nodes { __typename } }`;
        const around = {
          Query: page,
          Group: `groups { nodes { ${page} } }`,
          Website: `websites { nodes { ${page} } }`,
          AccountGroup: `accountGroups { nodes { ${page} } }`,
          WebhookEndpoint: `webhookEndpoints { nodes { ${page} } }`,
        }[type.name];
        expect({
          at: `${type.name}.${field.name}`,
          codes: codes(await send(organization.key, `{ ${around} }`))?.[0],
        }).toEqual({ at: `${type.name}.${field.name}`, codes: 'BAD_USER_INPUT' });
      }
    const many = Array.from({ length: 1001 }, (_, n) => String(n));
    for (const { root, ways } of waysTo(
      schema,
      ({ type }) => isListType(getNullableType(type)) && !isInputObjectType(getNamedType(type)),
    ))
      for (const { path } of ways) {
        const args = leastArguments(root, tenant.ids.group);
        put(root.field.args, args, path, many);
        // What the helper put into a list of its own is a list of lists, which no input takes.
        const answer = await unchanged(organization, () =>
          send(
            organization.key,
            root.document(0),
            JSON.parse(JSON.stringify(args).replace('[[', '[').replace(']]', ']')),
          ),
        );
        expect({ path, code: codes(answer)?.[0] ?? [answer.data.result].flat()[0]?.__typename }).toEqual({
          path,
          code: expect.stringMatching(/^(BAD_USER_INPUT|InvalidResourceInput)$/),
        });
      }
  }, 120_000);
});

describe('API5: broken function level authorization', () => {
  test('a key does what the description of a field lets it do, and nothing else, with every field', async () => {
    const confined = await organization.createKey({
      websiteIds: [tenant.ids.website],
      permissions: ['STAFF_ADMINISTRATION', 'KEY_ADMINISTRATION'],
    });
    const reader = await organization.createKey();
    const needs = (pattern: RegExp) => roots.filter(({ field }) => pattern.test(field.description ?? ''));
    const forGlobal = needs(/Needs a global key/);
    expect(mutations().filter((root) => !forGlobal.includes(root))).toEqual([]);
    const forStaff = needs(/with the permission `STAFF_ADMINISTRATION`/);
    expect(forStaff.length).toBeGreaterThan(6);
    const forKeys = needs(/with the permission `KEY_ADMINISTRATION`/);
    expect(forKeys.length).toBeGreaterThan(4);
    for (const [key, forbidden] of [
      [confined, forGlobal],
      [reader, forStaff],
      [reader, forKeys],
    ] as const)
      for (const root of forbidden)
        for (const id of [tenant.ids.group, tenant.ids.accountGroup, 'x']) {
          const answer = await unchanged(organization, () => call(key, root, id));
          expect({ at: root.coordinate, codes: codes(answer) }).toEqual({ at: root.coordinate, codes: ['FORBIDDEN'] });
          expect(answer.data?.result ?? null).toBeNull();
        }
  }, 120_000);
});
