import type { FieldPolicy, InMemoryCacheConfig, Reference, TypePolicies } from '@apollo/client/cache';
import { connectionFields, possibleTypes } from '../generated/schema.ts';
import { connection } from './connection.ts';

/** A look-up by id finds what the cache has of it from lists already. */
const lookUp = (typename: string): FieldPolicy => ({
  read: (found, { args, toReference }) =>
    found === undefined ? toReference({ __typename: typename, id: args?.id }) : found,
});

/** Several look-ups at once: one object that is gone makes the answer unknown, or the others would change places. */
const lookUps: FieldPolicy<readonly (Reference | readonly Reference[] | null)[]> = {
  keyArgs: (args) => Object.keys(args ?? {}),
  merge: false,
  read: (found, { canRead }) => (found?.flat().every((item) => item === null || canRead(item)) ? found : undefined),
};

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
    // A pattern: whatever a newer service answers with that is no success is an error.
    ResourceError: [...(possibleTypes.ResourceError ?? []), '(?!\\w*Success$)\\w+'],
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
        groupsById: lookUps,
        groupsByExternalId: lookUps,
        websitesById: lookUps,
        websitesByExternalId: lookUps,
        accountGroupsById: lookUps,
        staffAccountsById: lookUps,
        websitesByUrl: lookUps,
      },
    },
    Viewer: { keyFields: [] },
    GroupCredits: part,
    WebsiteCredits: part,
    OrganizationCredits: part,
    MonthlyCredits: part,
    OneOffCredits: part,
    AccountGroupAttributes: part,
    // Its id is that of what is missing: each answer is a value of its own.
    ResourceNotFound: { keyFields: false },
  },
};
