import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { eventually } from '../../../support/eventually.ts';
import { expectError, expectMember, unchanged } from '../../../support/expectations.ts';
import { data } from '../../../support/graphql.ts';
import { TestOrganization } from '../../../support/organization.ts';
import { updateGroup } from '../../groups/update-group/operation.ts';
import { deleteWebsite } from '../delete-website/operation.ts';
import { groupIds } from '../fields.ts';
import { updateWebsite } from '../update-website/operation.ts';
import { restoreWebsite } from './operation.ts';

let organization: TestOrganization;
beforeAll(async () => {
  organization = await TestOrganization.create();
});

const restore = async (id: string) =>
  expectMember(await restoreWebsite(organization.key, { id }), 'RestoreWebsiteSuccess').website;

test('a restored website has its memberships and its external id back', async () => {
  const externalId = randomUUID();
  const id = await organization.addWebsite({ url: 'a.example', name: 'A', externalId });
  const groups = [await organization.addGroup({ websiteIds: [id] }), await organization.addGroup({ websiteIds: [id] })];
  const { website: deleted } = await deleteWebsite(organization.key, { id });
  expect(deleted).toMatchObject({ externalId: null, deletedAt: expect.any(String) });
  const website = await restore(id.toUpperCase());
  expect(website).toMatchObject({ id, url: 'a.example', name: 'A', externalId, deletedAt: null });
  expect(groupIds(website)).toEqual(groups.sort());
});

test('restoring a website that is not deleted changes nothing', async () => {
  const externalId = randomUUID();
  const id = await organization.addWebsite({ externalId });
  const result = await unchanged(organization, () => restoreWebsite(organization.key, { id }));
  expect(expectMember(result, 'RestoreWebsiteSuccess').website).toMatchObject({ id, externalId, deletedAt: null });
});

test('a removal from a group while it was deleted is for good, and a change of that group alone, beside the deletion', async () => {
  const id = await organization.addWebsite();
  const [group, other] = [
    await organization.addGroup({ websiteIds: [id] }),
    await organization.addGroup({ websiteIds: [id] }),
  ];
  await deleteWebsite(organization.key, { id });
  const input = { id: group, removeWebsiteIds: [id.toUpperCase(), id] };
  for (const again of [false, true]) {
    const result = again
      ? await unchanged(organization, () => updateGroup(organization.key, input))
      : await updateGroup(organization.key, input);
    expect(expectMember(result, 'UpdateGroupSuccess').group.revision).toBe(2);
  }
  const { changes } = (
    await data(
      organization.key,
      `{ group(id: "${group}") { changes { nodes { revision websitesRemoved { id deletedAt } } } } }`,
    )
  ).group;
  const websitesRemoved = [{ id, deletedAt: expect.any(String) }];
  expect(changes.nodes).toEqual([
    { revision: 2, websitesRemoved },
    { revision: 1, websitesRemoved },
  ]);
  expect(groupIds(await restore(id))).toEqual([other]);
});

test('a removal of many, some of them deleted or not in the group, is for good', async () => {
  const ids = await organization.addWebsites(60);
  const group = await organization.addGroup({ websiteIds: ids.slice(0, 50) });
  for (const id of ids.slice(0, 5)) await deleteWebsite(organization.key, { id });
  expectMember(await updateGroup(organization.key, { id: group, removeWebsiteIds: ids }), 'UpdateGroupSuccess');
  for (const id of ids.slice(0, 5)) expect(groupIds(await restore(id))).toEqual([]);
});

test('a group that was deleted meanwhile does not come back', async () => {
  const id = await organization.addWebsite();
  const group = await organization.addGroup({ websiteIds: [id] });
  await deleteWebsite(organization.key, { id });
  await organization.query('DELETE FROM groups WHERE id = $1', [group]);
  expect(groupIds(await restore(id))).toEqual([]);
});

