import fc from 'fast-check';
import { createClient } from 'graphql-sse';
import { Client } from 'pg';
import { eventually } from '../../support/eventually.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { roomForRaces, type ServiceProcess, startService } from '../../support/service.ts';
import { updateGroup } from '../groups/update-group/operation.ts';
import { groupChanged, Stream } from './stream.ts';

let nodes: ServiceProcess[];
beforeAll(async () => {
  nodes = await Promise.all([1, 2].map(() => startService({ DATABASE_URL: databaseUrl(), ...roomForRaces })));
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.kill()));
});

const nodeAt = (n: number) => (nodes[n % nodes.length] as ServiceProcess).url;
const names = (stream: Stream) => stream.events.map(({ data }) => data.change.name.to);

test('a change on one node is told on another at once', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const stream = await Stream.open(organization.key, groupChanged, {}, { url: nodeAt(1) });
  const start = Date.now();
  await updateGroup(organization.key, { id, name: 'On the shared node' });
  await stream.next(1);
  // Well before the reader would have looked by itself; on a quiet machine some milliseconds.
  expect(Date.now() - start).toBeLessThan(4000);
  stream.close();
});

test('what was missed between two streams comes first, by header or by argument, on any node', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const rename = (name: string) => updateGroup(organization.key, { id, name });
  const first = await Stream.open(organization.key, groupChanged, {}, { url: nodeAt(0) });
  const beforeAnything = first.lastEventId;
  await rename('A');
  await first.next(1);
  first.close();
  await rename('B');
  await rename('C');
  const headers = { 'last-event-id': first.lastEventId };
  const byHeader = await Stream.open(
    organization.key,
    groupChanged,
    { after: beforeAnything },
    { url: nodeAt(1), headers },
  );
  const byArgument = await Stream.open(organization.key, groupChanged, { after: first.lastEventId });
  const fromTheStart = await Stream.open(organization.key, groupChanged, { after: beforeAnything });
  await byHeader.next(2);
  await rename('D');
  for (const [stream, expected] of [
    [byHeader, ['B', 'C', 'D']],
    [byArgument, ['B', 'C', 'D']],
    [fromTheStart, ['A', 'B', 'C', 'D']],
  ] as const) {
    await stream.next(expected.length);
    expect(names(stream)).toEqual(expected);
    stream.close();
  }
});

test('a transaction that commits after a later one is not skipped', async () => {
  const organization = await TestOrganization.create();
  const [early, late] = [await organization.addGroup(), await organization.addGroup()];
  const stream = await Stream.open(organization.key, groupChanged);
  const client = new Client({ connectionString: databaseUrl() });
  await client.connect();
  try {
    // Its change has the lower id and the older transaction, and nobody can see it yet.
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO group_changes (organization_id, group_id, kind, revision, details, author_name)
       VALUES ($1, $2, 'UPDATED', 2, '{"name": {"from": "Group", "to": "Early"}}', 'operator')`,
      [organization.id, early],
    );
    await updateGroup(organization.key, { id: late, name: 'Late' });
    const other = await Stream.open(organization.key, groupChanged, { after: stream.lastEventId });
    // Both readers have looked since, and the later change is visible: they wait for the earlier one.
    const [{ since }] = (await organization.query('SELECT clock_timestamp()::text AS since')) as [{ since: string }];
    for (let look = 1; look <= 3; look++)
      await eventually('the readers look again', async () => {
        const looked = await organization.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%AS horizon%'
             AND query_start > $1::timestamptz + $2 * interval '50 ms' AND state = 'idle'`,
          [since, look],
        );
        return looked.length > 0;
      });
    expect([...stream.events, ...other.events]).toEqual([]);
    await client.query('COMMIT');
    for (const reader of [stream, other]) {
      await reader.next(2);
      expect(names(reader)).toEqual(['Early', 'Late']);
      reader.close();
    }
  } finally {
    await client.end();
  }
});

test('history that was restored from another server is neither told nor waited for', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  await organization.query(
    `INSERT INTO group_changes (organization_id, group_id, kind, revision, details, author_name, transaction_id)
     VALUES ($1, $2, 'UPDATED', 2, '{}', 'operator', '999999999999')`,
    [organization.id, id],
  );
  const stream = await Stream.open(organization.key, groupChanged);
  await updateGroup(organization.key, { id, name: 'Here' });
  await stream.next(1);
  expect(names(stream)).toEqual(['Here']);
  stream.close();
});

