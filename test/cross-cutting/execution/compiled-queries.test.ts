import { type Answer, send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

/** More often than it takes for a query to be compiled. */
const times = 5;

let partner: TestOrganization;
let direct: TestOrganization;
let ids: Record<TestOrganization['id'], { group: string; website: string }>;

beforeAll(async () => {
  [partner, direct] = await Promise.all([
    TestOrganization.create({ billingOutage: true }),
    TestOrganization.create({ partner: false }),
  ]);
  ids = {};
  for (const organization of [partner, direct]) {
    const [website = '', second = ''] = await organization.addWebsites(2);
    const group = await organization.addGroup({ name: 'A', externalId: 'ext', websiteIds: [website, second] });
    await organization.addGroup({ name: 'B', websiteIds: [website] });
    await organization.addAccountGroup({ names: { 1: 'One', 3: 'Eins' } });
    ids[organization.id] = { group, website };
  }
});

/** What was answered, without what differs each time. */
function told({ status, data, errors }: Answer) {
  return {
    status,
    data,
    errors: errors?.map(({ extensions: { errorId: _, ...extensions }, message, ...error }) => ({
      ...error,
      message: extensions.code === 'INTERNAL_SERVER_ERROR' ? 'masked' : message,
      extensions,
    })),
  };
}

const groupFields = 'id name externalId createdAt revision organization { name isPartner }';

test.each([
  ['a look-up', `query ($group: ID!) { group(id: $group) { ${groupFields} } }`, {}],
  [
    'lists in each other',
    '{ groups { nodes { name websites { edges { cursor node { url groups(first: 1) { nodes { name } pageInfo { hasNextPage endCursor } } } } } } } }',
    {},
  ],
  [
    'the same list twice with other arguments',
    '{ groups { nodes { a: websites(first: 1) { nodes { url } } b: websites { totalCount nodes { id name } } } } }',
    {},
  ],
  [
    'fragments',
    'query { groups { ...page } } fragment page on GroupConnection { nodes { ... on Group { name websites { ...sites } } } } fragment sites on WebsiteConnection { nodes { url } totalCount }',
    {},
  ],
  [
    'a variable that is left out',
    'query ($name: String, $ext: String) { groups(filter: { name: { eq: $name }, externalId: $ext }) { totalCount } }',
    {},
  ],
  [
    'a variable that is null',
    'query ($name: String, $ext: String) { groups(filter: { name: { eq: $name }, externalId: $ext }) { totalCount } }',
    { name: null, ext: null },
  ],
  [
    'variables with values',
    'query ($name: String, $first: Int, $order: GroupOrder) { groups(first: $first, orderBy: $order, filter: { name: { eq: $name } }) { nodes { name } } }',
    { name: 'B', first: 5, order: { field: 'UPDATED_AT', direction: 'DESC' } },
  ],
  ['a default of a variable', 'query ($first: Int = 1) { groups(first: $first) { nodes { name } } }', {}],
  ['a default of a variable that is null', 'query ($group: ID = "x") { group(id: $group) { name } }', { group: null }],
  ['a variable of a wrong type', 'query ($first: Int) { groups(first: $first) { totalCount } }', { first: 'many' }],
  ['one value for a list', 'query ($ids: [ID!]!) { groupsById(ids: $ids) { name } }', { ids: 'x' }],
  ['numbers as ids', 'query ($id: ID!) { accountGroup(id: $id) { lookupName } }', { id: 1 }],
  ['numbers that are rounded', 'query ($id: ID!) { accountGroup(id: $id) { lookupName } }', { id: 2 ** 63 }],
  [
    '@oneOf with both',
    'query ($language: LabelLanguageRef) { accountGroups { nodes { name(language: $language) } } }',
    { language: { id: 1, lookupName: 'de_DE' } },
  ],
  [
    '@oneOf with one',
    'query ($language: LabelLanguageRef) { accountGroups { nodes { name(language: $language) } } }',
    { language: { lookupName: 'de_DE' } },
  ],
  [
    '@oneOf in the text',
    '{ accountGroups { nodes { name(language: { id: 3 }) names { labelText language { name } } } } }',
    {},
  ],
  [
    'what is left out',
    'query ($with: Boolean!) { groups { nodes { name @skip(if: $with) websites @include(if: $with) { nodes { id } } } } }',
    { with: true },
  ],
  [
    'what is not left out',
    'query ($with: Boolean!) { groups { nodes { name @skip(if: $with) websites @include(if: $with) { nodes { id } } } } }',
    { with: false },
  ],
  [
    'arguments out of their range, at their field',
    '{ groups { nodes { name websites(first: 1000) { nodes { id } } } } }',
    {},
  ],
  ['what only partners may do', '{ groups { totalCount } groupByExternalId(externalId: "ext") { name } }', {}],
  ['a provider that fails', '{ groups { nodes { name credits { total } } } }', {}],
  ['nulls in a list', 'query ($group: ID!) { groupsById(ids: ["x", $group, "y"]) { name } }', {}],
  [
    'what gateways ask',
    'query ($group: ID!) { _entities(representations: [{ __typename: "Group", id: $group }, { __typename: "Group", id: "x" }]) { __typename ... on Group { name websites { nodes { url } } } } }',
    {},
  ],
  ['introspection', '{ __schema { queryType { fields { name } } } __type(name: "Group") { fields { name } } }', {}],
  ['an operation of several', 'query A { groups { totalCount } } query B { websites { totalCount } }', {}],
])('the fifth answer is like the first: %s', async (_, query, variables) => {
  for (const organization of [partner, direct]) {
    const own = ids[organization.id];
    // What a document does not declare is left out.
    const declared = Object.fromEntries(
      Object.entries({ ...own, ...variables }).filter(([name]) => query.includes(`$${name}:`)),
    );
    const first = told(await send(organization.key, query, declared));
    for (let n = 2; n <= times; n++) expect(told(await send(organization.key, query, declared))).toEqual(first);
  }
});
