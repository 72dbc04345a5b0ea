import { once } from 'node:events';
import { createServer } from 'node:http';
import { composeServices } from '@apollo/composition';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { parse } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { serviceUrl } from '../../test/support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../test/support/organization.ts';
import { startService } from '../../test/support/service.ts';
import { WireCounter } from '../../test/support/wire-counter.ts';

/** A supergraph with a partner whose names are all ours: composed with a prefix, and joined through real gateways. */

const accountCount = 500;
const isKnown = (n) => n % 3 !== 0;

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key"])
  scalar DateTime
  interface ResourceError { code: Int! }
  type ResourceNotFound implements ResourceError { code: Int! }
  type Website { domain: String! }
  type Group { members: [String!]! }
  type PageInfo { total: Int! }
  enum SortDirection { UP DOWN }
  union UpdateGroupResult = Group | Website
  type Query {
    accounts: [Account!]!
    groups: [Group!]!
    website: Website
    last(sorted: SortDirection): UpdateGroupResult
    failure: ResourceError
    page: PageInfo
    now: DateTime
  }
  type Mutation { updateGroup: Boolean }
  type Account @key(fields: "id") { id: ID! group: Acme_Group }
  type Acme_Group @key(fields: "externalId", resolvable: false) { externalId: String }
`);

const resolvers = {
  Query: {
    accounts: () =>
      Array.from({ length: accountCount }, (_, n) => ({
        id: n,
        group: { externalId: `${isKnown(n) ? 'external' : 'unknown'} ${n}` },
      })),
    groups: () => [{ members: ['one'] }],
    failure: () => ({ __typename: 'ResourceNotFound', code: 7 }),
    now: () => 1234,
  },
};

let counter;
let service;
let organization;
let accounts;
let supergraphSdl;
const requests = [];

beforeAll(async () => {
  const proxy = await WireCounter.open(databaseUrl());
  counter = proxy.counter;
  service = await startService({ DATABASE_URL: proxy.url, RATE_LIMIT_POINTS: '0' });
  organization = await TestOrganization.create();
  await organization.query(
    `INSERT INTO groups (organization_id, id, name, external_id)
     SELECT $1, gen_random_uuid(), 'Group ' || n, 'external ' || n FROM generate_series(0, 499) AS n`,
    [organization.id],
  );
  accounts = createServer(
    createYoga({ schema: buildSubgraphSchema({ typeDefs, resolvers }), logging: false, graphiql: false }),
  ).listen(0, '127.0.0.1');
  await once(accounts, 'listening');
  const answer = await fetch(`${service.url}/schema.graphql?for=federation&prefix=Acme_`, {
    headers: { 'x-api-key': organization.key },
  });
  const {
    errors,
    hints,
    supergraphSdl: composed,
  } = composeServices([
    { name: 'accounts', url: `http://127.0.0.1:${accounts.address().port}/graphql`, typeDefs },
    { name: 'group_gateway', url: `${service.url}/graphql?prefix=Acme_`, typeDefs: parse(await answer.text()) },
  ]);
  expect([errors, hints]).toEqual([undefined, []]);
  supergraphSdl = composed;
});

afterAll(async () => {
  accounts.closeAllConnections();
  accounts.close();
  await service.kill();
  await counter.close();
});

/** Gateways over the supergraph, which send the key; and how to ask them. */
const gateways = {
  async 'Apollo Gateway'() {
    const gateway = new ApolloGateway({
      supergraphSdl,
      buildService: ({ name, url }) =>
        new RemoteGraphQLDataSource({
          url,
          willSendRequest({ request }) {
            requests.push(name);
            if (name === 'group_gateway') request.http.headers.set('x-api-key', organization.key);
          },
        }),
    });
    const server = new ApolloServer({ gateway });
    await server.start();
    return {
      ask: async (query, variables) => (await server.executeOperation({ query, variables })).body.singleResult,
      stop: () => server.stop(),
    };
  },
  async 'Hive Gateway'() {
    const gateway = createGatewayRuntime({
      supergraph: supergraphSdl,
      maskedErrors: false,
      logging: false,
      plugins: () => [
        {
          onFetch({ url, options, setOptions }) {
            requests.push(url.startsWith(service.url) ? 'group_gateway' : 'accounts');
            if (url.startsWith(service.url))
              setOptions({ ...options, headers: { ...options.headers, 'x-api-key': organization.key } });
          },
        },
      ],
    });
    return {
      async ask(query, variables) {
        const response = await gateway.fetch('http://localhost/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables }),
        });
        return response.json();
      },
      stop: () => gateway[Symbol.asyncDispose](),
    };
  },
};

describe.each(Object.entries(gateways))('%s', (_name, open) => {
  let gateway;
  beforeAll(async () => {
    gateway = await open();
  });
  afterAll(() => gateway?.stop());

  test('joins 500 rows to prefixed entities in one request, and both sides mean what they meant', async () => {
    const joined = `{
      accounts { id group { __typename name externalId websites { nodes { id } } } }
      groups { members } failure { __typename code } now
    }`;
    await gateway.ask(joined);
    requests.length = 0;
    const { data } = await gateway.ask(joined);
    expect(requests.filter((each) => each === 'group_gateway')).toHaveLength(1);
    expect(data).toMatchObject({
      groups: [{ members: ['one'] }],
      failure: { __typename: 'ResourceNotFound', code: 7 },
      now: 1234,
    });
    expect(data.accounts).toHaveLength(accountCount);
    for (const { id, group } of data.accounts)
      expect(group).toEqual(
        isKnown(Number(id))
          ? { __typename: 'Acme_Group', name: `Group ${id}`, externalId: `external ${id}`, websites: { nodes: [] } }
          : null,
      );
    expect(await counter.during(() => gateway.ask(joined))).toBeLessThanOrEqual(2);
  });

  test('prefixed queries and mutations are answered with prefixed types', async () => {
    const { data, errors } = await gateway.ask(
      `query ($first: Int, $filter: Acme_GroupFilter) {
        Acme_groups(first: $first, filter: $filter) { totalCount nodes { __typename createdAt } }
      }`,
      { first: 1, filter: { name: { contains: 'Group 4' } } },
    );
    expect(errors).toBeUndefined();
    expect(data.Acme_groups.nodes).toEqual([{ __typename: 'Acme_Group', createdAt: expect.stringMatching(/Z$/) }]);
    const refused = await gateway.ask(
      `mutation ($input: Acme_UpdateGroupInput!) { changed: Acme_updateGroup(input: $input) {
        __typename ... on Acme_ResourceNotFound { id } ... on Acme_ResourceError { message }
      } }`,
      { input: { id: 'none', name: 'New' } },
    );
    expect(refused.errors).toBeUndefined();
    expect(refused.data.changed).toMatchObject({ __typename: 'Acme_ResourceNotFound', message: expect.any(String) });
  });
});

test('a part of the schema composes, too, and is all that the gateway shows', async () => {
  const answer = await fetch(`${serviceUrl()}/schema.graphql?for=federation&prefix=Acme_&only=groups,Website`, {
    headers: { 'x-api-key': organization.key },
  });
  const { errors, supergraphSdl: part } = composeServices([
    { name: 'accounts', url: 'http://accounts.example', typeDefs },
    { name: 'group_gateway', url: 'http://groups.example/graphql?prefix=Acme_', typeDefs: parse(await answer.text()) },
  ]);
  expect(errors).toBeUndefined();
  expect(part).toMatch(/Acme_groups\(/);
  expect(part).not.toMatch(/Acme_viewer|Acme_createGroup|Acme_StaffAccount/);
});
