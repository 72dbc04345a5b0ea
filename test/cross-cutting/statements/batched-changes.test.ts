import { Client } from 'pg';
import { eventually } from '../../support/eventually.ts';
import { data } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { WireCounter } from '../../support/wire-counter.ts';

let database: Awaited<ReturnType<typeof createDatabase>>;
let counter: WireCounter;
let service: ServiceProcess;
let organization: TestOrganization;
let holder: Client;

beforeAll(async () => {
  database = await createDatabase(serverUrl()); // of its own, as it locks tables
  const proxy = await WireCounter.open(database.url);
  counter = proxy.counter;
  // A node that is late takes half as many at a time, and here a hundred wait.
  service = await startService({ DATABASE_URL: proxy.url, MAX_CONCURRENT_REQUESTS: '1000' });
});

afterAll(async () => {
  await service.kill();
  await counter.close();
  await database.drop();
});

const newOrganization = () => TestOrganization.create({ database: database.url });

beforeEach(async () => {
  organization = await newOrganization();
  holder = new Client({ connectionString: database.url });
  await holder.connect();
  await holder.query('BEGIN');
});

afterEach(() => holder.end());

const updateGroup = async (input: Record<string, unknown>, key = organization.key) =>
  (
    await data(
      key,
      `mutation ($input: UpdateGroupInput!) { result: updateGroup(input: $input) {
        __typename
        ... on UpdateGroupSuccess { group { id name externalId revision } }
        ... on GroupExternalIdTaken { existingGroup { id } }
        ... on GroupRevisionConflict { currentGroup { id revision } }
        ... on InvalidResourceInput { issues { path } }
      } }`,
      { input },
      service,
    )
  ).result;

const updateAccountGroup = async (input: Record<string, unknown>, key = organization.key) =>
  (
    await data(
      key,
      `mutation ($input: UpdateAccountGroupInput!) { result: updateAccountGroup(input: $input) {
        __typename
        ... on UpdateAccountGroupSuccess { accountGroup { id lookupName revision } displaced { id } }
        ... on AccountGroupRevisionConflict { currentAccountGroup { id revision } }
        ... on InvalidResourceInput { issues { path } }
      } }`,
      { input },
      service,
    )
  ).result;

const historyOf = (table: string, groupColumn: string, id: string) =>
  organization.query(
    `SELECT c.details, c.revision, k.organization_id AS author FROM ${table} c
     JOIN api_keys k ON k.organization_id = c.organization_id AND k.id = c.api_key_id WHERE c.${groupColumn} = $1`,
    [id],
  );

