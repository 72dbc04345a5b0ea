import { post } from '../../comparison/graphql-request.mjs';

const ask = (document, variablesOf) =>
  post(
    '/graphql',
    document,
    () => ({}),
    (step) => ({ organization: step.organization.id, ...variablesOf(step) }),
  );

const groups = (selection) => `
  query ($organization: UUID!) {
    allGroupsList(condition: { organizationId: $organization }, orderBy: [NAME_ASC, ROW_ID_ASC], first: 20) { ${selection} }
  }`;

export const toRequest = {
  one: ask(
    `query ($organization: UUID!, $id: UUID!) {
       groupByOrganizationIdAndRowId(organizationId: $organization, rowId: $id) {
         id: rowId name websites: websitesList(first: 10) { id: rowId name url } } }`,
    ({ id }) => ({ id }),
  ),
  list: ask(groups('id: rowId name websites: websitesList(first: 10) { id: rowId name url }'), () => ({})),
  deep: ask(
    groups(`id: rowId name
      websites: websitesList(first: 10) { id: rowId name groups: groupsList(first: 5) { id: rowId name } }`),
    () => ({}),
  ),
  rename: ask(
    `mutation ($organization: UUID!, $id: UUID!, $name: String!) {
       renameGroup(input: { organization: $organization, theGroup: $id, newName: $name }) {
         result { id: rowId name revision } } }`,
    ({ id, name }) => ({ id, name }),
  ),
  websites: ask(
    `mutation ($organization: UUID!, $id: UUID!, $add: [UUID]!, $remove: [UUID]!) {
       changeWebsites(input: { organization: $organization, theGroup: $id, addIds: $add, removeIds: $remove }) {
         result { id: rowId revision } } }`,
    ({ id, add, remove }) => ({ id, add, remove }),
  ),
  externalId: ask(
    `mutation ($organization: UUID!, $id: UUID!, $externalId: String!) {
       setExternalId(input: { organization: $organization, theGroup: $id, newExternalId: $externalId }) {
         result { id: rowId externalId revision takenBy } } }`,
    ({ id, externalId }) => ({ id, externalId }),
  ),
  label: ask(
    `mutation ($organization: UUID!, $id: BigInt!, $languageId: Int!, $text: String!) {
       setAccountGroupName(input: { organization: $organization, theGroup: $id, language: $languageId, newText: $text }) {
         result { id: rowId lookupName revision } } }`,
    ({ id, languageId, text }) => ({ id, languageId, text }),
  ),
  lookup: ask(
    `query ($organization: UUID!, $externalIds: [String]!) {
       groupsByExternalIdsList(organization: $organization, externalIds: $externalIds) { id: rowId name externalId } }`,
    ({ externalIds }) => ({ externalIds }),
  ),
};

const externalIdOf = ({ takenBy, ...group }) => (takenBy ? { takenBy } : group);

export const toContent = {
  one: ({ data }) => data.groupByOrganizationIdAndRowId,
  list: ({ data }) => data.allGroupsList,
  deep: ({ data }) => data.allGroupsList,
  rename: ({ data }) => data.renameGroup.result,
  websites: ({ data }) => data.changeWebsites.result,
  externalId: ({ data }) => externalIdOf(data.setExternalId.result),
  label: ({ data }) => data.setAccountGroupName.result,
  lookup: ({ data }) => data.groupsByExternalIdsList,
};
