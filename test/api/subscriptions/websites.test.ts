import { Client } from 'pg';
import { eventually } from '../../support/eventually.ts';
import { expectMember } from '../../support/expectations.ts';
import { data } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { createGroup } from '../groups/create-group/operation.ts';
import { setGroupCredits } from '../groups/set-group-credits/operation.ts';
import { updateGroup } from '../groups/update-group/operation.ts';
import { createWebsite } from '../websites/create-website/operation.ts';
import { deleteWebsite } from '../websites/delete-website/operation.ts';
import { restoreWebsite } from '../websites/restore-website/operation.ts';
import { updateWebsite } from '../websites/update-website/operation.ts';
import { groupChanged, Stream, websiteChanged } from './stream.ts';

const streams: Stream[] = [];
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});

async function follow(...args: Parameters<typeof Stream.open>): Promise<Stream> {
  const stream = await Stream.open(...args);
  streams.push(stream);
  return stream;
}

const historyOf = async (key: string, id: string) => {
  const { group } = await data(
    key,
    `query ($id: ID!) { group(id: $id) { revision changes(first: 10) {
      nodes { kind revision websitesAdded { id } websitesRemoved { id } monthlyCredits { from to } oneOffCredits { from to } }
    } } }`,
    { id },
  );
  return group as { revision: number; changes: { nodes: Record<string, unknown>[] } };
};

test('creation, change, deletion and restore of a website arrive in order, with the website as it is', async () => {
  const organization = await TestOrganization.create();
  const stream = await follow(organization.key, websiteChanged);
  const { website } = await createWebsite(organization.key, { url: 'one.example', externalId: 'x' });
  const { id } = website;
  await stream.next(1);
  await updateWebsite(organization.key, { id, name: 'One' });
  await stream.next(2);
  await deleteWebsite(organization.key, { id });
  await stream.next(3);
  await restoreWebsite(organization.key, { id });
  expect(await stream.next(4)).toMatchObject([
    {
      websiteId: id,
      website: { externalId: 'x', revision: 1 },
      change: { kind: 'CREATED', changedBy: { name: 'test' } },
    },
    { website: { name: 'One' }, change: { kind: 'UPDATED', name: { from: null, to: 'One' } } },
    { website: { deletedAt: expect.any(String) }, change: { kind: 'DELETED', externalId: { from: 'x', to: null } } },
    { website: { deletedAt: null, externalId: 'x' }, change: { kind: 'RESTORED', revision: 4 } },
  ]);
});

test('a key that is confined to websites is told of these alone, and not by whom', async () => {
  const organization = await TestOrganization.create();
  const [own = '', other = ''] = await organization.addWebsites(2);
  const stream = await follow(await organization.createKey({ websiteIds: [own] }), websiteChanged);
  const asked = await follow(await organization.createKey({ websiteIds: [own] }), websiteChanged, {
    ids: [other, own],
  });
  await updateWebsite(organization.key, { id: other, name: 'Other' });
  await updateWebsite(organization.key, { id: own, name: 'Own' });
  for (const { next } of [stream, asked].map((reader) => ({ next: reader.next(1) })))
    expect(await next).toMatchObject([{ websiteId: own, website: { name: 'Own' }, change: { changedBy: null } }]);
});

test('the deletion and the restore of a website are events of each of its groups, whose revision stays', async () => {
  const organization = await TestOrganization.create();
  const [website = '', other = ''] = await organization.addWebsites(2);
  const ids = await Promise.all([website, website].map((id) => organization.addGroup({ websiteIds: [id, other] })));
  await organization.addGroup({ websiteIds: [other] });
  const stream = await follow(organization.key, groupChanged);
  const confined = await follow(await organization.createKey({ websiteIds: [website] }), groupChanged);
  await deleteWebsite(organization.key, { id: website });
  await deleteWebsite(organization.key, { id: website });
  await stream.next(2);
  await restoreWebsite(organization.key, { id: website });
  for (const reader of [stream, confined]) {
    const events = await reader.next(4);
    const told = (change: object) =>
      expect.arrayContaining(
        ids.map((groupId) => expect.objectContaining({ groupId, change: expect.objectContaining(change) })),
      );
    const change = { kind: 'UPDATED', revision: 1, name: null };
    expect(events.slice(0, 2)).toEqual(told({ ...change, websitesAdded: [], websitesRemoved: [{ id: website }] }));
    expect(events.slice(2)).toEqual(told({ ...change, websitesAdded: [{ id: website }], websitesRemoved: [] }));
  }
  const { revision, changes } = await historyOf(organization.key, ids[0] as string);
  expect(revision).toBe(1);
  expect(changes.nodes.slice(0, 2)).toMatchObject([
    { websitesAdded: [{ id: website }], websitesRemoved: [] },
    { websitesAdded: [], websitesRemoved: [{ id: website }] },
  ]);
});

