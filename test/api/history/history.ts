import { data } from '../../support/graphql.ts';
import type { Member } from '../../support/operation.ts';

export const author = 'changedBy { apiKeyId name prefix }';

export const groupChangeFields = `kind revision changedAt ${author}
  name { from to } billingEnabled { from to } externalId { from to } websitesAdded { id } websitesRemoved { id }`;

/** A change of a group in which nothing changed. */
export const nothing = {
  changedAt: expect.stringMatching(/Z$/),
  name: null,
  billingEnabled: null,
  externalId: null,
  websitesAdded: [],
  websitesRemoved: [],
};

/** The history of a group, the newest first; undefined where the key sees no such group. */
export async function groupHistory(key: string, id: string): Promise<Member[]> {
  const query = `query ($id: ID!) { group(id: $id) { changes(first: 100) { nodes { ${groupChangeFields} } } } }`;
  return (await data(key, query, { id })).group?.changes.nodes;
}

/** The history of a website, the newest first; undefined where the key sees no such website. */
export async function websiteHistory(key: string, id: string): Promise<Member[]> {
  const query = `query ($id: ID!) { website(id: $id) { changes(first: 100) { totalCount nodes {
    kind revision changedAt ${author} operator url { from to } name { from to } externalId { from to } } } } }`;
  return (await data(key, query, { id })).website?.changes.nodes;
}

export const accountGroupChangeFields = `kind revision changedAt ${author}
  names { language { id } from to } descriptions { language { id } from to } lookupName { from to }
  displayOrder { from to } attributes { customerCareAccess { from to } }
  accountsJoined { id login } accountsLeft { id login }`;

/** A change of an account group in which nothing changed. */
export const nothingOfAccountGroup = {
  changedAt: expect.stringMatching(/Z$/),
  names: [],
  descriptions: [],
  lookupName: null,
  displayOrder: null,
  attributes: { customerCareAccess: null },
  accountsJoined: [],
  accountsLeft: [],
};

export async function accountGroupHistory(key: string, id: string): Promise<Member[]> {
  const query = `query ($id: ID!) { accountGroup(id: $id) {
    changes(first: 100) { nodes { ${accountGroupChangeFields} } } } }`;
  return (await data(key, query, { id })).accountGroup.changes.nodes;
}
