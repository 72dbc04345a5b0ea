import { stitchSchemas } from '@graphql-tools/stitch';
import { buildSchema } from 'graphql';
import { createGroupGatewaySubschema, type GroupGatewayOptions } from '../../../stitching/src/index.ts';
import { serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { toGateway } from './partner.ts';

let organization: TestOrganization;
let group: string;

beforeAll(async () => {
  organization = await TestOrganization.create();
  const websites = await organization.addWebsites(1);
  group = await organization.addGroup({ name: 'Ours', externalId: 'taken', websiteIds: websites });
});

/** Partners whose schemas have names of ours, or names that others have, for something else; and what clashes. */
const partners: Record<string, { sdl: string; clashes: string[] }> = {
  'its own interface Error': {
    sdl: `interface Error { code: Int! } type Failure implements Error { code: Int! } type Query { failure: Failure }`,
    clashes: [],
  },
  'an interface of the name of ours': {
    sdl: `interface ResourceError { code: Int! } type Failure implements ResourceError { code: Int! } type Query { failure: Failure }`,
    clashes: ['ResourceError'],
  },
  'its own Group': {
    sdl: 'type Group { id: Int! members: [String!]! } type Query { crew: Group }',
    clashes: ['Group'],
  },
  'its own Account': { sdl: 'type Account { id: ID! balance: Float } type Query { account: Account }', clashes: [] },
  'its own Website': { sdl: 'type Website { domain: String! } type Query { page: Website }', clashes: ['Website'] },
  'its own Language': { sdl: 'enum Language { DE EN } type Query { language: Language }', clashes: [] },
  'a PageInfo with other fields': {
    sdl: 'type PageInfo { total: Int! } type Query { info: PageInfo }',
    clashes: ['PageInfo'],
  },
  'the PageInfo that everybody has': {
    sdl: `type PageInfo { "In words of its own." endCursor: String hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String }
      type Query { info: PageInfo }`,
    clashes: [],
  },
  'a DateTime of its own': { sdl: 'scalar DateTime type Query { now: DateTime }', clashes: ['DateTime'] },
  'a node of its own': { sdl: 'interface Node { id: ID! } type Query { node(id: ID!): Node }', clashes: [] },
  'a union with a member of the name of ours': {
    sdl: 'type ResourceNotFound { url: String! } type Page { url: String! } union Hit = Page | ResourceNotFound type Query { hit: Hit }',
    clashes: ['ResourceNotFound'],
  },
  'a union of the name of ours': {
    sdl: 'type Done { at: String! } union UpdateGroupResult = Done type Query { last: UpdateGroupResult }',
    clashes: ['UpdateGroupResult'],
  },
  'an input of one member, and one of the name of ours': {
    sdl: 'input Choice @oneOf { a: Int b: Int } input LabelLanguageRef @oneOf { code: String } type Query { choose(by: Choice, in: LabelLanguageRef): Int }',
    clashes: ['LabelLanguageRef'],
  },
  'an enum with other values': {
    sdl: 'enum SortDirection { UP DOWN } type Query { sorted(by: SortDirection): Int }',
    clashes: ['SortDirection'],
  },
  'a type of another sort': { sdl: 'enum Group { A B } type Query { which: Group }', clashes: ['Group'] },
  'root fields of the names of ours': {
    sdl: 'type Query { website(id: ID!): String groups: [String!]! } type Mutation { updateGroup: Boolean }',
    clashes: ['Query.groups', 'Query.website', 'Mutation.updateGroup'],
  },
};

const open = (options: Partial<GroupGatewayOptions>) =>
  createGroupGatewaySubschema({ url: serviceUrl(), apiKey: organization.key, ...options });

describe.each(Object.entries(partners))('%s', (_, { sdl, clashes }) => {
  const schema = buildSchema(sdl);

  if (clashes.length === 0)
    test('stitches without further ado', async () => {
      const gateway = toGateway(stitchSchemas({ subschemas: [{ schema }, await open({ stitchedWith: [schema] })] }));
      expect(await gateway.ask('query ($id: ID!) { group(id: $id) { name } }', { id: group })).toEqual({
        data: { group: { name: 'Ours' } },
      });
    });
  else
    test('is refused, with the names that clash and the option that solves it', async () => {
      const refused = open({ stitchedWith: [schema] });
      await expect(refused).rejects.toMatchObject({ name: 'GroupGatewayNameClashError', clashes });
      for (const name of clashes) await expect(refused).rejects.toThrow(name);
      const option = clashes.some((name) => name.includes('.')) ? 'rootFieldPrefix' : 'typePrefix';
      await expect(refused).rejects.toThrow(`"${option}"`);
    });

  test('starts with prefixes, and both sides mean what they meant', async () => {
    const groupGateway = await open({ stitchedWith: [schema], typePrefix: 'Portal_', rootFieldPrefix: 'portal_' });
    const stitched = stitchSchemas({ subschemas: [{ schema }, groupGateway] });
    for (const type of Object.values(schema.getTypeMap()))
      if (!['Query', 'Mutation'].includes(type.name)) expect(String(stitched.getType(type.name))).toBe(String(type));
    for (const field of Object.values(schema.getQueryType()?.getFields() ?? {}))
      expect(String(stitched.getQueryType()?.getFields()[field.name]?.type)).toBe(String(field.type));
    const gateway = toGateway(stitched);
    const answer = await gateway.ask(
      `mutation ($input: Portal_CreateGroupInput!) { portal_createGroup(input: $input) {
        __typename
        ... on Portal_GroupExternalIdTaken { existingGroup { __typename id name createdAt websites { pageInfo { __typename hasNextPage } } } }
        ... on Portal_ResourceError { message }
      } }`,
      { input: { name: 'New', externalId: 'taken', websiteIds: await organization.addWebsites(1) } },
    );
    expect(answer).toEqual({
      data: {
        portal_createGroup: {
          __typename: 'Portal_GroupExternalIdTaken',
          message: expect.any(String),
          existingGroup: {
            __typename: 'Portal_Group',
            id: group,
            name: 'Ours',
            createdAt: expect.stringMatching(/Z$/),
            websites: { pageInfo: { __typename: 'Portal_PageInfo', hasNextPage: false } },
          },
        },
      },
    });
  });
});

test('what means the same in both is merged when it is said so', async () => {
  const schema = buildSchema('scalar DateTime type Query { now: DateTime }');
  const { now } = schema.getQueryType()?.getFields() ?? {};
  if (now) now.resolve = () => '2026-11-22T17:25:00.000Z';
  const groupGateway = await open({ stitchedWith: [schema], mergedTypes: ['DateTime'] });
  const gateway = toGateway(stitchSchemas({ subschemas: [{ schema }, groupGateway] }));
  const { data } = await gateway.ask('query ($id: ID!) { now group(id: $id) { createdAt } }', { id: group });
  expect([data.now, data.group.createdAt]).toEqual(['2026-11-22T17:25:00.000Z', expect.stringMatching(/Z$/)]);
});
