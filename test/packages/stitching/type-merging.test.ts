import { stitchSchemas } from '@graphql-tools/stitch';
import { buildSchema } from 'graphql';
import { createGroupGatewaySubschema } from '../../../stitching/src/index.ts';
import { serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { countingFetch, toGateway } from './partner.ts';

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
