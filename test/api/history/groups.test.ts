import { expectMember } from '../../support/expectations.ts';
import { data } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { createGroup } from '../groups/create-group/operation.ts';
import { deleteGroup } from '../groups/delete-group/operation.ts';
import { updateGroup } from '../groups/update-group/operation.ts';
import { groupHistory, nothing } from './history.ts';

async function arrange(partner = true) {
  const organization = await TestOrganization.create({ partner });
  const [one, two, three] = (await organization.addWebsites(3)) as [string, string, string];
  return { organization, one, two, three };
}

test('each change tells who made it, when, at which revision, and what from what to what', async () => {
  const { organization, one, two } = await arrange();
  const before = Date.now();
  const { group } = await createGroup(organization.key, { name: 'First', websiteIds: [one], externalId: 'x' });
  const other = await organization.createKey();
  await updateGroup(other, { id: group.id, name: 'Second', billingEnabled: true, addWebsiteIds: [two] });
  await updateGroup(other, { id: group.id, externalId: null, removeWebsiteIds: [one] });
  const [third, second, first] = await groupHistory(organization.key, group.id);
  const author = (key: string) => ({ apiKeyId: expect.any(String), name: 'test', prefix: key.slice(0, 11) });
  expect(first).toEqual({
    ...nothing,
    kind: 'CREATED',
    revision: 1,
    changedBy: author(organization.key),
    name: { from: null, to: 'First' },
    billingEnabled: { from: null, to: false },
    externalId: { from: null, to: 'x' },
    websitesAdded: [{ id: one }],
  });
  expect(second).toEqual({
    ...nothing,
    kind: 'UPDATED',
    revision: 2,
    changedBy: author(other),
    name: { from: 'First', to: 'Second' },
    billingEnabled: { from: false, to: true },
    websitesAdded: [{ id: two }],
  });
  expect(third).toEqual({
    ...nothing,
    kind: 'UPDATED',
    revision: 3,
    changedBy: author(other),
    externalId: { from: 'x', to: null },
    websitesRemoved: [{ id: one }],
  });
  const times = [first, second, third].map((change) => Date.parse(change?.changedAt));
  const after = Date.now() + 1; // the database rounds to milliseconds, JavaScript cuts off
  expect([before, ...times, after]).toEqual([before, ...times, after].sort());
  expect(first?.changedBy.apiKeyId).not.toBe(second?.changedBy.apiKeyId);
});

test('a change that changes nothing, or is refused, is none', async () => {
  const { organization, one, two } = await arrange();
  const id = await organization.addGroup({ name: 'Same', websiteIds: [one] });
  await organization.addGroup({ externalId: 'taken' });
  await updateGroup(organization.key, { id, name: 'Same', addWebsiteIds: [one], removeWebsiteIds: [two] });
  expectMember(await updateGroup(organization.key, { id, name: 'New', externalId: 'taken' }), 'GroupExternalIdTaken');
  expectMember(await updateGroup(organization.key, { id, name: 'New', expectedRevision: 9 }), 'GroupRevisionConflict');
  expectMember(await deleteGroup(organization.key, { id, expectedRevision: 9 }), 'GroupRevisionConflict');
  expect(await groupHistory(organization.key, id)).toEqual([]);
  expect(await organization.query('SELECT FROM group_changes WHERE organization_id = $1', [organization.id])).toEqual(
    [],
  );
});

test('a failure of the billing provider leaves no trace in the history', async () => {
  const organization = await TestOrganization.create({ billingOutage: true });
  const id = await organization.addGroup();
  const result = await updateGroup(organization.key, { id, name: 'New', billingEnabled: true });
  expectMember(result, 'BillingProviderFailed');
  expect(await groupHistory(organization.key, id)).toEqual([]);
});

