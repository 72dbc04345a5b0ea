import { type FieldPolicy, InMemoryCache, type InMemoryCacheConfig, type TypePolicies } from '@apollo/client/cache';
import { connection } from './connection.ts';
import { connectionFields, possibleTypes } from './generated/schema.ts';

/** A look-up by id finds what the cache has of it from lists already. */
const lookUp = (typename: string): FieldPolicy => ({
  read: (found, { args, toReference }) =>
    found === undefined ? toReference({ __typename: typename, id: args?.id }) : found,
});

const connections = Object.fromEntries(
  Object.entries(connectionFields).map(([type, fields]) => [
    type,
    { fields: Object.fromEntries(fields.map((field) => [field, connection])) },
  ]),
) satisfies TypePolicies;

const part = { keyFields: false, merge: true } as const;

/**
 * What Apollo Client's cache has to know of the schema: the members of interfaces and unions, what is one object
 * wherever it shows up (whatever has an `id` of its own), and how the pages of a list come together.
 */
export const cacheConfig: InMemoryCacheConfig = {
  possibleTypes: {
    ...possibleTypes,
    // A pattern: whatever a newer service answers with that has all that is asked of a ResourceError is one.
    ResourceError: [...(possibleTypes.ResourceError ?? []), '.+'],
  },
  typePolicies: {
    ...connections,
    Query: {
      fields: {
        ...connections.Query?.fields,
        group: lookUp('Group'),
        website: lookUp('Website'),
        accountGroup: lookUp('AccountGroup'),
        staffAccount: lookUp('StaffAccount'),
      },
    },
    Viewer: { keyFields: [] },
    GroupCredits: part,
    MonthlyCredits: part,
    OneOffCredits: part,
    AccountGroupAttributes: part,
    // Its id is that of what is missing: each answer is a value of its own.
    ResourceNotFound: { keyFields: false },
  },
};

/** A cache for Apollo Client 4 that knows the schema. One cache for one key: another key sees other things. */
export const createCache = (): InMemoryCache => new InMemoryCache(cacheConfig);
