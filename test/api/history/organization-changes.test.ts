import { adminDocument } from '../../support/admin.ts';
import { data, send } from '../../support/graphql.ts';
import type { Member } from '../../support/operation.ts';
import { TestOrganization } from '../../support/organization.ts';
import { mutate } from '../account-groups/operations.ts';
import { createApiKey, idOf, revokeApiKey } from '../api-keys/operations.ts';
import { createGroup } from '../groups/create-group/operation.ts';
import { deleteGroup } from '../groups/delete-group/operation.ts';
import { updateGroup } from '../groups/update-group/operation.ts';
import { createWebsite } from '../websites/create-website/operation.ts';
import { deleteWebsite } from '../websites/delete-website/operation.ts';
import { restoreWebsite } from '../websites/restore-website/operation.ts';
import { updateWebsite } from '../websites/update-website/operation.ts';

const query = `query ($first: Int, $after: String, $filter: OrganizationChangeFilter) {
  organizationChanges(first: $first, after: $after, filter: $filter) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id resourceType resourceId kind revision changedAt operator changedBy { apiKeyId name } fields { field from to } }
  } }`;

const page = async (key: string, variables: object = {}) =>
  (await data(key, query, { first: 100, ...variables })).organizationChanges;
const changes = async (key: string, filter: object = {}): Promise<Member[]> => (await page(key, { filter })).nodes;

const brief = ({ resourceType, resourceId, kind }: Member) => [resourceType, resourceId, kind];

/** An organization in which a key and an operator changed one of everything, the oldest first. */
async function arrange({ partner = true } = {}) {
  const organization = await TestOrganization.create({ partner });
  const { key } = organization;
  const [website = ''] = await organization.addWebsites(1);
  const group = await organization.addGroup({ name: 'Old' });
  const [front = '', back = ''] = [
    await organization.addAccountGroup({ names: { 1: 'Front' } }),
    await organization.addAccountGroup({ names: { 1: 'Back' } }),
  ];
  await updateGroup(key, { id: group, name: 'New', addWebsiteIds: [website], ...(partner && { externalId: 'x' }) });
  await mutate(organization, 'updateAccountGroup', { id: back, displayOrder: 1 });
  const { staffAccount } = await mutate(organization, 'createStaffAccount', {
    ...{ login: 'ada', displayName: 'Ada', accountGroupId: front },
  });
  const apiKey = await adminDocument(
    ...['key', 'create', '--organization', organization.id, '--name', 'Backend', '--as', 'Grace'],
  );
  await adminDocument('organization', 'edit', organization.id, '--name', 'Renamed', '--as', 'Grace');
  await data(key, 'mutation ($id: ID!) { deleteGroup(input: { id: $id }) { __typename } }', { id: group });
  return { organization, key, website, group, front, back, staffAccount: staffAccount.id as string, apiKey };
}

