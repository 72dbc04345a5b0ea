import { composeServices } from '@apollo/composition';
import { buildHTTPExecutor } from '@graphql-tools/executor-http';
import { stitchSchemas } from '@graphql-tools/stitch';
import { stitchingDirectives } from '@graphql-tools/stitching-directives';
import { buildSchema, graphql, parse, printSchema } from 'graphql';
import { data, serviceUrl } from '../../test/support/graphql.ts';
import { TestOrganization } from '../../test/support/organization.ts';

const hidden = /external_?id|setGroupCredits|GroupBillingNotProvisioned/i;

let partner;
let direct;
let groupIds;

beforeAll(async () => {
  partner = await TestOrganization.create();
  direct = await TestOrganization.create({ partner: false });
  const websites = await partner.addWebsites(1);
  groupIds = await partner.addGroups(2, (n) => ({
    name: `Group ${n}`,
    externalId: `external ${n}`,
    websiteIds: websites,
  }));
});

const subgraphOf = async (key) => ({
  name: 'group_gateway',
  url: `${serviceUrl()}/graphql`,
  typeDefs: parse((await data(key, '{ _service { sdl } }'))._service.sdl),
});

const partnerSubgraph = (sdl) => ({
  name: 'partner',
  url: 'http://partner.example',
  typeDefs: parse(
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key", "@shareable"]) ${sdl}`,
  ),
});

const linked = `
  type Query { accounts: [Account!]! }
  type Account @key(fields: "id") { id: ID! group: Group site: Website staff: StaffAccount }
  type Group @key(fields: "externalId", resolvable: false) { externalId: String }
  type Website @key(fields: "id", resolvable: false) { id: ID! }
  type StaffAccount @key(fields: "id", resolvable: false) { id: ID! }
  type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
`;

test('as a subgraph it composes without an error and without a hint, alone and with a partner’s', async () => {
  for (const others of [[], [partnerSubgraph(linked)]]) {
    const { errors, hints, supergraphSdl } = composeServices([await subgraphOf(partner.key), ...others]);
    expect(errors).toBeUndefined();
    expect(hints.map(({ message }) => message)).toEqual([]);
    expect(supergraphSdl).toMatch(/groupsByExternalId/);
  }
});

test('a partner’s subgraph cannot say that it does not answer for the key of a group', async () => {
  const stub = 'type Group @key(fields: "externalId", resolvable: false) { externalId: String @external }';
  const own = 'type Query { accounts: [Account!]! } type Account @key(fields: "id") { id: ID! group: Group }';
  const { errors } = composeServices([
    await subgraphOf(partner.key),
    {
      name: 'partner',
      url: 'http://partner.example',
      typeDefs: parse(
        `extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key", "@external"]) ${own} ${stub}`,
      ),
    },
  ]);
  expect(errors).not.toEqual([]);
  expect(errors).toBeDefined();
});

test('a direct customer’s supergraph has no member for partners', async () => {
  const { errors, hints, supergraphSdl } = composeServices([await subgraphOf(direct.key)]);
  expect(errors).toBeUndefined();
  expect(hints).toEqual([]);
  expect(supergraphSdl).toMatch(/groupsById/);
  expect(supergraphSdl).not.toMatch(hidden);
});

/** Partners' subgraphs with names of ours for something else: composed into something sensible, or refused by name. */
const hostile = [
  ['its own interface Error', 'interface Error { code: Int! } type Failure implements Error { code: Int! } type Query { failure: Failure }'],
  ['its own Account, Language and node', 'type Account { id: ID! } enum Language { DE } interface Node { id: ID! } type Query { account: Account language: Language node(id: ID!): Node }'],
  ['its own @oneOf input', 'directive @oneOf on INPUT_OBJECT input Choice @oneOf { a: Int b: Int } type Query { choose(by: Choice): Int }'],
  ['its own Group', 'type Group { id: ID! members: [String!]! } type Query { crew: Group }', /Group\.id|Group\.members/],
  ['its own Website', 'type Website { domain: String! } type Query { page: Website }', /Website/],
  ['a PageInfo with other fields', 'type PageInfo { total: Int! } type Query { info: PageInfo }', /PageInfo/],
  ['an interface of the name of ours', 'interface ResourceError { code: Int! } type Failure implements ResourceError { code: Int! } type Query { failure: Failure }', /ResourceError/],
  ['a member of the name of ours', 'type ResourceNotFound { url: String! } type Page { url: String! } union Hit = Page | ResourceNotFound type Query { hit: Hit }', /ResourceNotFound/],
  ['a type of another sort', 'enum Group { A B } type Query { which: Group }', /Group/],
  ['root fields of the names of ours', 'type Query { groups: [String!]! }', /Query\.groups/],
]; // biome-ignore format: a table

test.each(hostile)('a partner with %s', async (...[, sdl, refused]) => {
  const { errors } = composeServices([await subgraphOf(partner.key), partnerSubgraph(sdl)]);
  if (!refused) return expect(errors).toBeUndefined();
  expect(errors.map(({ message }) => message).join('\n')).toMatch(refused);
});

test('the stitching directives merge a partner’s groups, known by either key, in one request each', async () => {
  const { stitchingDirectivesTransformer } = stitchingDirectives();
  for (const [key, values] of [
    ['id', groupIds],
    ['externalId', ['external 0', 'external 1']],
  ]) {
    let requests = 0;
    const executor = buildHTTPExecutor({
      endpoint: `${serviceUrl()}/graphql`,
      headers: { 'x-api-key': partner.key },
      fetch: (...args) => {
        requests++;
        return fetch(...args);
      },
    });
    const groupGateway = stitchingDirectivesTransformer({
      schema: buildSchema((await data(partner.key, '{ _sdl }'))._sdl),
      executor,
      batch: true,
    });
    const own = buildSchema(
      `type Query { noted: [Group!]! } type Group { ${key}: ${key === 'id' ? 'ID!' : 'String'} note: String }`,
    );
    own.getQueryType().getFields().noted.resolve = () => values.map((value) => ({ [key]: value, note: `on ${value}` }));
    const schema = stitchSchemas({ subschemas: [{ schema: own }, groupGateway] });
    const answer = await graphql({ schema, source: '{ noted { note name } }', contextValue: {} });
    expect(JSON.parse(JSON.stringify(answer))).toEqual({
      data: { noted: values.map((value, n) => ({ note: `on ${value}`, name: `Group ${n}` })) },
    });
    expect(requests).toBe(1);
    expect(printSchema(schema)).toMatch(/groupsByExternalId/);
  }
});
