import { randomUUID } from 'node:crypto';
import { expectError } from '../../support/expectations.ts';
import { data, send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

const list = 'query ($filter: GroupFilter) { groups(first: 100, filter: $filter) { totalCount nodes { name } } }';

let organization: TestOrganization;
let website: string;
let hidden: string;
let theirs: string;
beforeAll(async () => {
  organization = await TestOrganization.create();
  website = await organization.addWebsite();
  hidden = await organization.addWebsite({ deleted: true });
  const stranger = await TestOrganization.create();
  theirs = await stranger.addWebsite();
  await stranger.addGroup({ name: 'Alpha', externalId: 'a', websiteIds: [theirs] });
  await organization.addGroup({ name: 'Alpha', externalId: 'a', websiteIds: [website, hidden] });
  await organization.addGroup({ name: 'alphabet', externalId: 'A', billingEnabled: true });
  await organization.addGroup({ name: 'Beta', billingEnabled: true, websiteIds: [website] });
  await organization.addGroup({ name: '50% off_\\', websiteIds: [hidden] });
  await organization.addGroup({ name: 'ÄRGER 🦊' });
});

const names = async (filter: unknown): Promise<string[]> => {
  const { groups } = await data(organization.key, list, { filter });
  expect(groups.totalCount).toBe(groups.nodes.length);
  return groups.nodes.map(({ name }: { name: string }) => name).sort();
};

const all = ['50% off_\\', 'Alpha', 'Beta', 'alphabet', 'ÄRGER 🦊'].sort();

test.each([
  ['no filter', null, all],
  ['an empty filter', {}, all],
  ['nulls', { name: null, externalId: null, websiteId: null, billingEnabled: null }, all],
  ['nulls in a text condition', { name: { eq: null, in: null, contains: null, startsWith: null } }, all],
  ['eq, exact', { name: { eq: 'Alpha' } }, ['Alpha']],
  ['eq in other letters', { name: { eq: 'ALPHA' } }, []],
  ['eq of a part', { name: { eq: 'Alph' } }, []],
  ['in, exact', { name: { in: ['Alpha', 'Beta', 'beta', 'nobody'] } }, ['Alpha', 'Beta']],
  ['in of nothing', { name: { in: [] } }, []],
  ['contains, in any letters', { name: { contains: 'PHA' } }, ['Alpha', 'alphabet']],
  ['contains, beyond ASCII', { name: { contains: 'ärger' } }, ['ÄRGER 🦊']],
  ['contains an emoji', { name: { contains: '🦊' } }, ['ÄRGER 🦊']],
  ['contains of nothing', { name: { contains: '' } }, all],
  ['contains of a percent sign, literally', { name: { contains: '%' } }, ['50% off_\\']],
  ['contains of an underscore, literally', { name: { contains: 'f_' } }, ['50% off_\\']],
  ['contains of a backslash, literally', { name: { contains: '\\' } }, ['50% off_\\']],
  ['startsWith, in any letters', { name: { startsWith: 'aLPHa' } }, ['Alpha', 'alphabet']],
  ['startsWith of a part inside', { name: { startsWith: 'lpha' } }, []],
  ['startsWith of a pattern', { name: { startsWith: '%' } }, []],
  ['all text conditions', { name: { contains: 'a', startsWith: 'a', in: ['Alpha', 'Beta'] } }, ['Alpha']],
  ['externalId, exact', { externalId: 'a' }, ['Alpha']],
  ['externalId of nobody', { externalId: 'b' }, []],
  ['billingEnabled', { billingEnabled: true }, ['Beta', 'alphabet']],
  ['not billingEnabled', { billingEnabled: false }, ['50% off_\\', 'Alpha', 'ÄRGER 🦊']],
  ['all conditions', { billingEnabled: false, name: { contains: 'a' }, externalId: 'a' }, ['Alpha']],
])('%s', async (_, filter, expected) => {
  expect(await names(filter)).toEqual(expected);
});

test('websiteId finds the groups that hold the website', async () => {
  expect(await names({ websiteId: website })).toEqual(['Alpha', 'Beta']);
  expect(await names({ websiteId: website.toUpperCase(), billingEnabled: true })).toEqual(['Beta']);
});

test('websiteId of a website that is deleted, unknown, strange or of another organization finds none', async () => {
  for (const websiteId of [hidden, theirs, randomUUID(), 'no uuid', '', '\0'])
    expect(await names({ websiteId })).toEqual([]);
});

test.each([
  { name: { eq: '\0' } },
  { name: { contains: 'a\0' } },
  { name: { startsWith: '\ud800' } },
  { name: { in: ['fine', '\udfff'] } },
  { externalId: 'a\0' },
  { name: { in: Array(1001).fill('x') } },
])('a text that nothing can have, or too many: BAD_USER_INPUT (%#)', async (filter) => {
  expectError(await send(organization.key, list, { filter }), 'BAD_USER_INPUT', 'groups');
});
