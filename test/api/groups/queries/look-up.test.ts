import { randomUUID } from 'node:crypto';
import { expectError } from '../../../support/expectations.ts';
import { data, send } from '../../../support/graphql.ts';
import { TestOrganization } from '../../../support/organization.ts';

const byId = 'query ($id: ID!) { group(id: $id) { id name externalId revision organization { id } } }';
const byIds = 'query ($ids: [ID!]!) { groupsById(ids: $ids) { id } }';
const byExternalId = 'query ($externalId: String!) { groupByExternalId(externalId: $externalId) { id externalId } }';
const byExternalIds =
  'query ($externalIds: [String!]!) { groupsByExternalId(externalIds: $externalIds) { id externalId } }';

let organization: TestOrganization;
let stranger: TestOrganization;
let theirs: string;
beforeAll(async () => {
  organization = await TestOrganization.create();
  stranger = await TestOrganization.create();
  theirs = await stranger.addGroup({ externalId: 'theirs' });
});

/** What no group can have for an id. */
const strangeIds = [
  '',
  'no uuid',
  '0',
  'a\0b',
  '\ud800',
  '00000000000000000000000000000000',
  "' OR true --",
  'x'.repeat(10_000),
];

test('group answers by id, in whatever letters', async () => {
  const id = await organization.addGroup({ name: 'Mine', externalId: 'mine' });
  const group = { id, name: 'Mine', externalId: 'mine', revision: 1, organization: { id: organization.id } };
  expect(await data(organization.key, byId, { id })).toEqual({ group });
  expect(await data(organization.key, byId, { id: id.toUpperCase() })).toEqual({ group });
});

test('group is null for every id that is unknown, strange or of another organization', async () => {
  for (const id of [theirs, randomUUID(), ...strangeIds])
    expect(await data(organization.key, byId, { id })).toEqual({ group: null });
});

test('groupsById keeps length and order, with null where there is none, and repeats', async () => {
  const [one, two] = [await organization.addGroup(), await organization.addGroup()];
  const ids = [two, randomUUID(), one.toUpperCase(), theirs, two, ...strangeIds];
  expect(await data(organization.key, byIds, { ids })).toEqual({
    groupsById: [{ id: two }, null, { id: one }, null, { id: two }, ...strangeIds.map(() => null)],
  });
  expect(await data(organization.key, byIds, { ids: [] })).toEqual({ groupsById: [] });
});

test('groupByExternalId compares exactly, within the organization', async () => {
  const id = await organization.addGroup({ externalId: 'Exact ' });
  await organization.addWebsite({ externalId: 'website' });
  expect(await data(organization.key, byExternalId, { externalId: 'Exact ' })).toEqual({
    groupByExternalId: { id, externalId: 'Exact ' },
  });
  for (const externalId of ['Exact', 'exact ', ' Exact ', 'Exact%', 'theirs', 'website', id, ...strangeIds])
    expect(await data(organization.key, byExternalId, { externalId })).toEqual({ groupByExternalId: null });
});

test('groupsByExternalId keeps length and order, with null where there is none, and repeats', async () => {
  const [one, two] = [randomUUID(), randomUUID()];
  await organization.addGroup({ externalId: one });
  await organization.addGroup({ externalId: two });
  const answer = await data(organization.key, byExternalIds, {
    externalIds: [two, 'theirs', one, one.toUpperCase(), two, ...strangeIds],
  });
  expect(answer.groupsByExternalId.map((group: { externalId: string } | null) => group?.externalId ?? null)).toEqual([
    two,
    null,
    one,
    null,
    two,
    ...strangeIds.map(() => null),
  ]);
});

test.each([
  ['groupsById', byIds, 'ids'],
  ['groupsByExternalId', byExternalIds, 'externalIds'],
])('%s takes 1,000 entries and refuses more', async (field, document, argument) => {
  const entries = Array.from({ length: 1000 }, () => randomUUID());
  expect((await data(organization.key, document, { [argument]: entries }))[field]).toEqual(entries.map(() => null));
  expectError(
    await send(organization.key, document, { [argument]: [...entries, randomUUID()] }),
    'BAD_USER_INPUT',
    field,
  );
});

test('times are RFC 3339 in UTC with milliseconds', async () => {
  const id = await organization.addGroup();
  await organization.query(
    `UPDATE groups SET created_at = '2026-01-02T03:04:05.6+02', updated_at = '2026-01-02T03:04:05Z' WHERE id = $1`,
    [id],
  );
  expect(await data(organization.key, 'query ($id: ID!) { group(id: $id) { createdAt updatedAt } }', { id })).toEqual({
    group: { createdAt: '2026-01-02T01:04:05.600Z', updatedAt: '2026-01-02T03:04:05.000Z' },
  });
});
