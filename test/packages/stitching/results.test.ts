import { stitchSchemas } from '@graphql-tools/stitch';
import { printSchema } from 'graphql';
import { createGroupGatewaySubschema } from '../../../stitching/src/index.ts';
import { serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { type Gateway, partnerGateway } from './partner.ts';

let organization: TestOrganization;
let website: string;
let group: string;
let other: string;

beforeAll(async () => {
  organization = await TestOrganization.create();
  [website = ''] = await organization.addWebsites(1);
  group = await organization.addGroup({ name: 'Group', externalId: 'taken', websiteIds: [website] });
  other = await organization.addGroup({ name: 'Other', websiteIds: [website] });
});

/** The same gateway with names as they are, and with prefixes. */
const variants = [
  ['as they are', '', ''],
  ['with prefixes', 'Portal_', 'portal_'],
] as const;

const open = (typePrefix: string, rootFieldPrefix: string, key = organization.key): Promise<Gateway> =>
  partnerGateway([], { apiKey: key, typePrefix, rootFieldPrefix });

describe.each(variants)('through a gateway with the names %s', (_, type, field) => {
  test('a conflict keeps its __typename, its own members and those of the interface', async () => {
    const gateway = await open(type, field);
    const answer = await gateway.ask(
      `mutation ($input: ${type}UpdateGroupInput!) {
        renamed: ${field}updateGroup(input: $input) {
          __typename
          ... on ${type}UpdateGroupSuccess { group { name } }
          ... on ${type}GroupExternalIdTaken { externalId existingGroup { __typename id websites { nodes { id } } } }
          ... on ${type}ResourceError { __typename message }
        }
      }`,
      { input: { id: other, externalId: 'taken' } },
    );
    expect(answer).toEqual({
      data: {
        renamed: {
          __typename: `${type}GroupExternalIdTaken`,
          externalId: 'taken',
          existingGroup: { __typename: `${type}Group`, id: group, websites: { nodes: [{ id: website }] } },
          message: expect.stringContaining('external id'),
        },
      },
    });
  });

  test('a success, a list of issues and a resource that is not there are told apart', async () => {
    const gateway = await open(type, field);
    const { data, errors } = await gateway.ask(
      `mutation ($bad: ${type}UpdateGroupInput!, $good: ${type}UpdateGroupInput!) {
        good: ${field}updateGroup(input: $good) { ...Outcome }
        bad: ${field}updateGroup(input: $bad) { ...Outcome }
        none: ${field}deleteGroup(input: { id: "none" }) { __typename ... on ${type}ResourceError { message } ... on ${type}ResourceNotFound { typeName id } }
      }
      fragment Outcome on ${type}UpdateGroupResult {
        __typename
        ... on ${type}UpdateGroupSuccess { group { id name } }
        ... on ${type}InvalidResourceInput { issues { path message } }
        ... on ${type}ResourceError { message }
      }`,
      { good: { id: other, name: ' Renamed ' }, bad: { id: other, name: '', addWebsiteIds: ['none'] } },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      good: { __typename: `${type}UpdateGroupSuccess`, group: { id: other, name: 'Renamed' } },
      bad: {
        __typename: `${type}InvalidResourceInput`,
        message: expect.any(String),
        issues: [
          { path: ['name'], message: expect.any(String) },
          { path: ['addWebsiteIds', '0'], message: expect.any(String) },
        ],
      },
      none: {
        __typename: `${type}ResourceNotFound`,
        message: expect.any(String),
        typeName: 'Group',
        id: 'none',
      },
    });
  });

  test('an error deep in the answer keeps its path and its extensions, and the rest arrives', async () => {
    const outage = await TestOrganization.create({ billingOutage: true });
    const id = await outage.addGroup({ name: 'Billed', websiteIds: await outage.addWebsites(1) });
    await outage.query('INSERT INTO sandbox_billing_entities (organization_id, group_id) VALUES ($1, $2)', [
      outage.id,
      id,
    ]);
    const gateway = await open(type, field, outage.key);
    const answer = await gateway.ask(`{ all: ${field}groups { nodes { name credits { total } } } }`);
    expect(answer).toEqual({
      data: { all: { nodes: [{ name: 'Billed', credits: null }] } },
      errors: [
        {
          message: expect.stringContaining('billing provider'),
          path: ['all', 'nodes', 0, 'credits'],
          extensions: { code: 'BILLING_PROVIDER_FAILED' },
        },
      ],
    });
  });

  test('an argument out of its range, and an input of which one member is allowed, are errors of their fields', async () => {
    const gateway = await open(type, field);
    const listed = await gateway.ask(`{ ${field}groups(first: 1000) { totalCount } }`);
    expect(listed.errors).toEqual([
      { message: expect.stringContaining('"first"'), path: [`${field}groups`], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    const both = await gateway.ask(
      `{ ${field}accountGroups { nodes { name(language: { id: 1, lookupName: "en_US" }) } } }`,
    );
    expect(both.data?.[`${field}accountGroups`]).toBeUndefined();
    expect(both.errors[0].message).toMatch(/exactly one key/i);
  });
});

test('a gateway shows its users what the key’s owner sees: of a direct customer’s no member for partners', async () => {
  const shown = async (key: string) => {
    const subschema = await createGroupGatewaySubschema({ url: serviceUrl(), apiKey: key });
    return printSchema(stitchSchemas({ subschemas: [subschema] }));
  };
  const direct = await TestOrganization.create({ partner: false });
  expect(await shown(organization.key)).toMatch(/externalId.*groupsByExternalId.*setGroupCredits/s);
  const small = await shown(direct.key);
  expect(small).toMatch(/groupsById/);
  expect(small).not.toMatch(/external_?id|setGroupCredits|GroupBillingNotProvisioned/i);
});
