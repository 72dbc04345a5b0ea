import { post } from '../graphql-request.mjs';

const ask = (document, variablesOf) => post('/graphql', document, ({ key }) => ({ 'x-api-key': key }), variablesOf);
const update = (type, selection) => `
  mutation ($input: Update${type}Input!) {
    update${type}(input: $input) { __typename ... on Update${type}Success { ${selection} } ... on ResourceError { message }`;

export const toRequest = {
  one: ask(
    'query ($id: ID!) { group(id: $id) { id name websites(first: 10) { nodes { id name url } } } }',
    ({ id }) => ({ id }),
  ),
  list: ask('{ groups(first: 20) { nodes { id name websites(first: 10) { nodes { id name url } } } } }', () => ({})),
  deep: ask(
    `{ groups(first: 20) { nodes { id name
       websites(first: 10) { nodes { id name groups(first: 5) { nodes { id name } } } } } } }`,
    () => ({}),
  ),
  rename: ask(`${update('Group', 'group { id name revision }')} } }`, ({ id, name }) => ({ input: { id, name } })),
  websites: ask(`${update('Group', 'group { id revision }')} } }`, ({ id, add, remove }) => ({
    input: { id, addWebsiteIds: add, removeWebsiteIds: remove },
  })),
  externalId: ask(
    `${update('Group', 'group { id externalId revision }')} ... on GroupExternalIdTaken { existingGroup { id } } } }`,
    ({ id, externalId }) => ({ input: { id, externalId } }),
  ),
  label: ask(
    `${update('AccountGroup', 'accountGroup { id lookupName revision }')} } }`,
    ({ id, languageId, text }) => ({
      input: { id, names: [{ language: { id: languageId }, labelText: text }] },
    }),
  ),
  lookup: ask(
    'query ($externalIds: [String!]!) { groupsByExternalId(externalIds: $externalIds) { id name externalId } }',
    ({ externalIds }) => ({ externalIds }),
  ),
};

const flat = ({ websites, groups, ...rest }) => ({
  ...rest,
  ...(websites && { websites: websites.nodes.map(flat) }),
  ...(groups && { groups: groups.nodes }),
});
const updated = ({ updateGroup: { group, existingGroup } }) => (existingGroup ? { takenBy: existingGroup.id } : group);

/** What an answer holds, in the shape that all contestants are compared in. */
export const toContent = {
  one: ({ data }) => flat(data.group),
  list: ({ data }) => data.groups.nodes.map(flat),
  deep: ({ data }) => data.groups.nodes.map(flat),
  rename: ({ data }) => updated(data),
  websites: ({ data }) => updated(data),
  externalId: ({ data }) => updated(data),
  label: ({ data }) => data.updateAccountGroup.accountGroup,
  lookup: ({ data }) => data.groupsByExternalId,
};
