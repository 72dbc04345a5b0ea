// A subgraph of the partner: accounts, and of a group nothing but the key.
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { accounts } from '../accounts.mjs';
import { listen } from '../listen.mjs';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key"])

  type Query {
    accounts: [Account!]!
  }

  type Account @key(fields: "id") {
    id: ID!
    name: String!
    groupExternalId: String
    group: Group
  }

  type Group @key(fields: "externalId", resolvable: false) {
    externalId: String
  }
`);

/** Serves the accounts, with a resolver of `Account.group`. */
export function serveAccounts(group, context) {
  const resolvers = { Query: { accounts: () => accounts }, Account: { group } };
  const schema = buildSubgraphSchema({ typeDefs, resolvers });
  listen('accounts', createYoga({ schema, context, logging: false, graphiql: false }));
}
