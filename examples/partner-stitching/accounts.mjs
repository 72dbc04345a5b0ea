// A service of the partner: accounts, which know the ids that their groups were given as `externalId`.
import { createSchema, createYoga } from 'graphql-yoga';
import { accounts } from '../accounts.mjs';
import { listen } from '../listen.mjs';

const schema = createSchema({
  typeDefs: `
    type Query {
      accounts: [Account!]!
    }

    type Account {
      id: ID!
      name: String!
      groupExternalId: String
    }
  `,
  resolvers: { Query: { accounts: () => accounts } },
});

listen('accounts', createYoga({ schema, logging: false, graphiql: false }));
