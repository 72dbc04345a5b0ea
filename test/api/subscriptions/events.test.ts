import { createClient } from 'graphql-sse';
import { unchanged } from '../../support/expectations.ts';
import { send, serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { label, mutate } from '../account-groups/operations.ts';
import { createGroup } from '../groups/create-group/operation.ts';
import { deleteGroup } from '../groups/delete-group/operation.ts';
import { updateGroup } from '../groups/update-group/operation.ts';
import { accountGroupChanged, groupChanged, Stream } from './stream.ts';

const streams: Stream[] = [];
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});

async function follow(...args: Parameters<typeof Stream.open>): Promise<Stream> {
  const stream = await Stream.open(...args);
  streams.push(stream);
  return stream;
}

/** A change that comes after all that a test looks at, to see that nothing else came. */
async function last(organization: TestOrganization): Promise<string> {
  const id = await organization.addGroup({ websiteIds: await organization.addWebsites(1) });
  await updateGroup(organization.key, { id, name: 'Last' });
  return id;
}

test('creation, change and deletion of a group arrive in order, with the group as it is', async () => {
  const organization = await TestOrganization.create();
  const [website = ''] = await organization.addWebsites(1);
  const stream = await follow(organization.key, groupChanged);
  const { group } = await createGroup(organization.key, { name: 'One', websiteIds: [website], externalId: 'x' });
  await stream.next(1);
  await updateGroup(organization.key, { id: group.id, name: 'Two' });
  await stream.next(2);
  await deleteGroup(organization.key, { id: group.id });
  const [created, updated, deleted] = await stream.next(3);
  const changedBy = { name: 'test' };
  expect(created).toMatchObject({
    groupId: group.id,
    group: { id: group.id, name: 'One', externalId: 'x', revision: 1 },
    change: {
      kind: 'CREATED',
      revision: 1,
      changedBy,
      name: { from: null, to: 'One' },
      websitesAdded: [{ id: website }],
    },
  });
  expect(updated).toMatchObject({
    group: { name: 'Two', revision: 2 },
    change: { kind: 'UPDATED', revision: 2, name: { from: 'One', to: 'Two' } },
  });
  expect(deleted).toMatchObject({
    groupId: group.id,
    group: null,
    change: { kind: 'DELETED', name: { from: 'Two', to: null } },
  });
  expect(stream.events.map(({ id, data }) => id === data.position)).toEqual([true, true, true]);
});

test('only the given groups are told of, and only of the own organization', async () => {
  const [organization, stranger] = [await TestOrganization.create(), await TestOrganization.create()];
  const [followed, other] = [await organization.addGroup(), await organization.addGroup()];
  const foreign = await stranger.addGroup();
  const some = await follow(organization.key, groupChanged, { ids: [followed, foreign, 'x'] });
  const all = await follow(organization.key, groupChanged);
  await updateGroup(stranger.key, { id: foreign, name: 'A' });
  await updateGroup(organization.key, { id: other, name: 'B' });
  await updateGroup(organization.key, { id: followed, name: 'C' });
  expect((await all.next(2)).map(({ groupId }) => groupId)).toEqual([other, followed]);
  expect((await some.next(1)).map(({ groupId }) => groupId)).toEqual([followed]);
});

test('what did not change is not told', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup({ name: 'Same' });
  const stream = await follow(organization.key, groupChanged);
  await updateGroup(organization.key, { id, name: 'Same' });
  const lastId = await last(organization);
  expect((await stream.next(1)).map(({ groupId }) => groupId)).toEqual([lastId]);
});

test('a key that is confined to websites is told of the groups that hold one, of their coming and of their going', async () => {
  const organization = await TestOrganization.create();
  const [own, foreign] = (await organization.addWebsites(2)) as [string, string];
  const hidden = await organization.addGroup({ websiteIds: [foreign] });
  const key = await organization.createKey({ websiteIds: [own] });
  const stream = await follow(key, groupChanged);
  const change = (input: object) => updateGroup(organization.key, { id: hidden, ...input });
  await change({ name: 'Unseen' });
  await change({ addWebsiteIds: [own] });
  await stream.next(1);
  await change({ name: 'Seen' });
  await stream.next(2);
  await change({ removeWebsiteIds: [own] });
  await stream.next(3);
  await change({ name: 'Unseen again' });
  const { group } = await createGroup(organization.key, { name: 'Both', websiteIds: [own, foreign] });
  await stream.next(4);
  await deleteGroup(organization.key, { id: group.id });
  const events = await stream.next(5);
  const websites = (added: string[], removed: string[]) => ({
    websitesAdded: added.map((id) => ({ id })),
    websitesRemoved: removed.map((id) => ({ id })),
    changedBy: null,
  });
  expect(events.map(({ group: seen, change: told }) => [seen?.name, told])).toMatchObject([
    ['Unseen', websites([own], [])],
    ['Seen', websites([], [])],
    [undefined, websites([], [own])],
    ['Both', websites([own], [])],
    [undefined, websites([], [own])],
  ]);
  expect(JSON.stringify(events)).not.toContain(foreign);
});

