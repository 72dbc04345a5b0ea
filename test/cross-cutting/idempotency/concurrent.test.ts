import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Client } from 'pg';
import { eventually } from '../../support/eventually.ts';
import { data } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { roomForRaces, type ServiceProcess, startService } from '../../support/service.ts';
import { codeOf, createGroup, isReplay, repeatable } from './request.ts';

let nodes: ServiceProcess[];

beforeAll(async () => {
  nodes = await Promise.all([1, 2].map(() => startService({ DATABASE_URL: databaseUrl(), ...roomForRaces })));
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.kill()));
});

const nodeAt = (n: number) => (nodes[n % nodes.length] as ServiceProcess).url;

async function arrange() {
  const organization = await TestOrganization.create();
  const websiteIds = await organization.addWebsites(2);
  const count = async () => (await data(organization.key, '{ groups { totalCount } }')).groups.totalCount;
  return { organization, input: { name: 'New', websiteIds }, count };
}

test.each([
  ['on one node', 1, false],
  ['on two nodes', 2, false],
  ['on two nodes, with billing', 2, true],
])('100 requests at once with one key: one effect, 100 equal answers (%s)', async (_where, used, billingEnabled) => {
  const { organization, input, count } = await arrange();
  const key = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      repeatable(organization.key, key, createGroup, { input: { ...input, billingEnabled } }, nodeAt(n % used)),
    ),
  );
  const [first] = answers;
  expect(first?.data.createGroup.__typename).toBe('CreateGroupSuccess');
  for (const { status, data: answer } of answers) expect([status, answer]).toEqual([200, first?.data]);
  expect(answers.filter((answer) => !isReplay(answer))).toHaveLength(1);
  expect(await count()).toBe(1);
  if (billingEnabled) expect(Object.keys(await organization.entities())).toEqual([first?.data.createGroup.group.id]);
});

test('an attempt that reads what another node has just written makes no second billing entity', async () => {
  const { organization, input } = await arrange();
  const key = randomUUID();
  const ask = (n: number) =>
    repeatable(organization.key, key, createGroup, { input: { ...input, billingEnabled: true } }, nodeAt(n));
  const first = await ask(0);
  const holder = new Client({ connectionString: databaseUrl() });
  await holder.connect();
  try {
    await holder.query('CREATE TEMP TABLE saved AS SELECT * FROM idempotency_records LIMIT 0');
    await holder.query(`WITH taken AS (DELETE FROM idempotency_records WHERE key = '${key}' RETURNING *)
      INSERT INTO saved SELECT * FROM taken`);
    await holder.query('BEGIN; LOCK TABLE billed_creations');
    const late = ask(1);
    await eventually('it knows of no other attempt', async () => {
      const rows = await organization.query(
        "SELECT FROM pg_locks WHERE relation = 'billed_creations'::regclass AND NOT granted",
      );
      return rows.length > 0;
    });
    await holder.query('INSERT INTO idempotency_records SELECT * FROM saved; COMMIT');
    expect([(await late).data, isReplay(await late)]).toEqual([first.data, true]);
  } finally {
    await holder.end();
  }
  expect(Object.keys(await organization.entities())).toEqual([first.data.createGroup.group.id]);
});

test('a replay comes from any node, also from one that starts later', async () => {
  const { organization, input, count } = await arrange();
  const first = await repeatable(organization.key, 'nodes', createGroup, { input }, nodeAt(0));
  const later = await startService({ DATABASE_URL: databaseUrl(), ...roomForRaces });
  try {
    for (const url of [nodeAt(1), later.url]) {
      const again = await repeatable(organization.key, 'nodes', createGroup, { input }, url);
      expect([again.data, isReplay(again)]).toEqual([first.data, true]);
    }
  } finally {
    await later.kill();
  }
  expect(await count()).toBe(1);
});

const rename = `mutation ($id: ID!, $name: String!) {
  updateGroup(input: { id: $id, name: $name }) { __typename ... on UpdateGroupSuccess { group { name revision } } } }`;

test('one that is still in flight after 10 seconds: 409, and everybody else goes on meanwhile', async () => {
  const { organization } = await arrange();
  const id = await organization.addGroup();
  const holder = new Client({ connectionString: databaseUrl() });
  await holder.connect();
  try {
    await holder.query('BEGIN');
    await holder.query('SELECT FROM groups WHERE id = $1 FOR UPDATE', [id]);
    const ask = (n: number) => repeatable(organization.key, 'slow', rename, { id, name: 'New' }, nodeAt(n));
    const waiting = Promise.all(Array.from({ length: 60 }, (_, n) => ask(n)));
    await eventually('it is in flight on both nodes', async () => {
      const rows = await organization.query(
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ~ 'idempotency_records|target AS'",
      );
      return rows.length >= 2;
    });
    // 60 requests wait, with a connection a node between them.
    const started = Date.now();
    for (const n of [0, 1]) await data(organization.key, '{ groups { totalCount } }', {}, { url: nodeAt(n) });
    expect(Date.now() - started).toBeLessThan(3000);
    const answers = await waiting;
    for (const answer of answers) {
      expect([answer.status, codeOf(answer)]).toEqual([409, 'IDEMPOTENCY_KEY_IN_FLIGHT']);
      expect(answer.headers.get('retry-after')).toBe('1');
    }
    await holder.query('COMMIT');
    expect((await ask(0)).data.updateGroup.group).toEqual({ name: 'New', revision: 2 });
    expect((await ask(1)).data.updateGroup.group).toEqual({ name: 'New', revision: 2 });
  } finally {
    await holder.end();
  }
}, 40_000);

test('however often and wherever requests are repeated, each takes effect once', async () => {
  const { organization } = await arrange();
  const repeats = fc.array(fc.record({ request: fc.nat(4), node: fc.nat(1) }), { minLength: 1, maxLength: 15 });
  await fc.assert(
    fc.asyncProperty(fc.array(repeats, { minLength: 1, maxLength: 3 }), async (rounds) => {
      const id = await organization.addGroup({ name: 'start' });
      const keys = Array.from({ length: 5 }, () => randomUUID());
      const told = new Map<number, unknown>();
      for (const round of rounds)
        await Promise.all(
          round.map(async ({ request, node }) => {
            const variables = { id, name: `Request ${request}` };
            const answer = await repeatable(organization.key, keys[request] as string, rename, variables, nodeAt(node));
            expect(answer.status).toBe(200);
            if (told.has(request)) expect(answer.data).toEqual(told.get(request));
            told.set(request, answer.data);
          }),
        );
      const [row] = await organization.query('SELECT revision FROM groups WHERE id = $1', [id]);
      expect(row?.revision).toBe(1 + told.size);
    }),
    { numRuns: 15 },
  );
}, 60_000);
