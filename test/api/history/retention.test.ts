import { openDatabase } from '../../../src/database/client.ts';
import { migrate } from '../../../src/database/migrations/migrate.ts';
import { startPurging } from '../../../src/jobs/purge.ts';
import { purgedRows, purgeFailures, purgeOverdue } from '../../../src/telemetry/metrics.ts';
import { eventually } from '../../support/eventually.ts';
import { TestOrganization } from '../../support/organization.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';

const soon = { firstMs: 1, everyMs: 20 };
const silent = { info: () => {}, error: () => {} };

let database: Awaited<ReturnType<typeof createDatabase>>;
let opened: ReturnType<typeof openDatabase>;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createDatabase(serverUrl());
  opened = openDatabase(database.url, () => {});
  await migrate(opened.pool);
  organization = await TestOrganization.create({ database: database.url });
});
afterAll(async () => {
  await opened.close();
  await database.drop();
});

/** Writes changes of some age. */
async function addChanges(count: number, days: number): Promise<void> {
  for (const [table, column, id] of [
    ['group_changes', 'group_id', 'gen_random_uuid()'],
    ['website_changes', 'website_id', 'gen_random_uuid()'],
    ['account_group_changes', 'account_group_id', '1'],
  ])
    await organization.query(
      `INSERT INTO ${table} (organization_id, ${column}, kind, revision, details, author_name, changed_at)
       SELECT $1, ${id}, 'UPDATED', 1, '{}', 'operator', now() - $3 * interval '1 day' FROM generate_series(1, $2::int)`,
      [organization.id, count, days],
    );
  await organization.query(
    `INSERT INTO account_group_displacements (organization_id, id, first_place, account_group_ids, revisions, author_name, changed_at)
     SELECT $1, nextval('account_group_changes_id_seq'), 1, '{1}', '{2}', 'operator', now() - $3 * interval '1 day'
     FROM generate_series(1, $2::int)`,
    [organization.id, count, days],
  );
}

const left = async () => {
  const [row] = await organization.query(
    `SELECT (SELECT count(*)::int FROM group_changes) AS groups,
       (SELECT count(*)::int FROM website_changes) AS websites,
       (SELECT count(*)::int FROM account_group_changes) AS "accountGroups",
       (SELECT count(*)::int FROM account_group_displacements) AS runs`,
  );
  return row;
};

test('what is older than the configured days goes, in batches, while several nodes look after it', async () => {
  await addChanges(2500, 31);
  await addChanges(3, 29);
  const lines: { removed: number }[] = [];
  const log = { ...silent, info: (line: unknown) => lines.push(line as never) };
  const ends = [1, 2, 3].map(() => startPurging(opened.prisma, 30, log as never, soon));
  await eventually('the old ones are gone', async () => {
    const rows = await left();
    return rows?.groups === 3 && rows.accountGroups === 3 && rows.runs === 3;
  });
  await Promise.all(ends.map((end) => end()));
  expect(lines.reduce((sum, { removed }) => sum + removed, 0)).toBe(10_000);
});

/** The database client, and how often it was asked. */
function counting() {
  const counter = { asked: 0 };
  const get = (target: typeof opened.prisma, name: string) => {
    counter.asked++;
    return Reflect.get(target, name);
  };
  return { counter, prisma: new Proxy(opened.prisma, { get }) };
}

test('0 days keep everything', async () => {
  await addChanges(3, 40_000);
  const before = await left();
  const [forEver, long] = [counting(), counting()];
  const ends = [startPurging(forEver.prisma, 0, silent, soon), startPurging(long.prisma, 50_000, silent, soon)];
  await eventually('both had some turns', () => forEver.counter.asked > 6 && long.counter.asked > 6);
  await Promise.all(ends.map((end) => end()));
  expect(await left()).toEqual(before);
});

test('a node that purges leaves it to the one whose turn it is, and changes go on meanwhile', async () => {
  await addChanges(10, 41_000);
  const before = await left();
  const client = await opened.pool.connect();
  await client.query('BEGIN');
  await client.query('SELECT pg_advisory_xact_lock(72707401)');
  const end = startPurging(opened.prisma, 40_500, silent, soon);
  await addChanges(1, 0);
  expect((await left())?.groups).toBe(Number(before?.groups) + 1);
  await client.query('COMMIT');
  client.release();
  await eventually('the next turn', async () => (await left())?.groups === Number(before?.groups) - 9);
  await end();
});

test('records of idempotency keys go after 24 hours, the others stay', async () => {
  await organization.query(
    `INSERT INTO idempotency_records (organization_id, api_key_id, key, fingerprint, outcomes, created_at)
     SELECT organization_id, id, 'key ' || n, 'f', '{}', now() - n * interval '1 hour'
     FROM api_keys, generate_series(1, 30) AS n WHERE organization_id = $1`,
    [organization.id],
  );
  const end = startPurging(opened.prisma, 0, silent, soon);
  const kept = () => organization.query('SELECT FROM idempotency_records');
  await eventually('the old ones are gone', async () => (await kept()).length <= 23);
  await end();
  expect(await kept()).toHaveLength(23);
});

test('deliveries of webhooks that arrived go after a week, and the others after 30 days', async () => {
  const add = (status: string, days: number) =>
    organization.query(
      `INSERT INTO webhook_deliveries (organization_id, endpoint_id, event, resource_id, occurred_at, content, status, created_at)
       VALUES ($1, gen_random_uuid(), 'TEST', '', now(), '{}', $2, now() - $3 * interval '1 day')`,
      [organization.id, status, days],
    );
  for (const status of ['DELIVERED', 'FAILED', 'PENDING']) for (const days of [6, 8, 29, 31]) await add(status, days);
  const kept = async () => {
    const found = await organization.query(
      'SELECT status::text, array_agg(now()::date - created_at::date ORDER BY created_at DESC) AS days FROM webhook_deliveries GROUP BY 1 ORDER BY 1',
    );
    return JSON.stringify(found.map(({ status, days }) => [status, ...(days as number[])]));
  };
  const expected = JSON.stringify([
    ['DELIVERED', 6],
    ['FAILED', 6, 8, 29],
    ['PENDING', 6, 8, 29],
  ]);
  const end = startPurging(opened.prisma, 0, silent, soon);
  await eventually('the old ones are gone', async () => (await kept()) === expected);
  await end();
});

test('what was removed, what could not be, and for how long rows are overdue are in the metrics', async () => {
  const measured = async (metric: typeof purgedRows | typeof purgeOverdue) =>
    (await metric.get()).values.find(({ labels }) => labels.table === 'group_changes')?.value ?? 0;
  await addChanges(3, 101);
  const before = await measured(purgedRows);
  const end = startPurging(opened.prisma, 100, silent, soon);
  await eventually('they are gone', async () => (await measured(purgedRows)) >= before + 3);
  await eventually('nothing is overdue', async () => (await measured(purgeOverdue)) === 0);
  await end();

  await addChanges(1, 101);
  await opened.pool.query(
    'CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION $1; END $$'.replace(
      '$1',
      "'no'",
    ),
  );
  await opened.pool.query('CREATE TRIGGER refuse BEFORE DELETE ON group_changes EXECUTE FUNCTION refuse()');
  const failed = await measured(purgeFailures);
  const failing = startPurging(opened.prisma, 100, silent, soon);
  await eventually('it fails', async () => (await measured(purgeFailures)) > failed);
  await eventually('it is a day overdue', async () => Math.round((await measured(purgeOverdue)) / 3600) === 24);
  await failing();
  await opened.pool.query('DROP FUNCTION refuse CASCADE');
});
