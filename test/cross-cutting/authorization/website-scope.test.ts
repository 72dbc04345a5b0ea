import { randomUUID } from 'node:crypto';
import { data } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

const everything = `query ($site: ID!, $group: ID!, $sites: [ID!]!, $groups: [ID!]!) {
  website(id: $site) { id groups { totalCount nodes { id websites { totalCount nodes { id } } } } }
  websitesById(ids: $sites) { id }
  websites { totalCount nodes { id } }
  inGroup: websites(filter: { groupId: $group }) { totalCount nodes { id } }
  group(id: $group) { id websites { totalCount nodes { id groups { totalCount nodes { id } } } } }
  groupsById(ids: $groups) { id }
  groups { totalCount nodes { id } }
  holding: groups(filter: { websiteId: $site }) { totalCount nodes { id } }
}`;

const list = (...ids: string[]) => ({ totalCount: ids.length, nodes: ids.map((id) => ({ id })) });

/** Groups by name: `both` holds the website of the key and another one, `other` only that one, `none` nothing. */
async function arrange({ partner = true } = {}) {
  const organization = await TestOrganization.create({ partner });
  const [own, foreign] = (await organization.addWebsites(2)) as [string, string];
  const both = await organization.addGroup({ name: 'Both', externalId: 'both', websiteIds: [own, foreign] });
  const other = await organization.addGroup({ name: 'Other', externalId: 'other', websiteIds: [foreign] });
  const none = await organization.addGroup({ name: 'None' });
  return { organization, own, foreign, both, other, none, key: await organization.createKey({ websiteIds: [own] }) };
}

test.each([true, false])(
  'a key sees its website, the groups that hold it, and nothing else in them (partner: %p)',
  async (partner) => {
    const { own, foreign, both, other, none, key } = await arrange({ partner });
    const variables = { sites: [own, foreign, randomUUID()], groups: [both, other, none] };
    expect(await data(key, everything, { ...variables, site: own, group: both })).toEqual({
      website: { id: own, groups: { totalCount: 1, nodes: [{ id: both, websites: list(own) }] } },
      websitesById: [{ id: own }, null, null],
      websites: list(own),
      inGroup: list(own),
      group: { id: both, websites: { totalCount: 1, nodes: [{ id: own, groups: list(both) }] } },
      groupsById: [{ id: both }, null, null],
      groups: list(both),
      holding: list(both),
    });
    for (const group of [other, none])
      expect(await data(key, everything, { ...variables, site: foreign, group })).toMatchObject({
        website: null,
        inGroup: list(),
        group: null,
        holding: list(),
      });
  },
);

test('a partner looks up and filters by external id within what the key sees', async () => {
  const { both, key } = await arrange();
  expect(
    await data(
      key,
      `{ seen: groupByExternalId(externalId: "both") { id externalId } hidden: groupByExternalId(externalId: "other") { id }
        groupsByExternalId(externalIds: ["other", "both"]) { id }
        filtered: groups(filter: { externalId: "other" }) { totalCount nodes { id } } }`,
    ),
  ).toEqual({
    seen: { id: both, externalId: 'both' },
    hidden: null,
    groupsByExternalId: [null, { id: both }],
    filtered: list(),
  });
});

test('a deleted website takes its groups out of sight, and is itself found by its id alone', async () => {
  const { organization, own, both, other, none, key } = await arrange();
  await organization.query('UPDATE websites SET deleted_at = now() WHERE id = $1', [own]);
  expect(await data(key, everything, { site: own, group: both, sites: [own], groups: [both, other, none] })).toEqual({
    website: { id: own, groups: list() },
    websitesById: [{ id: own }],
    websites: list(),
    inGroup: list(),
    group: null,
    groupsById: [null, null, null],
    groups: list(),
    holding: list(),
  });
});

test('a key of several websites sees the groups that hold any of them, once', async () => {
  const { organization, own, foreign, both, other } = await arrange();
  const key = await organization.createKey({ websiteIds: [own, foreign] });
  const answer = await data(
    key,
    '{ groups { totalCount nodes { id websites { totalCount } } } websites { totalCount } }',
  );
  expect(answer).toEqual({
    groups: {
      totalCount: 2,
      nodes: [
        { id: both, websites: { totalCount: 2 } },
        { id: other, websites: { totalCount: 1 } },
      ],
    },
    websites: { totalCount: 2 },
  });
});

test('a key that is confined to no website at all sees nothing', async () => {
  const { organization, own, both } = await arrange();
  const key = await organization.createKey({ websiteIds: [] });
  const [stored] = await organization.query(`SELECT scope FROM api_keys WHERE prefix = $1`, [key.slice(0, 11)]);
  expect(stored).toEqual({ scope: 'WEBSITES' });
  expect(await data(key, everything, { site: own, group: both, sites: [own], groups: [both] })).toEqual({
    website: null,
    websitesById: [null],
    websites: list(),
    inGroup: list(),
    group: null,
    groupsById: [null],
    groups: list(),
    holding: list(),
  });
});

test('filters and pages go over what the key sees', async () => {
  const organization = await TestOrganization.create();
  const sites = await organization.addWebsites(6);
  for (const [n, site] of sites.entries()) await organization.addGroup({ name: `Group ${n}`, websiteIds: [site] });
  const key = await organization.createKey({ websiteIds: sites.filter((_, n) => n % 2 === 0) });
  const { groups, websites } = await data(
    key,
    `{ groups(first: 2, filter: { name: { startsWith: "group" } }) { totalCount nodes { name } pageInfo { hasNextPage } }
      websites(last: 2, filter: { name: { contains: "site" } }) { totalCount nodes { name } pageInfo { hasPreviousPage } } }`,
  );
  expect(groups).toEqual({
    totalCount: 3,
    nodes: [{ name: 'Group 0' }, { name: 'Group 2' }],
    pageInfo: { hasNextPage: true },
  });
  expect(websites).toEqual({
    totalCount: 3,
    nodes: [{ name: 'Site 0003' }, { name: 'Site 0005' }],
    pageInfo: { hasPreviousPage: true },
  });
});
