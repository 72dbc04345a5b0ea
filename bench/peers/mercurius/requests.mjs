import { byHeader, post } from '../../comparison/graphql-request.mjs';

const ask = (document, variablesOf) => post('/graphql', document, byHeader, variablesOf);

export const toRequest = {
  one: ask('query ($id: ID!) { group(id: $id) { id name websites(first: 10) { id name url } } }', ({ id }) => ({ id })),
  list: ask('{ groups(first: 20) { id name websites(first: 10) { id name url } } }', () => ({})),
  deep: ask(
    '{ groups(first: 20) { id name websites(first: 10) { id name groups(first: 5) { id name } } } }',
    () => ({}),
  ),
  rename: ask(
    'mutation ($id: ID!, $name: String!) { renameGroup(id: $id, name: $name) { id name revision } }',
    ({ id, name }) => ({ id, name }),
  ),
  websites: ask(
    `mutation ($id: ID!, $add: [ID!]!, $remove: [ID!]!) {
       changeWebsites(id: $id, add: $add, remove: $remove) { id revision } }`,
    ({ id, add, remove }) => ({ id, add, remove }),
  ),
  externalId: ask(
    `mutation ($id: ID!, $externalId: String!) {
       setExternalId(id: $id, externalId: $externalId) { takenBy group { id externalId revision } } }`,
    ({ id, externalId }) => ({ id, externalId }),
  ),
  label: ask(
    `mutation ($id: ID!, $languageId: Int!, $text: String!) {
       setAccountGroupName(id: $id, languageId: $languageId, text: $text) { id lookupName revision } }`,
    ({ id, languageId, text }) => ({ id, languageId, text }),
  ),
  lookup: ask(
    'query ($externalIds: [String!]!) { groupsByExternalId(externalIds: $externalIds) { id name externalId } }',
    ({ externalIds }) => ({ externalIds }),
  ),
};

export const toContent = {
  one: ({ data }) => data.group,
  list: ({ data }) => data.groups,
  deep: ({ data }) => data.groups,
  rename: ({ data }) => data.renameGroup,
  websites: ({ data }) => data.changeWebsites,
  externalId: ({ data: { setExternalId } }) => setExternalId.group ?? { takenBy: setExternalId.takenBy },
  label: ({ data }) => data.setAccountGroupName,
  lookup: ({ data }) => data.groupsByExternalId,
};