test('every change is there, the newest first, with who made it and what from what to what, also of what is deleted', async () => {
  const { organization, key, website, group, front, back, staffAccount, apiKey } = await arrange();
  const { viewer } = await data(key, '{ viewer { apiKey { id } } }');
  const all = (await changes(key)).filter(({ resourceType }) => resourceType !== 'LABEL_LANGUAGE');
  expect(all.map(brief).slice(0, 3)).toEqual([
    ['GROUP', group, 'DELETED'],
    ['ORGANIZATION', organization.id, 'UPDATED'],
    ['API_KEY', apiKey.id, 'CREATED'],
  ]);
  // What one statement records has one time more or less, so the order among it is not told.
  const sorted = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
  expect(sorted(all.map(brief))).toEqual(
    sorted([
      ['GROUP', group, 'UPDATED'],
      ['GROUP', group, 'DELETED'],
      ['ACCOUNT_GROUP', back, 'UPDATED'],
      ['ACCOUNT_GROUP', front, 'UPDATED'],
      ['ACCOUNT_GROUP', front, 'UPDATED'],
      ['STAFF_ACCOUNT', staffAccount, 'CREATED'],
      ['API_KEY', apiKey.id, 'CREATED'],
      ['ORGANIZATION', organization.id, 'UPDATED'],
    ]),
  );
  const of = (type: string, kind: string) =>
    all.filter(({ resourceType, kind: made }) => resourceType === type && made === kind);
  const byKey = { changedBy: { apiKeyId: viewer.apiKey.id, name: 'test' }, operator: null };
  const byOperator = { changedBy: null, operator: 'Grace' };
  expect(of('GROUP', 'UPDATED')).toMatchObject([
    {
      ...byKey,
      revision: 2,
      fields: [
        { field: 'externalId', from: null, to: 'x' },
        { field: 'name', from: 'Old', to: 'New' },
        { field: 'websitesAdded', from: null, to: `["${website}"]` },
      ],
    },
  ]);
  expect(of('ORGANIZATION', 'UPDATED')).toMatchObject([
    { ...byOperator, revision: null, fields: [{ field: 'name', to: 'Renamed' }] },
  ]);
  expect(
    of('ACCOUNT_GROUP', 'UPDATED').find(({ resourceId, revision }) => resourceId === front && revision === 2),
  ).toMatchObject({ ...byKey });
  expect(await changes(key, { resourceId: front, resourceTypes: ['ACCOUNT_GROUP'] })).toMatchObject([
    { fields: [{ field: 'accountsJoined', to: expect.stringContaining('"ada"') }] },
    { fields: [{ field: 'displayOrder', from: '1', to: '2' }], revision: 2 },
  ]);
  const text = JSON.stringify(all);
  expect(text).not.toContain(apiKey.key.slice(11));
});

