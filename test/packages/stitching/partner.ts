import { stitchSchemas } from '@graphql-tools/stitch';
import { buildSchema, type GraphQLSchema, graphql } from 'graphql';
import { createGroupGatewaySubschema, type GroupGatewayOptions, optionalLink } from '../../../stitching/src/index.ts';
import { serviceUrl } from '../../support/graphql.ts';

export interface Account {
  id: string;
  groupExternalId?: string | null;
  groupIds?: string[];
  staffGroupId?: string;
}

/** A partner's own service: accounts that know groups by keys. */
export function partnerSchema(accounts: Account[]): GraphQLSchema {
  const schema = buildSchema(`
    type Query { accounts: [Account!]! }
    type Account { id: ID! groupExternalId: String groupIds: [ID!]! staffGroupId: ID }
  `);
  const { accounts: field } = schema.getQueryType()?.getFields() ?? {};
  if (field) field.resolve = () => accounts.map((account) => ({ groupIds: [], ...account }));
  return schema;
}

/** Counts requests, and passes them on. */
export function countingFetch() {
  const counting = Object.assign(
    (...args: Parameters<typeof fetch>) => {
      counting.count++;
      return fetch(...args);
    },
    { count: 0 },
  );
  return counting;
}

export interface Gateway {
  schema: GraphQLSchema;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  ask(source: string, variableValues?: Record<string, unknown>, contextValue?: object): Promise<any>;
}

export const toGateway = (schema: GraphQLSchema): Gateway => ({
  schema,
  // Each request has a context of its own, as behind a server.
  ask: async (source, variableValues = {}, contextValue = {}) =>
    JSON.parse(JSON.stringify(await graphql({ schema, source, variableValues, contextValue }))),
});

/** The partner's gateway: its accounts, linked to what the group gateway has. */
export async function partnerGateway(
  accounts: Account[],
  options: Omit<GroupGatewayOptions, 'url'> & { url?: string },
): Promise<Gateway> {
  const schema = partnerSchema(accounts);
  const groups = await createGroupGatewaySubschema({
    url: `${serviceUrl()}/graphql`,
    stitchedWith: [schema],
    warn: () => {},
    ...options,
  });
  const { typePrefix = '' } = options;
  const link = (type: string, by: string, from: string) =>
    groups.merge?.[type] ? optionalLink(groups, { type, by, from }) : {};
  return toGateway(
    stitchSchemas({
      subschemas: [{ schema }, groups],
      typeDefs: `extend type Account {
        group: ${typePrefix}Group
        groups: [${typePrefix}Group]!
        staffGroup: ${typePrefix}AccountGroup
      }`,
      resolvers: {
        Account: {
          group: link(`${typePrefix}Group`, 'externalId', 'groupExternalId'),
          groups: link(`${typePrefix}Group`, 'id', 'groupIds'),
          staffGroup: link(`${typePrefix}AccountGroup`, 'id', 'staffGroupId'),
        },
      },
    }),
  );
}
