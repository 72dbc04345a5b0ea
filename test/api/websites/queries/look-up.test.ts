import { randomUUID } from 'node:crypto';
import { expectError } from '../../../support/expectations.ts';
import { data, send } from '../../../support/graphql.ts';
import { TestOrganization } from '../../../support/organization.ts';

const byId =
  'query ($id: ID!) { website(id: $id) { id url name externalId deletedAt organization { id } groups { nodes { id } } } }';
const byIds = 'query ($ids: [ID!]!) { websitesById(ids: $ids) { id } }';
const strangeIds = ['', 'no uuid', '0', 'a\0b', '\ud800', 'x'.repeat(10_000)];

let organization: TestOrganization;
let theirs: string;
beforeAll(async () => {
  organization = await TestOrganization.create();
  theirs = await (await TestOrganization.create()).addWebsite();
});

test('website answers by id, in whatever letters', async () => {
  const id = await organization.addWebsite({ url: 'a.example', name: 'A', externalId: 'a' });
  const group = await organization.addGroup({ websiteIds: [id] });
  const website = {
    id,
    url: 'a.example',
    name: 'A',
    externalId: 'a',
    deletedAt: null,
    organization: { id: organization.id },
    groups: { nodes: [{ id: group }] },
  };
  expect(await data(organization.key, byId, { id })).toEqual({ website });
  expect(await data(organization.key, byId, { id: id.toUpperCase() })).toEqual({ website });
});

test('website is null for every id that is unknown, strange or of another organization', async () => {
  for (const id of [theirs, randomUUID(), ...strangeIds])
    expect(await data(organization.key, byId, { id })).toEqual({ website: null });
});

test('websitesById keeps length and order, with null where there is none, and repeats', async () => {
  const [one, two] = (await organization.addWebsites(2)) as [string, string];
  const ids = [two, randomUUID(), one.toUpperCase(), theirs, two, ...strangeIds];
  expect(await data(organization.key, byIds, { ids })).toEqual({
    websitesById: [{ id: two }, null, { id: one }, null, { id: two }, ...strangeIds.map(() => null)],
  });
});

test('websitesById takes 1,000 entries and refuses more', async () => {
  const ids = Array.from({ length: 1000 }, () => randomUUID());
  expect((await data(organization.key, byIds, { ids })).websitesById).toEqual(ids.map(() => null));
  expectError(await send(organization.key, byIds, { ids: [...ids, randomUUID()] }), 'BAD_USER_INPUT', 'websitesById');
});

test('by external id websites are found within the organization, exactly, and not while they are deleted', async () => {
  const id = await organization.addWebsite({ externalId: 'Exact ' });
  await organization.addWebsite({ externalId: 'deleted', deleted: true });
  const group = await organization.addGroup({ externalId: 'of a group', websiteIds: [id] });
  expect(group).not.toBe(id);
  const externalIds = ['unknown', 'Exact ', 'Exact', 'exact ', 'deleted', 'of a group', 'Exact ', 'a\0b', ''];
  const { one, none, many } = await data(
    organization.key,
    `query ($externalIds: [String!]!) { one: websiteByExternalId(externalId: "Exact ") { id externalId }
      none: websiteByExternalId(externalId: "exact") { id }
      many: websitesByExternalId(externalIds: $externalIds) { id } }`,
    { externalIds },
  );
  expect([one, none]).toEqual([{ id, externalId: 'Exact ' }, null]);
  expect(many).toEqual([null, { id }, null, null, null, null, { id }, null, null]);
  const tooMany = await send(
    organization.key,
    'query ($externalIds: [String!]!) { websitesByExternalId(externalIds: $externalIds) { id } }',
    { externalIds: Array(1001).fill('x') },
  );
  expectError(tooMany, 'BAD_USER_INPUT', 'websitesByExternalId');
});

test('by external id a key that is confined to websites finds those alone', async () => {
  const own = await organization.addWebsite({ externalId: 'own' });
  await organization.addWebsite({ externalId: 'other' });
  const key = await organization.createKey({ websiteIds: [own] });
  const document = '{ websitesByExternalId(externalIds: ["other", "own"]) { id } }';
  expect(await data(key, document)).toEqual({ websitesByExternalId: [null, { id: own }] });
});
