import { expectError, unchanged } from '../../support/expectations.ts';
import { data, send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

/** An organization whose group and website have external ids: a direct customer's are from when it was a partner. */
async function arrange(partner: boolean) {
  const organization = await TestOrganization.create({ partner });
  const website = await organization.addWebsite({ externalId: 'website' });
  const group = await organization.addGroup({ externalId: 'group', websiteIds: [website] });
  return { organization, website, group };
}

const reading = `query ($group: ID!, $website: ID!) {
  list: groups { nodes { externalId } edges { node { externalId } } }
  group(id: $group) { externalId }
  groupsById(ids: [$group]) { externalId }
  nested: website(id: $website) { externalId groups { nodes { externalId websites { nodes { externalId } } } } }
  websites { nodes { externalId } edges { node { externalId } } }
  websitesById(ids: [$website]) { externalId }
  viewer { apiKey { websites { externalId } } }
}`;

/** Every value of a key named externalId, in an answer of any shape. */
function externalIds(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'externalId' ? [inner] : externalIds(inner)));
}

test.each([
  [
    true,
    ['group', 'group', 'group', 'group', 'website', 'group', 'website', 'website', 'website', 'website', 'website'],
  ],
  [false, Array(11).fill(null)],
])('reading externalId on every path (partner: %p)', async (partner, expected) => {
  const { organization, website, group } = await arrange(partner);
  const key = await organization.createKey({ websiteIds: [website] });
  const answer = await send(key, reading, { group, website });
  expect(answer.errors).toBeUndefined();
  expect(externalIds(answer.data)).toEqual(expected);
});

const mutations = `mutation ($id: ID!, $website: ID!, $site: ID!) {
  updateGroup(input: { id: $id, name: "New" }) { ... on UpdateGroupSuccess { group { externalId } } }
  conflict: updateGroup(input: { id: $id, name: "New", expectedRevision: 99 }) { ... on GroupRevisionConflict { currentGroup { externalId } } }
  billed: updateGroup(input: { id: $id, billingEnabled: true }) { ... on UpdateGroupSuccess { group { externalId } } }
  deleteConflict: deleteGroup(input: { id: $id, expectedRevision: 99 }) { ... on GroupRevisionConflict { currentGroup { externalId } } }
  deleteBilled: deleteGroup(input: { id: $id }) { ... on GroupBillingStillEnabled { group { externalId } } }
  updateWebsite(input: { id: $website, name: "New" }) { ... on UpdateWebsiteSuccess { website { externalId groups { nodes { externalId } } } } }
  deleteWebsite(input: { id: $site }) { ... on DeleteWebsiteSuccess { website { externalId } } }
  restoreWebsite(input: { id: $site }) { ... on RestoreWebsiteSuccess { website { externalId } } }
}`;

test.each([
  [true, ['group', 'group', 'group', 'group', 'group', 'website', 'group', null, 'site']],
  [false, Array(9).fill(null)],
])('reading externalId inside the results of mutations (partner: %p)', async (partner, expected) => {
  const { organization, website, group } = await arrange(partner);
  const site = await organization.addWebsite({ externalId: 'site' });
  expect(externalIds(await data(organization.key, mutations, { id: group, website, site }))).toEqual(expected);
});

test('what became of an external id is for partners only', async () => {
  const { organization, group } = await arrange(true);
  const change = 'mutation ($id: ID!) { updateGroup(input: { id: $id, externalId: "other" }) { __typename } }';
  await data(organization.key, change, { id: group });
  const history = 'query ($id: ID!) { group(id: $id) { changes { nodes { externalId { from to } } } } }';
  const read = async () => (await data(await organization.createKey(), history, { id: group })).group.changes.nodes;
  expect(await read()).toEqual([{ externalId: { from: 'group', to: 'other' } }]);
  await organization.query('UPDATE organizations SET is_partner = false WHERE id = $1', [organization.id]);
  expect(await read()).toEqual([{ externalId: null }]);
});

test.each([
  ['groupByExternalId', '{ groupByExternalId(externalId: "group") { id } }'],
  ['groupsByExternalId', '{ groupsByExternalId(externalIds: ["group"]) { id } }'],
  ['groupsByExternalId', '{ groupsByExternalId(externalIds: []) { id } }'],
  ['websiteByExternalId', '{ websiteByExternalId(externalId: "website") { id } }'],
  ['websitesByExternalId', '{ websitesByExternalId(externalIds: ["website"]) { id } }'],
  ['groups', '{ groups(filter: { externalId: "group" }) { totalCount } }'],
  ['groups', '{ groups(filter: { externalId: null }) { totalCount } }'],
])('a direct customer who looks up or filters by external id: FORBIDDEN at %s', async (field, document) => {
  const { organization, website } = await arrange(false);
  for (const key of [organization.key, await organization.createKey({ websiteIds: [website] })])
    expectError(await unchanged(organization, () => send(key, document)), 'FORBIDDEN', field);
});

test('a refused look-up leaves the rest of the answer', async () => {
  const { organization, group } = await arrange(false);
  const answer = await send(
    organization.key,
    'query ($id: ID!) { groupByExternalId(externalId: "group") { id } group(id: $id) { id } }',
    {
      id: group,
    },
  );
  expectError(answer, 'FORBIDDEN', 'groupByExternalId');
  expect(answer.data).toEqual({ groupByExternalId: null, group: { id: group } });
});

const everyMember = `mutation ($id: ID!, $text: String, $credits: Boolean = false) {
  updateGroup(input: { id: $id, name: "New", externalId: $text }) {
    __typename
    ... on UpdateGroupSuccess { group { externalId } }
    ... on GroupExternalIdTaken { externalId existingGroup { externalId } }
    ... on PartnerOnlyField { field }
  }
  setGroupCredits(input: { groupId: $id, monthly: 1 }) @include(if: $credits) {
    ... on SetGroupCreditsSuccess { group { externalId } }
    ... on GroupBillingNotProvisioned { group { externalId } }
  }
}`;

test('a document that names the members serves partners and direct customers alike', async () => {
  for (const partner of [true, false]) {
    const { organization, group } = await arrange(partner);
    const answer = await data(organization.key, everyMember, { id: group });
    expect(answer).toEqual({
      updateGroup: { __typename: 'UpdateGroupSuccess', group: { externalId: partner ? 'group' : null } },
    });
  }
});

test('a variable with a value, null included, is sending the member', async () => {
  const { organization, group } = await arrange(false);
  for (const text of ['text', null]) {
    const answer = await unchanged(organization, () => data(organization.key, everyMember, { id: group, text }));
    expect(answer).toEqual({ updateGroup: { __typename: 'PartnerOnlyField', field: 'externalId' } });
  }
});

test('an organization that becomes a partner sees its external ids, with keys from before', async () => {
  const { organization, group } = await arrange(false);
  await organization.query('UPDATE organizations SET is_partner = true WHERE id = $1', [organization.id]);
  expect(await data(organization.key, 'query ($id: ID!) { group(id: $id) { externalId } }', { id: group })).toEqual({
    group: { externalId: 'group' },
  });
});
