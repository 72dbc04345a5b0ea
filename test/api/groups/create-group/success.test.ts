import { randomUUID } from 'node:crypto';
import { expectMember } from '../../../support/expectations.ts';
import { data } from '../../../support/graphql.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { groupFields, websiteIds } from '../fields.ts';
import { type CreateGroupInput, createGroup } from './operation.ts';

let organization: TestOrganization;
let first: string;
let second: string;
beforeAll(async () => {
  organization = await TestOrganization.create();
  [first, second] = (await organization.addWebsites(2)) as [string, string];
});

const create = async (input: CreateGroupInput) =>
  expectMember(await createGroup(organization.key, input), 'CreateGroupSuccess').group;

test('a group is created with its websites, and found again as it was answered', async () => {
  const start = Date.now();
  const group = await create({ name: ' New group ', websiteIds: [first, second] });
  expect(group).toMatchObject({
    name: 'New group',
    billingEnabled: false,
    externalId: null,
    revision: 1,
    websites: { totalCount: 2 },
  });
  expect(websiteIds(group)).toEqual([first, second].sort());
  expect(Date.parse(group.createdAt)).toBeGreaterThanOrEqual(start - 1000);
  expect(group.updatedAt).toBe(group.createdAt);
  expect(
    await data(organization.key, `query ($id: ID!) { group(id: $id) { ${groupFields} } }`, { id: group.id }),
  ).toEqual({ group });
});

test('a repeated website counts once, and ids may be in capital letters', async () => {
  expect(websiteIds(await create({ name: 'Repeats', websiteIds: [first, first.toUpperCase(), first] }))).toEqual([
    first,
  ]);
});

test('1,000 websites fit', async () => {
  const ids = await organization.addWebsites(1000);
  expect((await create({ name: 'Large', websiteIds: ids })).websites.totalCount).toBe(1000);
});

test('a name may be that of another group, and has room for 255 code points', async () => {
  const name = '🦊'.repeat(255);
  const one = await create({ name, websiteIds: [first] });
  const two = await create({ name, websiteIds: [first] });
  expect([one.name, two.name]).toEqual([name, name]);
  expect(one.id).not.toBe(two.id);
});

test('an external id is kept exactly; null is like none', async () => {
  const externalId = ` ${randomUUID()} `;
  expect(await create({ name: 'With', websiteIds: [first], externalId })).toMatchObject({ externalId });
  expect(await create({ name: 'Without', websiteIds: [first], externalId: null })).toMatchObject({ externalId: null });
});

test("an external id may be a website's, and that of another organization's group", async () => {
  const externalId = randomUUID();
  const stranger = await TestOrganization.create();
  await stranger.addGroup({ externalId });
  await organization.addWebsite({ externalId });
  expect(await create({ name: 'Free', websiteIds: [first], externalId })).toMatchObject({ externalId });
});

test.each([
  [true, true],
  [false, false],
  [null, false],
  [undefined, false],
])('billingEnabled %p: the flag is %p, and only true makes a billing entity', async (billingEnabled, expected) => {
  const group = await create({
    name: 'Billing',
    websiteIds: [first],
    ...(billingEnabled !== undefined && { billingEnabled }),
  });
  expect(group).toMatchObject({ billingEnabled: expected, revision: 1 });
  expect(group.id in (await organization.entities())).toBe(expected);
});