test('however writers race and readers come and go, each change is told once and in order', async () => {
  const organization = await TestOrganization.create();
  const ids = await organization.addGroups(6, () => ({}));
  const race = fc.array(fc.record({ writers: fc.integer({ min: 1, max: 12 }), read: fc.nat(8), node: fc.nat(1) }), {
    minLength: 1,
    maxLength: 4,
  });
  let round = 0;
  await fc.assert(
    fc.asyncProperty(race, async (steps) => {
      const [{ newest }] = (await organization.query(
        'SELECT coalesce(max(id), 0)::text AS newest FROM group_changes WHERE organization_id = $1',
        [organization.id],
      )) as [{ newest: string }];
      let stream = await Stream.open(organization.key, groupChanged, {}, { url: nodeAt(0) });
      const told: string[] = [];
      const here = () => stream.events.map(({ data }) => `${data.groupId} ${data.change.revision}`);
      for (const { writers, read, node } of steps) {
        round++;
        const writing = Promise.all(
          Array.from({ length: writers }, (_, n) =>
            updateGroup(organization.key, { id: ids[n % 6] as string, name: `${round} ${n}` }),
          ),
        );
        // Cut wherever it is, and go on from there on some node.
        if (read > 0)
          await eventually('some events', () => stream.events.length >= Math.min(read, writers) || stream.ended);
        stream.close();
        await stream.end();
        told.push(...here());
        const headers = { 'last-event-id': stream.lastEventId };
        stream = await Stream.open(organization.key, groupChanged, {}, { url: nodeAt(node), headers });
        await writing;
      }
      const stored = await organization.query(
        `SELECT group_id || ' ' || revision AS change FROM group_changes
         WHERE organization_id = $1 AND id > $2 ORDER BY transaction_id, id`,
        [organization.id, newest],
      );
      await eventually('the rest', () => [...told, ...here()].includes(stored.at(-1)?.change as string));
      told.push(...here());
      stream.close();
      // A stream may start with changes of just before it, never without one of after.
      expect(told.slice(-stored.length)).toEqual(stored.map(({ change }) => change));
      expect(new Set(told).size).toBe(told.length);
    }),
    { numRuns: 12 },
  );
}, 90_000);

test('an announcement that is lost with its connection delays, and loses nothing', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const stream = await Stream.open(organization.key, groupChanged, {}, { url: nodeAt(0) });
  await organization.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'group-gateway listener'",
  );
  await updateGroup(organization.key, { id, name: 'While nobody listened' });
  await stream.next(1);
  await eventually('the nodes listen again', async () => {
    const rows = await organization.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'group-gateway listener'",
    );
    return rows.length >= 3;
  });
  await updateGroup(organization.key, { id, name: 'Again' });
  await stream.next(2);
  stream.close();
});

test('a node that stops ends its streams without saying that they are complete, and another one takes over', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const node = await startService({ DATABASE_URL: databaseUrl() });
  const stream = await Stream.open(organization.key, groupChanged, {}, { url: node.url });
  await updateGroup(organization.key, { id, name: 'Before' });
  await stream.next(1);
  const stopping = node.stop();
  await stream.end();
  expect(stream.complete).toBe(false);
  expect(await stopping).toBe(0);
  await updateGroup(organization.key, { id, name: 'Meanwhile' });
  const next = await Stream.open(
    organization.key,
    groupChanged,
    {},
    { headers: { 'last-event-id': stream.lastEventId } },
  );
  await next.next(1);
  expect(names(next)).toEqual(['Meanwhile']);
  next.close();
});

test("graphql-sse's client goes on at another node by itself, and misses nothing", async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const node = await startService({ DATABASE_URL: databaseUrl() });
  let { url } = node;
  let position: string | undefined;
  const client = createClient({
    url: () => `${url}/graphql`,
    headers: () => ({ 'x-api-key': organization.key, ...(position && { 'last-event-id': position }) }),
    retryAttempts: 20,
    retry: () => new Promise((done) => setTimeout(done, 100)),
  });
  const told: number[] = [];
  const ended = client.subscribe<{ groupChanged: { position: string; change: { revision: number } } }>(
    { query: 'subscription { groupChanged { position change { revision } } }' },
    {
      next({ data }) {
        position = data?.groupChanged.position;
        told.push(data?.groupChanged.change.revision as number);
      },
      error() {},
      complete() {},
    },
  );
  try {
    const rename = async (name: string) => (await updateGroup(organization.key, { id, name })).group.revision as number;
    // The client tells of nothing before the first event, so the group changes until that arrives.
    for (let n = 0; told.length === 0; n++) await rename(`Name ${n}`);
    url = nodeAt(0);
    const stopped = node.stop();
    for (let n = 0; n < 5; n++) await rename(`More ${n}`);
    expect(await stopped).toBe(0);
    const last = await rename('Last');
    await eventually('the last change', () => told.at(-1) === last, 20_000);
    expect(told).toEqual(Array.from({ length: told.length }, (_, n) => (told[0] as number) + n));
  } finally {
    ended();
    client.dispose();
    await node.kill();
  }
});
