import { stitchSchemas } from '@graphql-tools/stitch';
import { buildSchema } from 'graphql';
import { createGroupGatewaySubschema, withOneErrorPerRequest } from '../../../stitching/src/index.ts';
import { serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { type Between, openBetween } from './between.ts';
import { countingFetch, type Gateway, toGateway } from './partner.ts';

/** A partner's service that adds a field to a type, and knows it by a key. */
function noting(type: string, key: string, keys: string[]) {
  const schema = buildSchema(`
    type Query { noted: [${type}!]! }
    type ${type} { ${key}: ${key === 'id' ? 'ID!' : 'String'} note: String! }
  `);
  const { noted } = schema.getQueryType()?.getFields() ?? {};
  if (noted) noted.resolve = () => keys.map((value) => ({ [key]: value, note: `note on ${value}` }));
  return schema;
}

let organization: TestOrganization;
let ids: Record<string, string[]>;

beforeAll(async () => {
  organization = await TestOrganization.create();
  const websites = await organization.addWebsites(2);
  const groups = await organization.addGroups(2, (n) => ({ externalId: `external ${n}`, websiteIds: websites }));
  const accountGroups = [await organization.addAccountGroup(), await organization.addAccountGroup()];
  const accounts = await organization.addStaffAccounts(accountGroups[0] as string, 2);
  await organization.query(
    `UPDATE websites SET external_id = 'external ' || (position - 1)
     FROM unnest($2::uuid[]) WITH ORDINALITY AS given(given_id, position)
     WHERE organization_id = $1 AND id = given_id`,
    [organization.id, websites],
  );
  ids = { Website: websites, Group: groups, AccountGroup: accountGroups, StaffAccount: accounts };
});

test.each([
  ['Group', 'id', 'name', ''],
  ['Group', 'externalId', 'name', ''],
  ['Group', 'externalId', 'name', 'Portal_'],
  ['Website', 'id', 'url', ''],
  ['Website', 'externalId', 'url', ''],
  ['AccountGroup', 'id', 'lookupName', ''],
  ['StaffAccount', 'id', 'login', 'Portal_'],
])(
  'a partner’s %s, known by %s, is merged with its %s in one request; prefix "%s"',
  async (type, key, field, typePrefix) => {
    const merged = `${typePrefix}${type}`;
    const keys = (key === 'id' ? ids[type] : ['external 0', 'external 1'])?.slice().reverse() ?? [];
    const schema = noting(merged, key, keys);
    const fetch = countingFetch();
    const groupGateway = await createGroupGatewaySubschema({
      url: serviceUrl(),
      apiKey: organization.key,
      typePrefix,
      rootFieldPrefix: typePrefix.toLowerCase(),
      stitchedWith: [schema],
      mergedTypes: [merged],
      fetch,
    });
    const gateway = toGateway(stitchSchemas({ subschemas: [{ schema }, groupGateway] }));
    fetch.count = 0;
    const { data, errors } = await gateway.ask(`{ noted { __typename ${key} note ${field} } }`);
    expect(errors).toBeUndefined();
    expect(data.noted).toEqual(
      keys.map((value) => ({
        __typename: merged,
        [key]: value,
        note: `note on ${value}`,
        [field]: expect.stringMatching(/./),
      })),
    );
    expect(fetch.count).toBe(1);
  },
);

describe('a merge whose request fails', () => {
  const count = 500;
  let between: Between;
  let gateway: Gateway;

  beforeAll(async () => {
    between = await openBetween(serviceUrl());
    const schema = buildSchema(`
      type Query { accounts: [Account!]! }
      type Account { group: Group groups: [Group!] }
      type Group { externalId: String note: String! }
    `);
    const accounts = schema.getQueryType()?.getFields().accounts;
    const group = (n: number) => ({ externalId: `external ${n % 2}`, note: `note ${n}` });
    const rows = Array.from({ length: count }, (_, n) => ({ group: group(n), groups: [group(n), group(n)] }));
    if (accounts) accounts.resolve = () => rows;
    const groupGateway = await createGroupGatewaySubschema({
      url: between.url,
      apiKey: organization.key,
      stitchedWith: [schema],
      mergedTypes: ['Group'],
      retries: 0,
      warn: () => {},
    });
    const stitched = stitchSchemas({ subschemas: [{ schema }, groupGateway] });
    gateway = toGateway(withOneErrorPerRequest(stitched, groupGateway));
  });
  afterAll(() => between.close());

  const whenItFails = (query: string) => {
    between.faults.push((_request, response) => response.writeHead(503).end());
    return gateway.ask(query);
  };
  const oneError = (field: string, path: (string | number)[]) => [
    {
      message: `The group gateway answered HTTP 503 without GraphQL. This concerns 500 rows of "${field}".`,
      path,
      extensions: { code: 'GROUP_GATEWAY_UNREACHABLE', rows: count },
    },
  ];

  test('is one error, with the number of its rows, which are null', async () => {
    const { data, errors } = await whenItFails('{ accounts { group { note label: name revision } } }');
    expect(errors).toMatchObject(oneError('accounts.group', ['accounts', 0, 'group']));
    expect(data.accounts).toEqual(Array(count).fill({ group: null }));
  });

  test('is one error where lists are lost, too', async () => {
    const { data, errors } = await whenItFails('{ accounts { groups { name } } }');
    expect(errors).toMatchObject(oneError('accounts.groups', ['accounts', 0, 'groups']));
    expect(data.accounts).toEqual(Array(count).fill({ groups: null }));
  });

  test('leaves what the partner knows, where the rest can be null', async () => {
    const { data, errors } = await whenItFails('{ accounts { group { note credits { total } } } }');
    expect(errors).toMatchObject(oneError('accounts.group.credits', ['accounts', 0, 'group', 'credits']));
    expect(data.accounts[7]).toEqual({ group: { note: 'note 7', credits: null } });
  });

  test('is gone with the next request', async () => {
    const { data, errors } = await gateway.ask('{ accounts { group { note name } groups { name } } }');
    expect(errors).toBeUndefined();
    expect(data.accounts[1]).toEqual({
      group: { note: 'note 1', name: expect.any(String) },
      groups: [{ name: expect.any(String) }, { name: expect.any(String) }],
    });
  });
});