test('an external id that another website has taken meanwhile: WebsiteExternalIdTaken, still deleted, until it is free', async () => {
  const externalId = randomUUID();
  const id = await organization.addWebsite({ externalId });
  await deleteWebsite(organization.key, { id });
  const holder = await organization.addWebsite({ url: 'holder.example', externalId });
  const result = await unchanged(organization, () => restoreWebsite(organization.key, { id }));
  expect(expectMember(result, 'WebsiteExternalIdTaken')).toMatchObject({
    message: expect.stringMatching(`${holder}.*after its deletion.*updateWebsite.*then restore`),
    externalId,
    existingWebsite: { id: holder, url: 'holder.example', externalId },
  });
  expectMember(await updateWebsite(organization.key, { id: holder, externalId: null }), 'UpdateWebsiteSuccess');
  expect(await restore(id)).toMatchObject({ externalId, deletedAt: null });
});

test('an external id that was given to a website and taken from it again leaves no trace for the restore', async () => {
  const id = await organization.addWebsite({ externalId: randomUUID() });
  await deleteWebsite(organization.key, { id });
  await restore(id);
  expectMember(await updateWebsite(organization.key, { id, externalId: null }), 'UpdateWebsiteSuccess');
  await deleteWebsite(organization.key, { id });
  expect(await restore(id)).toMatchObject({ externalId: null });
});

test('a direct customer knows nothing of external ids: one that is taken meanwhile does not stand in the way', async () => {
  const direct = await TestOrganization.create({ partner: false });
  const [id, other] = [
    await direct.addWebsite({ externalId: 'from earlier', deleted: true }),
    await direct.addWebsite(),
  ];
  await direct.query(`UPDATE websites SET external_id = 'from earlier' WHERE id = $1`, [other]);
  const result = await restoreWebsite(direct.key, { id });
  expect(expectMember(result, 'RestoreWebsiteSuccess').website).toMatchObject({ deletedAt: null, externalId: null });
  expect(JSON.stringify(result)).not.toContain('from earlier');
  expect(await direct.query('SELECT external_id FROM websites WHERE id = $1', [other])).toEqual([
    { external_id: 'from earlier' },
  ]);
  const free = await direct.addWebsite({ externalId: 'free', deleted: true });
  expectMember(await restoreWebsite(direct.key, { id: free }), 'RestoreWebsiteSuccess');
  expect(await direct.query('SELECT external_id FROM websites WHERE id = $1', [free])).toEqual([
    { external_id: 'free' },
  ]);
});

test('a direct customer is not told of an external id that is taken at the same moment', async () => {
  const direct = await TestOrganization.create({ partner: false });
  const id = await direct.addWebsite({ externalId: 'shared', deleted: true });
  const other = await direct.addWebsite();
  const client = new Client({ connectionString: direct.databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`UPDATE websites SET external_id = 'shared' WHERE id = $1`, [other]);
    const [{ pid }] = (await client.query('SELECT pg_backend_pid() AS pid')).rows;
    const restoring = restoreWebsite(direct.key, { id });
    await eventually('the restore waits for the other website', async () => {
      const waiting = await direct.query('SELECT FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))', [pid]);
      return waiting.length > 0;
    });
    await client.query('COMMIT');
    expectMember(await restoring, 'RestoreWebsiteSuccess');
  } finally {
    await client.end();
  }
});

test('a website that is unknown, strange or of another organization: ResourceNotFound', async () => {
  const stranger = await TestOrganization.create();
  for (const id of [await stranger.addWebsite({ deleted: true }), randomUUID(), 'no uuid', '', '\0']) {
    const result = await unchanged(stranger, () => restoreWebsite(organization.key, { id }));
    expect(expectMember(result, 'ResourceNotFound')).toMatchObject({ typeName: 'Website', id });
  }
});

test('a key that is confined to websites: FORBIDDEN, its own website included', async () => {
  const id = await organization.addWebsite({ deleted: true });
  const key = await organization.createKey({ websiteIds: [id] });
  expectError(await unchanged(organization, () => restoreWebsite.attempt(key, { id })), 'FORBIDDEN', 'restoreWebsite');
});
