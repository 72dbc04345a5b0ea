export const schema = `
  type Query {
    group(id: ID!): Group
    groups(first: Int!): [Group!]!
    groupsByExternalId(externalIds: [String!]!): [Group]!
  }
  type Mutation {
    renameGroup(id: ID!, name: String!): Group
    changeWebsites(id: ID!, add: [ID!]!, remove: [ID!]!): Group
    setExternalId(id: ID!, externalId: String!): SetExternalId!
    setAccountGroupName(id: ID!, languageId: Int!, text: String!): AccountGroup
  }
  type Group {
    id: ID!
    name: String!
    externalId: String
    revision: Int!
    websites(first: Int!): [Website!]!
  }
  type Website {
    id: ID!
    name: String
    url: String!
    groups(first: Int!): [Group!]!
  }
  type AccountGroup {
    id: ID!
    lookupName: String!
    revision: Int!
  }
  type SetExternalId {
    group: Group
    takenBy: ID
  }
`;
