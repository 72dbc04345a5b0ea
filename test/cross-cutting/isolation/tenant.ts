import { data } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

/** What the ids of the schema can stand for. A new resource gets a line here and in {@link createTenant}. */
export type Kind = keyof Tenant['ids'];

/** An organization with one of everything that has an id. */
export interface Tenant {
  organization: TestOrganization;
  ids: {
    organization: string;
    apiKey: string;
    /** One that nobody uses. */
    otherApiKey: string;
    apiKeyCursor: string;
    group: string;
    groupExternalId: string;
    groupCursor: string;
    groupChangeCursor: string;
    website: string;
    /** One that is in no group. */
    otherWebsite: string;
    websiteExternalId: string;
    websiteUrl: string;
    websiteCursor: string;
    websiteChangeCursor: string;
    accountGroup: string;
    /** One that holds no accounts. */
    emptyAccountGroup: string;
    accountGroupCursor: string;
    accountGroupChangeCursor: string;
    staffAccount: string;
    staffAccountCursor: string;
    organizationChangeCursor: string;
    webhookEndpoint: string;
    webhookEndpointCursor: string;
    webhookDelivery: string;
    webhookDeliveryCursor: string;
  };
  /** Texts that stand in an answer only if it tells of this tenant's resources. */
  marks: string[];
}

export async function createTenant(): Promise<Tenant> {
  const organization = await TestOrganization.create();
  const mark = organization.id.slice(0, 8);
  const websiteExternalId = `website-of-${mark}`;
  const groupExternalId = `group-of-${mark}`;
  const [website = ''] = await organization.addWebsites(1, { externalId: websiteExternalId });
  const [otherWebsite = ''] = await organization.addWebsites(1);
  await organization.query(
    "UPDATE websites SET url = $2 || '.example/' || id, name = NULL WHERE organization_id = $1",
    [organization.id, mark],
  );
  const group = await organization.addGroup({
    name: 'Unnamed',
    externalId: groupExternalId,
    websiteIds: [website],
  });
  await organization.query(
    'INSERT INTO sandbox_billing_entities (organization_id, group_id, monthly) VALUES ($1, $2, 7)',
    [organization.id, group],
  );
  const accountGroup = await organization.addAccountGroup({ names: { 1: `Account group of ${mark}` } });
  const emptyAccountGroup = await organization.addAccountGroup({ names: { 1: `Empty group of ${mark}` } });
  const [staffAccount = ''] = await organization.addStaffAccounts(accountGroup, 1);
  await organization.query('UPDATE staff_accounts SET login = $2, display_name = $2 WHERE organization_id = $1', [
    organization.id,
    `Account of ${mark}`,
  ]);
  // It is paused: a delivery under way would change what is stored at any moment.
  const [endpoint] = await organization.query(
    `INSERT INTO webhook_endpoints (organization_id, id, url, events, signing_secret, paused_until)
     VALUES ($1, gen_random_uuid(), $2, '{GROUP_UPDATED}', 'whsec_AAAA', 'infinity') RETURNING id`,
    [organization.id, `https://${mark}.invalid/`],
  );
  const webhookEndpoint = endpoint?.id as string;
  await data(
    organization.key,
    `mutation ($group: ID!, $website: ID!, $accountGroup: ID!, $name: String!, $description: String!) {
      updateGroup(input: { id: $group, name: $name }) { __typename }
      updateWebsite(input: { id: $website, name: $name }) { __typename }
      updateAccountGroup(input: { id: $accountGroup, descriptions: [{ language: { id: 1 }, labelText: $description }] }) { __typename }
    }`,
    { group, website, accountGroup, name: `Named ${mark}`, description: `Description of ${mark}` },
  );
  await organization.createKey();
  await organization.query(
    "UPDATE api_keys SET name = $2 || ' ' || id WHERE organization_id = $1 AND permissions = '{}'",
    [organization.id, `Key of ${mark}`],
  );
  const lists = await data(
    organization.key,
    `{ viewer { apiKey { id } } apiKeys { nodes { id } pageInfo { startCursor } }
       groups { nodes { changes { pageInfo { startCursor } } } pageInfo { startCursor } } websites { nodes { id changes { pageInfo { startCursor } } } pageInfo { startCursor } }
       accountGroups { nodes { changes { pageInfo { startCursor } } } pageInfo { startCursor } }
       staffAccounts { pageInfo { startCursor } } organizationChanges { pageInfo { startCursor } }
       webhookEndpoints { nodes { deliveries { nodes { id } pageInfo { startCursor } } } pageInfo { startCursor } } }`,
  );
  const ids = {
    organization: organization.id,
    apiKey: lists.viewer.apiKey.id,
    otherApiKey: lists.apiKeys.nodes[0].id,
    apiKeyCursor: lists.apiKeys.pageInfo.startCursor,
    group,
    groupExternalId,
    groupChangeCursor: lists.groups.nodes[0].changes.pageInfo.startCursor,
    groupCursor: lists.groups.pageInfo.startCursor,
    website,
    otherWebsite,
    websiteExternalId,
    websiteUrl: `${mark}.example/${website}`,
    websiteChangeCursor: lists.websites.nodes.find(({ id }: { id: string }) => id === website).changes.pageInfo
      .startCursor,
    websiteCursor: lists.websites.pageInfo.startCursor,
    accountGroup,
    emptyAccountGroup,
    accountGroupChangeCursor: lists.accountGroups.nodes[0].changes.pageInfo.startCursor,
    accountGroupCursor: lists.accountGroups.pageInfo.startCursor,
    staffAccount,
    staffAccountCursor: lists.staffAccounts.pageInfo.startCursor,
    organizationChangeCursor: lists.organizationChanges.pageInfo.startCursor,
    webhookEndpoint,
    webhookEndpointCursor: lists.webhookEndpoints.pageInfo.startCursor,
    webhookDelivery: lists.webhookEndpoints.nodes[0].deliveries.nodes[0].id,
    webhookDeliveryCursor: lists.webhookEndpoints.nodes[0].deliveries.pageInfo.startCursor,
  };
  return { organization, ids, marks: [...Object.values(ids), mark] };
}