test('a group that a website is joining when it is deleted is told, too', async () => {
  const organization = await TestOrganization.create();
  const [website = '', first = ''] = await organization.addWebsites(2);
  const id = await organization.addGroup({ websiteIds: [first] });
  const client = new Client({ connectionString: databaseUrl() });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('INSERT INTO group_websites (organization_id, group_id, website_id) VALUES ($1, $2, $3)', [
      organization.id,
      id,
      website,
    ]);
    const deleting = deleteWebsite(organization.key, { id: website });
    await eventually('the deletion waits', async () => {
      const waiting = await organization.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
           AND (SELECT pg_backend_pid()) <> pid AND query LIKE '%FROM websites%'`,
      );
      return waiting.length > 0;
    });
    await client.query('COMMIT');
    expectMember(await deleting, 'DeleteWebsiteSuccess');
  } finally {
    await client.end();
  }
  const { changes } = await historyOf(organization.key, id);
  expect(changes.nodes[0]).toMatchObject({ websitesRemoved: [{ id: website }] });
});

test('credits that are set are an event and a change of the group, whose revision stays', async () => {
  const organization = await TestOrganization.create();
  const { group } = await createGroup(organization.key, {
    name: 'Billed',
    websiteIds: await organization.addWebsites(1),
    billingEnabled: true,
  });
  const groupId = group.id as string;
  const [own = ''] = (
    await organization.query('SELECT website_id::text AS id FROM group_websites WHERE group_id = $1', [groupId])
  ).map(({ id }) => id as string);
  const confinedKey = await organization.createKey({ websiteIds: [own] });
  const stream = await follow(organization.key, groupChanged);
  const confined = await follow(confinedKey, groupChanged);
  expectMember(
    await setGroupCredits(organization.key, { groupId, monthly: 300, oneOff: 20 }),
    'SetGroupCreditsSuccess',
  );
  await setGroupCredits(organization.key, { groupId, monthly: 300 });
  await setGroupCredits(organization.key, { groupId, oneOff: 5 });
  const change = { kind: 'UPDATED', revision: 1, name: null, websitesAdded: [], changedBy: { name: 'test' } };
  const set = [
    { monthlyCredits: { from: 0, to: 300 }, oneOffCredits: { from: 0, to: 20 } },
    { monthlyCredits: null, oneOffCredits: { from: 20, to: 5 } },
  ];
  expect(await stream.next(2)).toMatchObject(set.map((credits) => ({ groupId, change: { ...change, ...credits } })));
  const { revision, changes } = await historyOf(organization.key, groupId);
  expect(revision).toBe(1);
  expect(changes.nodes.slice(0, 2)).toMatchObject([...set].reverse());
  // Credits need a global key.
  expect((await historyOf(confinedKey, groupId)).changes.nodes).toHaveLength(1);
  await updateGroup(organization.key, { id: groupId, name: 'Renamed' });
  expect(await confined.next(1)).toMatchObject([{ change: { name: { to: 'Renamed' } } }]);
});

test('credits that the provider refuses are no event', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const stream = await follow(organization.key, groupChanged);
  expectMember(await setGroupCredits(organization.key, { groupId: id, monthly: 1 }), 'GroupBillingNotProvisioned');
  await organization.setBillingOutage(true);
  expectMember(await setGroupCredits(organization.key, { groupId: id, monthly: 1 }), 'BillingProviderFailed');
  await updateGroup(organization.key, { id, name: 'Last' });
  expect(await stream.next(1)).toMatchObject([{ change: { name: { to: 'Last' } } }]);
});