const waitingFor = (table: string) =>
  organization.query(
    `SELECT FROM pg_locks WHERE NOT granted AND relation = '${table}'::regclass
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );

/** Lets as many statements be under way as there may be, until the function that it returns is called. */
async function busyWith(name: 'updateGroup' | 'updateAccountGroup'): Promise<() => Promise<unknown>> {
  const table = name === 'updateGroup' ? 'groups' : 'account_groups';
  await holder.query(`LOCK TABLE ${table} IN SHARE ROW EXCLUSIVE MODE`); // which reading does not mind
  const first: Promise<unknown>[] = [];
  for (const n of [1, 2]) {
    const { key } = await newOrganization();
    first.push(
      name === 'updateGroup'
        ? updateGroup({ id: 'first', name: 'x' }, key)
        : updateAccountGroup({ id: '1', attributes: { customerCareAccess: true } }, key),
    );
    await eventually(`${n} statements wait`, async () => (await waitingFor(table)).length === n);
  }
  return () => holder.query('COMMIT').then(() => Promise.all(first));
}

/** Makes requests come while the statements that are under way cannot go on, so that they are made together. */
async function comingTogether<T>(name: 'updateGroup' | 'updateAccountGroup', make: () => Promise<T>[]): Promise<T[]> {
  const goOn = await busyWith(name);
  const others = make();
  await data(organization.key, '{ groups(first: 1) { nodes { id } } }', {}, service);
  await goOn();
  return Promise.all(others);
}

test('100 changes that come at once are made by a fraction of as many statements, each with its own outcome', async () => {
  const ids = await organization.addGroups(100, (n) => ({ name: `Before ${n}` }));
  await updateGroup({ id: ids[0], name: 'prepared' });
  let results: { group: { id: string; name: string; revision: number } }[] = [];
  const statements = await counter.during(async () => {
    results = await comingTogether('updateGroup', () => ids.map((id, n) => updateGroup({ id, name: `After ${n}` })));
  });
  expect(results.map(({ group }) => group)).toEqual(
    ids.map((id, n) => ({ id, name: `After ${n}`, externalId: null, revision: n === 0 ? 3 : 2 })),
  );
  expect(statements).toBeLessThan(25);
});

test('what is wrong with one change is told to its caller alone', async () => {
  const websiteIds = await organization.addWebsites(3);
  const [taken, ...ids] = await organization.addGroups(8, (n) => ({ externalId: `own ${n}` }));
  const stranger = await newOrganization();
  const results = await comingTogether('updateGroup', () => [
    updateGroup({ id: ids[0], name: 'fine' }),
    updateGroup({ id: ids[1], externalId: 'own 0' }),
    updateGroup({ id: ids[2], name: 'late', expectedRevision: 7 }),
    updateGroup({ id: ids[3], addWebsiteIds: [websiteIds[0], taken] }),
    updateGroup({ id: ids[4], name: "another organization's" }, stranger.key),
    updateGroup({ id: 'unknown', name: 'x' }),
    updateGroup({ id: ids[5], addWebsiteIds: websiteIds, externalId: null }),
    updateGroup({ id: ids[6], name: 'Group' }),
  ]);
  expect(results).toEqual([
    { __typename: 'UpdateGroupSuccess', group: { id: ids[0], name: 'fine', externalId: 'own 1', revision: 2 } },
    { __typename: 'GroupExternalIdTaken', existingGroup: { id: taken } },
    { __typename: 'GroupRevisionConflict', currentGroup: { id: ids[2], revision: 1 } },
    { __typename: 'InvalidResourceInput', issues: [{ path: ['addWebsiteIds', '1'] }] },
    { __typename: 'ResourceNotFound' },
    { __typename: 'ResourceNotFound' },
    { __typename: 'UpdateGroupSuccess', group: { id: ids[5], name: 'Group', externalId: null, revision: 2 } },
    { __typename: 'UpdateGroupSuccess', group: { id: ids[6], name: 'Group', externalId: 'own 7', revision: 1 } },
  ]);
  const members = await organization.query(
    'SELECT group_id, website_id FROM group_websites WHERE organization_id = $1 ORDER BY website_id',
    [organization.id],
  );
  expect(members).toEqual([...websiteIds].sort().map((id) => ({ group_id: ids[5], website_id: id })));
});

test('websites come into and leave their own group, and the history of each tells it with its own author', async () => {
  const organizations = [organization, await newOrganization(), await newOrganization()];
  const groups = await Promise.all(
    organizations.map(async (owner) => {
      const websiteIds = await owner.addWebsites(4);
      return { owner, websiteIds, id: await owner.addGroup({ websiteIds: websiteIds.slice(0, 2) }) };
    }),
  );
  await comingTogether('updateGroup', () =>
    groups.map(({ owner, websiteIds: [, left, came], id }, n) =>
      updateGroup({ id, name: `Of ${n}`, addWebsiteIds: [came], removeWebsiteIds: [left] }, owner.key),
    ),
  );
  for (const [n, { owner, websiteIds, id }] of groups.entries()) {
    expect(await historyOf('group_changes', 'group_id', id)).toEqual([
      {
        details: {
          name: { from: 'Group', to: `Of ${n}` },
          websitesAdded: [websiteIds[2]],
          websitesRemoved: [websiteIds[1]],
        },
        revision: 2,
        author: owner.id,
      },
    ]);
    const members = await owner.query('SELECT website_id FROM group_websites WHERE group_id = $1', [id]);
    expect(members.map(({ website_id }) => website_id).sort()).toEqual([websiteIds[0], websiteIds[2]].sort());
  }
});

test('labels of account groups of several organizations change together, each with its name and its history', async () => {
  const organizations = await Promise.all(Array.from({ length: 5 }, () => newOrganization()));
  const ids = await Promise.all(
    organizations.map((owner) => owner.addAccountGroup({ names: { 1: 'Team', 3: 'Gruppe' } })),
  );
  const results = await comingTogether('updateAccountGroup', () => [
    ...organizations.map((owner, n) => {
      const names = [{ language: { id: 1 }, labelText: `Team ${n}` }];
      const more =
        n % 2 ? { removeNames: [{ id: 3 }] } : { descriptions: [{ language: { id: 1 }, labelText: `Of ${n}` }] };
      return updateAccountGroup({ id: ids[n], names, ...more }, owner.key);
    }),
    updateAccountGroup(
      { id: ids[1], attributes: { customerCareAccess: true } },
      (organizations[0] as TestOrganization).key,
    ),
  ]);
  expect(results).toEqual([
    ...ids.map((id, n) => ({
      __typename: 'UpdateAccountGroupSuccess',
      accountGroup: { id, lookupName: `Team ${n}`, revision: 2 },
      displaced: [],
    })),
    { __typename: 'ResourceNotFound' },
  ]);
  for (const [n, id] of ids.entries()) {
    const names = [
      { languageId: 1, from: 'Team', to: `Team ${n}` },
      ...(n % 2 ? [{ languageId: 3, from: 'Gruppe', to: null }] : []),
    ];
    expect(await historyOf('account_group_changes', 'account_group_id', id)).toEqual([
      {
        details: {
          lookupName: { from: 'Team', to: `Team ${n}` },
          names,
          ...(n % 2 === 0 && { descriptions: [{ languageId: 1, from: null, to: `Of ${n}` }] }),
        },
        revision: 2,
        author: (organizations[n] as TestOrganization).id,
      },
    ]);
  }
});

test('nobody waits for a group that somebody else holds but those who change it', async () => {
  const [held, ...others] = await organization.addGroups(41, () => ({}));
  await holder.query('SELECT FROM groups WHERE id = $1 FOR UPDATE', [held]);
  const late = Array.from({ length: 5 }, (_, n) => updateGroup({ id: held, name: `Late ${n}` }));
  const statements = await counter.during(async () => {
    const results = await Promise.all(others.map((id) => updateGroup({ id, name: 'At once' })));
    expect(results.every(({ group }) => group.revision === 2)).toBe(true);
  });
  expect(statements).toBeLessThan(30); // nor do they have to be made one by one for its sake
  await holder.query('COMMIT');
  const revisions = (await Promise.all(late)).map(({ group }) => group.revision);
  expect(revisions.sort()).toEqual([2, 3, 4, 5, 6]);
});

test('nobody waits for external ids that somebody else is about to take but those who want them', async () => {
  const [taker, other, ...ids] = await organization.addGroups(14, () => ({}));
  const [wanting, wantingOther, ...rest] = ids;
  await holder.query("UPDATE groups SET external_id = id || ' wanted' WHERE id = ANY($1)", [[taker, other]]);
  const late = [];
  // As many as there may be statements at a time.
  for (const [n, [id, owner]] of [
    [wanting, taker],
    [wantingOther, other],
  ].entries()) {
    late.push(updateGroup({ id, externalId: `${owner} wanted` }));
    await eventually(
      'the change waits',
      async () =>
        (
          await organization.query(
            `SELECT FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%sets_external_id%'`,
          )
        ).length > n,
    );
  }
  const results = await Promise.all(rest.map((id, n) => updateGroup({ id, externalId: `other ${n}` })));
  expect(results.every(({ group }) => group.revision === 2)).toBe(true);
  await holder.query('COMMIT');
  expect(await Promise.all(late)).toEqual([
    { __typename: 'GroupExternalIdTaken', existingGroup: { id: taker } },
    { __typename: 'GroupExternalIdTaken', existingGroup: { id: other } },
  ]);
}, 10_000); // sooner than a statement that waits is given up

