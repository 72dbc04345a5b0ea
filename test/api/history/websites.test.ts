import { expectMember } from '../../support/expectations.ts';
import { data } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { createWebsite } from '../websites/create-website/operation.ts';
import { deleteWebsite } from '../websites/delete-website/operation.ts';
import { restoreWebsite } from '../websites/restore-website/operation.ts';
import { updateWebsite } from '../websites/update-website/operation.ts';
import { websiteHistory } from './history.ts';

const nothing = {
  changedAt: expect.stringMatching(/Z$/),
  operator: null,
  url: null,
  name: null,
  externalId: null,
};

/** A website that was created, changed, deleted and restored, each by another key. */
async function arrange({ partner = true } = {}) {
  const organization = await TestOrganization.create({ partner });
  const keys = [organization.key, await organization.createKey(), await organization.createKey()];
  const [one, two, three] = keys as [string, string, string];
  const externalId = partner ? 'x' : undefined;
  const { website } = await createWebsite(one, { url: 'https://New.example/', ...(externalId && { externalId }) });
  const id = website.id as string;
  await updateWebsite(two, { id, name: 'Name' });
  await deleteWebsite(three, { id });
  await restoreWebsite(one, { id });
  return { organization, id, one, two, three };
}

test('each change tells who made it, when, at which revision, and what from what to what', async () => {
  const { id, one, two, three } = await arrange();
  const author = (key: string) => ({ apiKeyId: expect.any(String), name: 'test', prefix: key.slice(0, 11) });
  const history = await websiteHistory(one, id);
  expect(history).toEqual([
    { ...nothing, kind: 'RESTORED', revision: 4, changedBy: author(one), externalId: { from: null, to: 'x' } },
    { ...nothing, kind: 'DELETED', revision: 3, changedBy: author(three), externalId: { from: 'x', to: null } },
    { ...nothing, kind: 'UPDATED', revision: 2, changedBy: author(two), name: { from: null, to: 'Name' } },
    {
      ...nothing,
      kind: 'CREATED',
      revision: 1,
      changedBy: author(one),
      url: { from: null, to: 'new.example' },
      externalId: { from: null, to: 'x' },
    },
  ]);
  const times = history.map(({ changedAt }) => changedAt);
  expect(times).toEqual([...times].sort().reverse());
});

test('a change that changes nothing, or is refused, is none', async () => {
  const { organization, id, one } = await arrange();
  await organization.addWebsite({ externalId: 'taken' });
  await updateWebsite(one, { id, name: 'Name' });
  await restoreWebsite(one, { id });
  expectMember(await updateWebsite(one, { id, name: 'New', externalId: 'taken' }), 'WebsiteExternalIdTaken');
  expectMember(await updateWebsite(one, { id, name: 'New', expectedRevision: 1 }), 'WebsiteRevisionConflict');
  expect(await websiteHistory(one, id)).toHaveLength(4);
});

test('a direct customer does not see what became of external ids', async () => {
  const { organization, id } = await arrange();
  await organization.query('UPDATE organizations SET is_partner = false WHERE id = $1', [organization.id]);
  const history = await websiteHistory(await organization.createKey(), id);
  expect(history.map(({ kind, externalId }) => [kind, externalId])).toEqual([
    ['RESTORED', null],
    ['DELETED', null],
    ['UPDATED', null],
    ['CREATED', null],
  ]);
});

test('a key that is confined to websites sees the histories of these, and of other keys nothing', async () => {
  const { organization, id } = await arrange();
  const [other = ''] = await organization.addWebsites(1);
  const key = await organization.createKey({ websiteIds: [id] });
  const history = await websiteHistory(key, id);
  expect(history.map(({ kind }) => kind)).toEqual(['RESTORED', 'DELETED', 'UPDATED', 'CREATED']);
  expect(history.map(({ changedBy }) => changedBy)).toEqual([null, null, null, null]);
  expect(await websiteHistory(key, other)).toBeUndefined();
});

test('another organization has no such history', async () => {
  const { id } = await arrange();
  expect(await websiteHistory((await TestOrganization.create()).key, id)).toBeUndefined();
});

test('pages run from the newest to the oldest, for each website of a list', async () => {
  const { one, id } = await arrange();
  const query = `query ($after: String) { websites { nodes { id changes(first: 3, after: $after) {
    totalCount nodes { revision } pageInfo { hasNextPage endCursor } } } } }`;
  const [first] = (await data(one, query)).websites.nodes;
  expect(first).toMatchObject({ id, changes: { totalCount: 4, pageInfo: { hasNextPage: true } } });
  expect(first.changes.nodes).toEqual([{ revision: 4 }, { revision: 3 }, { revision: 2 }]);
  const [second] = (await data(one, query, { after: first.changes.pageInfo.endCursor })).websites.nodes;
  expect(second.changes).toMatchObject({ nodes: [{ revision: 1 }], pageInfo: { hasNextPage: false } });
});
