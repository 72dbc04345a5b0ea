import { scrape, sum } from '../../cross-cutting/metrics/scrape.ts';
import { Cluster } from '../../support/cluster.ts';
import { eventually } from '../../support/eventually.ts';
import { data, send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { query } from '../../support/postgres.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';

let primary: Cluster;
let replica: Cluster;
let nodes: ServiceProcess[];
let organization: TestOrganization;
let id: string;

beforeAll(async () => {
  primary = await Cluster.create();
  replica = await primary.replicate();
  const env = { DATABASE_URL: primary.url, DATABASE_REPLICA_URLS: replica.url };
  nodes = await Promise.all([startService(env), startService(env)]);
  organization = await TestOrganization.create({ database: primary.url });
  id = await organization.addGroup({ name: 'Version 0' });
}, 60_000);

afterAll(async () => {
  await Promise.all(nodes.map((node) => node.kill()));
  await replica.remove();
  await primary.remove();
});

const node = (turn: number) => nodes[turn % nodes.length] as ServiceProcess;
let version = 0;

/** Renames the group on one node, and reads its name on the other one. */
async function renameAndRead(): Promise<{ expected: string; got: string }> {
  const expected = `Version ${++version}`;
  const mutation = 'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }';
  expect(
    (await data(organization.key, mutation, { input: { id, name: expected } }, node(version))).updateGroup,
  ).toEqual({
    __typename: 'UpdateGroupSuccess',
  });
  return { expected, got: await read(version + 1) };
}

async function read(turn: number): Promise<string> {
  const answer = await data(organization.key, 'query ($id: ID!) { group(id: $id) { name } }', { id }, node(turn));
  return answer.group.name;
}

/** How many queries the nodes have read from a server so far. */
async function readFrom(server: string): Promise<number> {
  const counts = await Promise.all(
    nodes.map(async ({ url }) => sum(await scrape(url), 'group_gateway_reads_total', { server })),
  );
  return counts.reduce((total, count) => total + count, 0);
}

/** The nodes read from the replica again. */
const replicaInUse = () =>
  eventually('queries are read from the replica', async () => {
    const before = await readFrom('replica-1');
    for (const turn of [0, 1]) await read(turn);
    return (await readFrom('replica-1')) >= before + 2;
  });

test('queries are read from the replica, mutations and what is read in them are not', async () => {
  await replicaInUse();
  const statements = async (server: string) =>
    sum(await scrape(node(0).url), 'group_gateway_sql_statement_duration_seconds_count', { server, outcome: 'error' });
  for (let n = 0; n < 4; n++) await renameAndRead();
  expect(await statements('replica-1')).toBe(0); // a write would be refused there
});

test('whoever made a change on one node sees it on the other one, 100 times in a row', async () => {
  await replicaInUse();
  const before = await readFrom('replica-1');
  for (let n = 0; n < 100; n++) {
    const { expected, got } = await renameAndRead();
    expect(got).toBe(expected);
  }
  expect(await readFrom('replica-1')).toBeGreaterThan(before); // or nothing was shown
});

test('a replica that lags is left alone until it has caught up', async () => {
  await replicaInUse();
  await query(replica.url, 'SELECT pg_wal_replay_pause()');
  try {
    for (let n = 0; n < 20; n++) {
      const { expected, got } = await renameAndRead();
      expect(got).toBe(expected);
    }
    const [stale] = await query(replica.url, 'SELECT name FROM groups WHERE id = $1', [id]);
    expect(stale?.name).not.toBe(`Version ${version}`);
    await eventually('the lag shows', async () => {
      const samples = await scrape(node(0).url);
      return (
        sum(samples, 'group_gateway_database_replica_lag_bytes') > 0 &&
        sum(samples, 'group_gateway_database_replica_usable') === 0
      );
    });
  } finally {
    await query(replica.url, 'SELECT pg_wal_replay_resume()');
  }
  await replicaInUse();
  expect(await read(0)).toBe(`Version ${version}`);
});

test('a replica that goes away while it is asked fails no query, and is used again when it is back', async () => {
  await replicaInUse();
  let asking = true;
  const statuses = new Map<number, number>();
  const askers = Array.from({ length: 8 }, async (_, turn) => {
    while (asking) {
      const { status, errors } = await send(organization.key, '{ groups { nodes { name } } }', {}, node(turn));
      const outcome = errors ? 500 : status;
      statuses.set(outcome, (statuses.get(outcome) ?? 0) + 1);
    }
  });
  try {
    await replica.stop('immediate');
    await eventually('the primary takes over', async () => {
      const before = await readFrom('primary');
      return (await read(0)) && (await readFrom('primary')) > before;
    });
    await replica.start();
    await replicaInUse();
  } finally {
    asking = false;
  }
  await Promise.all(askers);
  expect([...statuses.keys()]).toEqual([200]);
  expect(nodes.map((one) => one.output().match(/the replica is down or too far behind/g)?.length)).not.toContain(
    undefined,
  );
}, 60_000);