test('a change of more than 50 websites does not wait for places that others have, nor they for it', async () => {
  const websiteIds = await organization.addWebsites(51);
  const id = await organization.addGroup();
  const goOn = await busyWith('updateGroup');
  const change = updateGroup({ id, addWebsiteIds: websiteIds });
  await eventually('it is sent beside the two', async () => (await waitingFor('groups')).length === 3);
  await goOn();
  expect((await change).group.revision).toBe(2);
});

test('an external id that ten groups key in the same moment goes to one of them, and the others are told to which', async () => {
  const ids = await organization.addGroups(10, () => ({}));
  const results = await comingTogether('updateGroup', () =>
    ids.map((id) => updateGroup({ id, externalId: 'claimed' })),
  );
  const winners = results.filter(({ __typename }) => __typename === 'UpdateGroupSuccess');
  expect(winners).toHaveLength(1);
  for (const { __typename, existingGroup } of results)
    if (__typename !== 'UpdateGroupSuccess') expect(existingGroup.id).toBe(winners[0].group.id);
});

test('changes of one group that come at once are made one after the other', async () => {
  const id = await organization.addGroup();
  const results = await comingTogether('updateGroup', () =>
    Array.from({ length: 20 }, (_, n) => updateGroup({ id, name: `Name ${n}` })),
  );
  const byRevision = [...results].sort((a, b) => a.group.revision - b.group.revision);
  expect(byRevision.map(({ group }) => group.revision)).toEqual(Array.from({ length: 20 }, (_, n) => n + 2));
  expect(new Set(results.map(({ group }) => group.name)).size).toBe(20);
});