test('a deletion is recorded with what the group was', async () => {
  const { organization, one, two } = await arrange();
  const { group } = await createGroup(organization.key, { name: 'Gone', websiteIds: [one, two], externalId: 'gone' });
  expectMember(await deleteGroup(organization.key, { id: group.id }), 'DeleteGroupSuccess');
  const rows = await organization.query(
    'SELECT kind, revision, details FROM group_changes WHERE organization_id = $1 ORDER BY id DESC LIMIT 1',
    [organization.id],
  );
  expect(rows).toEqual([
    {
      kind: 'DELETED',
      revision: 1,
      details: {
        name: { from: 'Gone', to: null },
        billingEnabled: { from: false, to: null },
        externalId: { from: 'gone', to: null },
        websitesRemoved: [one, two].sort(),
      },
    },
  ]);
});

test('the name of a key is the one that it had at the time of the change', async () => {
  const { organization } = await arrange();
  const id = await organization.addGroup();
  await updateGroup(organization.key, { id, name: 'New' });
  await organization.query("UPDATE api_keys SET name = 'renamed' WHERE organization_id = $1", [organization.id]);
  expect((await groupHistory(organization.key, id))[0]?.changedBy.name).toBe('test');
  await organization.query('DELETE FROM api_keys WHERE organization_id = $1', [organization.id]);
  expect((await groupHistory(await organization.createKey(), id))[0]?.changedBy.name).toBe('test');
});

test('a direct customer does not see what became of external ids', async () => {
  const { organization, one } = await arrange();
  const { group } = await createGroup(organization.key, { name: 'G', websiteIds: [one], externalId: 'secret' });
  await updateGroup(organization.key, { id: group.id, externalId: 'secret 2' });
  await organization.query('UPDATE organizations SET is_partner = false WHERE id = $1', [organization.id]);
  const direct = await organization.createKey();
  const history = await groupHistory(direct, group.id);
  expect(history.map(({ externalId }) => externalId)).toEqual([null, null]);
  expect(JSON.stringify(history)).not.toContain('secret');
});

test('a key that is confined to websites sees of other websites and of other keys nothing', async () => {
  const { organization, one, two, three } = await arrange();
  const { group } = await createGroup(organization.key, { name: 'G', websiteIds: [one, two] });
  await updateGroup(organization.key, { id: group.id, addWebsiteIds: [three], removeWebsiteIds: [two], name: 'H' });
  const key = await organization.createKey({ websiteIds: [one] });
  expect(await groupHistory(key, group.id)).toEqual([
    { ...nothing, kind: 'UPDATED', revision: 2, changedBy: null, name: { from: 'G', to: 'H' } },
    {
      ...nothing,
      kind: 'CREATED',
      revision: 1,
      changedBy: null,
      name: { from: null, to: 'G' },
      billingEnabled: { from: null, to: false },
      websitesAdded: [{ id: one }],
    },
  ]);
  const hidden = await createGroup(organization.key, { name: 'Hidden', websiteIds: [two] });
  expect(await groupHistory(key, hidden.group.id)).toBeUndefined();
});

interface Page {
  changes: { nodes: { name: { to: string } }[]; pageInfo: { endCursor: string | null } };
}

test('pages run from the newest to the oldest and neither repeat nor skip while changes are added', async () => {
  const { organization } = await arrange();
  const id = await organization.addGroup({ name: '0' });
  const rename = async (n: number) => updateGroup(organization.key, { id, name: String(n) });
  for (let n = 1; n <= 7; n++) await rename(n);
  const query = `query ($id: ID!, $after: String) { group(id: $id) { changes(first: 3, after: $after) {
    totalCount nodes { name { to } } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`;
  const seen: string[] = [];
  for (let after: string | null = null, page = 1; page <= 3; page++) {
    const { changes }: Page = (await data(organization.key, query, { id, after })).group;
    seen.push(...changes.nodes.map(({ name }) => name.to));
    expect(changes).toMatchObject({ totalCount: 6 + page, pageInfo: { hasNextPage: page < 3 } });
    after = changes.pageInfo.endCursor;
    await rename(7 + page);
  }
  expect(seen).toEqual(['7', '6', '5', '4', '3', '2', '1']);
});