test('a direct customer is not told of external ids', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const stream = await follow(organization.key, groupChanged);
  await updateGroup(organization.key, { id, externalId: 'first' });
  expect((await stream.next(1))[0]).toMatchObject({
    group: { externalId: 'first' },
    change: { externalId: { to: 'first' } },
  });
  const change = { id, externalId: 'second' };
  await organization.query('UPDATE organizations SET is_partner = false WHERE id = $1', [organization.id]);
  // A partner until a moment ago: the change comes from a key that is remembered, the stream is told what counts now.
  await updateGroup(organization.key, change);
  await updateGroup(await organization.createKey(), { id, name: 'New' });
  const later = await follow(await organization.createKey(), groupChanged, { after: stream.events[0]?.id });
  expect(JSON.stringify(await later.next(1))).not.toContain('second');
});

test('account groups are told of with what a change drags along, for global keys alone', async () => {
  const organization = await TestOrganization.create();
  const sibling = await organization.addAccountGroup({ displayOrder: 1 });
  const stream = await follow(await organization.createKey(), accountGroupChanged);
  const { accountGroup } = await mutate(organization, 'createAccountGroup', {
    names: [label(1, 'New')],
    displayOrder: 1,
  });
  const events = await stream.next(2);
  expect(
    new Set(events.map(({ accountGroupId, change }) => [accountGroupId, change.kind, change.displayOrder].join())),
  ).toEqual(new Set([`${accountGroup.id},CREATED,[object Object]`, `${sibling},UPDATED,[object Object]`]));
  const one = await follow(organization.key, accountGroupChanged, { ids: [sibling] });
  await mutate(organization, 'deleteAccountGroup', { id: accountGroup.id });
  await mutate(organization, 'updateAccountGroup', { id: sibling, displayOrder: 9 });
  expect((await one.next(1))[0]).toMatchObject({
    accountGroupId: sibling,
    change: { displayOrder: { from: 2, to: 9 } },
  });
  expect((await stream.next(4))[2]).toMatchObject({ accountGroup: null, change: { kind: 'DELETED' } });
  const confined = await organization.createKey({ websiteIds: await organization.addWebsites(1) });
  await expect(follow(confined, accountGroupChanged)).rejects.toThrow(/HTTP 403.*FORBIDDEN/);
});

test.each([
  ['a position that is none', { after: 'x' }, /HTTP 410.*LIVE_UPDATES_POSITION_UNKNOWN/],
  ['a position of another database', { after: `999999999999-1-${Math.floor(Date.now() / 1000)}` }, /HTTP 410/],
  ['a position of the day before yesterday', { after: `3-1-${Math.floor(Date.now() / 1000) - 100_000}` }, /HTTP 410/],
  ['more than 1,000 ids', { ids: Array.from({ length: 1001 }, () => 'x') }, /HTTP 400.*BAD_USER_INPUT/],
  ['variables of another type', { ids: 7.5 }, /HTTP 400/],
])('%s is refused before the stream starts', async (_what, variables, message) => {
  const organization = await TestOrganization.create();
  await expect(follow(organization.key, groupChanged, variables)).rejects.toThrow(message);
});

test('a stream answers subscriptions alone, and subscriptions are answered by streams alone', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const rename = `mutation { updateGroup(input: { id: "${id}", name: "New" }) { __typename } }`;
  await unchanged(organization, () => expect(follow(organization.key, rename)).rejects.toThrow(/HTTP 406/));
  expect((await send(organization.key, groupChanged)).status).toBe(406);
  await expect(follow('gg_unknown_key', groupChanged)).rejects.toThrow(/HTTP 401/);
  await expect(follow(organization.key, 'subscription { nonsense }')).rejects.toThrow(/HTTP 400/);
});

test("graphql-sse's client reads it", async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const client = createClient({ url: `${serviceUrl()}/graphql`, headers: { 'x-api-key': organization.key } });
  const results = client.iterate({ query: groupChanged, variables: { ids: [id] } });
  // The client tells of nothing before the first event, so the group changes until that arrives.
  let arrived = false;
  const changing = (async () => {
    for (let n = 0; !arrived; n++) await updateGroup(organization.key, { id, name: `Name ${n}` });
  })();
  const { value } = await results.next();
  arrived = true;
  await changing;
  expect(value.data.groupChanged).toMatchObject({ groupId: id, change: { kind: 'UPDATED' } });
  await results.return?.(undefined);
  client.dispose();
});