test('pages of any size lead through all of it, each change once', async () => {
  const { key } = await arrange();
  const { nodes: all, totalCount } = await page(key);
  expect(totalCount).toBe(all.length);
  for (const first of [1, 3]) {
    const read: Member[] = [];
    for (let after: string | null = null; ; ) {
      const { nodes, pageInfo }: Member = await page(key, { first, after });
      read.push(...nodes);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(read).toEqual(all);
  }
  expect(new Set(all.map(({ id }: Member) => id)).size).toBe(all.length);
});

test('filters by kind, resource, key and time, alone and together', async () => {
  const { key, group, staffAccount, apiKey } = await arrange();
  const { viewer } = await data(key, '{ viewer { apiKey { id } } }');
  const all = await changes(key);
  const expectFiltered = async (filter: object, holds: (change: Member) => boolean) =>
    expect({ filter, found: await changes(key, filter) }).toEqual({ filter, found: all.filter(holds) });
  await expectFiltered({ resourceTypes: ['GROUP', 'API_KEY'] }, ({ resourceType }) =>
    /^(GROUP|API_KEY)$/.test(resourceType),
  );
  await expectFiltered({ resourceTypes: [] }, () => false);
  for (const id of [group, staffAccount, apiKey.id])
    for (const sent of [id, id.toUpperCase()])
      await expectFiltered({ resourceId: sent }, ({ resourceId }) => resourceId === id);
  for (const id of ['x', '0', '\0', '']) await expectFiltered({ resourceId: id }, () => false);
  await expectFiltered({ apiKeyId: viewer.apiKey.id }, ({ changedBy }) => changedBy !== null);
  for (const id of [apiKey.id, 'x']) await expectFiltered({ apiKeyId: id }, () => false);
  const { changedAt } = all[2] as Member;
  await expectFiltered({ since: changedAt }, (change) => change.changedAt >= changedAt);
  await expectFiltered({ until: changedAt }, (change) => change.changedAt < changedAt);
  await expectFiltered(
    { resourceTypes: ['ACCOUNT_GROUP'], apiKeyId: viewer.apiKey.id, until: changedAt },
    (change) => change.resourceType === 'ACCOUNT_GROUP' && change.changedAt < changedAt,
  );
  const nothing = { resourceTypes: null, resourceId: null, apiKeyId: null, since: null, until: null };
  await expectFiltered(nothing, () => true);
});

test('a direct customer is told of no external id', async () => {
  const { organization, key, group } = await arrange();
  await organization.query('UPDATE organizations SET is_partner = false WHERE id = $1', [organization.id]);
  const direct = await organization.createKey();
  const found = await changes(direct, { resourceId: group });
  expect(JSON.stringify(found)).not.toContain('externalId');
  expect(found).toHaveLength((await changes(key, { resourceId: group })).length);
});

test('a key that is confined to websites is told of these alone, also when they are deleted, and not by whom', async () => {
  const { organization, key, website, group } = await arrange();
  const [other = ''] = await organization.addWebsites(1);
  const confined = await organization.createKey({ websiteIds: [website] });
  expect(await page(confined)).toMatchObject({ totalCount: 0, nodes: [] });
  for (const id of [website, other]) await updateWebsite(key, { id, name: 'New' });
  await deleteWebsite(key, { id: website });
  const told = await changes(confined);
  expect(told.map(brief)).toEqual([
    ['WEBSITE', website, 'DELETED'],
    ['WEBSITE', website, 'UPDATED'],
  ]);
  expect(told.map(({ changedBy, operator }) => [changedBy, operator])).toEqual([
    [null, null],
    [null, null],
  ]);
  expect((await page(confined)).totalCount).toBe(2);
  expect(await changes(confined, { resourceTypes: ['WEBSITE'], resourceId: website })).toEqual(told);
  for (const filter of [
    { resourceTypes: ['GROUP', 'API_KEY'] },
    { resourceTypes: [] },
    { resourceId: other },
    { resourceId: group },
    { apiKeyId: await idOf(key) },
  ])
    expect({ filter, told: await changes(confined, filter) }).toEqual({ filter, told: [] });
});

test('the history of what is deleted stays, of each resource its own', async () => {
  const organization = await TestOrganization.create();
  const { key } = organization;
  const { website } = await createWebsite(key, { url: 'gone.example' });
  await deleteWebsite(key, { id: website.id });
  await restoreWebsite(key, { id: website.id });
  const { group } = await createGroup(key, { name: 'Gone', websiteIds: [website.id] });
  await deleteGroup(key, { id: group.id });
  const { accountGroup } = await mutate(organization, 'createAccountGroup', {
    names: [{ language: { id: 1 }, labelText: 'Gone' }],
  });
  await mutate(organization, 'deleteAccountGroup', { id: accountGroup.id });
  const { apiKey } = await createApiKey(key, { name: 'Gone' });
  await revokeApiKey(key, { id: apiKey.id });
  const kindsOf = async (resourceId: string) => (await changes(key, { resourceId })).map(({ kind }) => kind);
  expect(await kindsOf(website.id)).toEqual(['RESTORED', 'DELETED', 'CREATED']);
  expect(await kindsOf(group.id)).toEqual(['DELETED', 'CREATED']);
  expect(await kindsOf(accountGroup.id as string)).toEqual(['DELETED', 'CREATED']);
  expect(await kindsOf(apiKey.id)).toEqual(['UPDATED', 'CREATED']);
});

test('credits that were set are told, from what to what, also after the websites of the group were deleted', async () => {
  const organization = await TestOrganization.create();
  const { key } = organization;
  const [website = ''] = await organization.addWebsites(1);
  const { group } = await createGroup(key, { name: 'Billed', websiteIds: [website], billingEnabled: true });
  await deleteWebsite(key, { id: website });
  await data(key, 'mutation ($id: ID!) { setGroupCredits(input: { groupId: $id, monthly: 30 }) { __typename } }', {
    id: group.id,
  });
  const [entry] = await changes(key, { resourceId: group.id });
  expect(entry).toMatchObject({
    kind: 'UPDATED',
    revision: 1,
    fields: [{ field: 'monthlyCredits', from: '0', to: '30' }],
  });
});

test('wrong arguments are refused', async () => {
  const { key } = await TestOrganization.create();
  for (const variables of [{ first: 0 }, { first: 101 }, { after: 'x' }]) {
    const { errors } = await send(key, query, variables);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  }
});
