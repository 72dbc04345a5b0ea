import { setTimeout } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { Cancellation, cancellation } from '../../../src/concurrency/cancellation.ts';
import { openServer, type Server } from '../../../src/database/client.ts';
import { eventually } from '../../support/eventually.ts';
import { databaseUrl } from '../../support/organization.ts';
import { query } from '../../support/postgres.ts';

const settings = {
  DATABASE_POOL_SIZE: 4, // of which one takes statements while others are under way
  DATABASE_CONNECTION_TIMEOUT_MS: 5000,
  DATABASE_STATEMENT_TIMEOUT_MS: 60_000,
  FAST_PATH: true,
};
const anyStatement = { name: 'any', text: 'SELECT $1::int AS n, pg_backend_pid() AS pid', values: [0] };

let server: Server;

beforeEach(async () => {
  server = openServer(databaseUrl(), () => {}, settings, 'primary');
  await untilShared();
});

afterEach(() => server.close());

/** The first statement finds no connection and goes its own way; the one for many is opened meanwhile. */
const untilShared = () =>
  eventually('statements share a connection', async () => {
    const pids = (await Promise.all([1, 2].map(() => server.read(anyStatement)))).map(({ rows }) => rows[0].pid);
    return pids[0] === pids[1];
  });

const read = async (n: number) => (await server.read({ ...anyStatement, values: [n] })).rows[0];
const sleep = (seconds: number, mark = 'slow') =>
  server.read({ name: '', text: `SELECT pg_sleep(${seconds}) AS ${mark}, pg_backend_pid() AS pid`, values: [] });
const running = async (mark: string) =>
  (
    await query(
      databaseUrl(),
      `SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%AS ${mark}%' AND pid <> pg_backend_pid()`,
    )
  ).map(({ pid }) => pid as number);

const waitingForLocks = () =>
  query(
    databaseUrl(),
    "SELECT FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE c.relname = 'locked_here' AND NOT granted",
  );

test('statements that come at a time go out on one connection, and each gets its own answer', async () => {
  // On a busy machine this process may stand still between two of them, and then the later ones do not wait behind it.
  await eventually('they share a connection', async () => {
    const rows = await Promise.all([1, 2, 3, 4, 5].map(read));
    expect(rows.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
    return new Set(rows.map(({ pid }) => pid)).size === 1;
  });
});

test('what comes while a slow statement runs does not wait for it', async () => {
  const slow = sleep(1, 'waited_for');
  await eventually('it runs', async () => (await running('waited_for')).length === 1);
  let isDone = false;
  void slow.then(() => {
    isDone = true;
  });
  expect((await Promise.all([1, 2, 3].map(read))).map(({ n }) => n)).toEqual([1, 2, 3]);
  expect(isDone).toBe(false);
  await slow;
});

test('what was sent behind a statement that turns out slow goes elsewhere within a moment', async () => {
  const slow = sleep(2, 'in_front');
  let isDone = false;
  void slow.then(() => {
    isDone = true;
  });
  const behind = await Promise.all([1, 2, 3].map(read));
  expect(isDone).toBe(false);
  expect(behind.map(({ n }) => n)).toEqual([1, 2, 3]);
  const { pid } = (await slow).rows[0];
  expect(behind.map((row) => row.pid)).not.toContain(pid);
});

test('one that went elsewhere and is slow, too, ends where it was first sent', async () => {
  const slow = sleep(0.2, 'first');
  const late = sleep(0.6, 'sent_twice');
  await slow;
  await late;
  await eventually('nobody waits for it', async () => (await running('sent_twice')).length === 0, 300);
});

test('what is likely to be slow has a connection to itself', async () => {
  const likely = { name: '', text: "SELECT pg_sleep(0.3)::text || 'likely' AS n, pg_backend_pid() AS pid", values: [] };
  const slow = server.read(likely, 'slow');
  const quick = await Promise.all([1, 2, 3].map(read));
  const { pid } = (await slow).rows[0];
  expect(quick.map((row) => row.pid)).not.toContain(pid);
});

test.each(['CREATE TABLE written (n int)', "SELECT nextval('change_transactions')"])(
  'whichever way %s is read, PostgreSQL refuses it',
  async (text) => {
    await query(databaseUrl(), 'CREATE SEQUENCE IF NOT EXISTS change_transactions');
    const only = openServer(databaseUrl(), () => {}, { ...settings, DATABASE_POOL_SIZE: 1 }, 'primary');
    const replica = openServer(databaseUrl(), () => {}, settings, 'replica-1', { readOnly: true });
    const statement = { name: '', text, values: [] };
    const ways = [
      server.read(statement),
      server.read(statement, 'slow'),
      only.read(statement),
      replica.read(statement),
    ];
    for (const way of ways) await expect(way).rejects.toMatchObject({ code: '25006' });
    await expect(replica.pool.query(text)).rejects.toMatchObject({ code: '25006' });
    await Promise.all([only.close(), replica.close()]);
  },
);

test('a statement that PostgreSQL refuses is not sent again', async () => {
  const started = performance.now();
  const slowly = { name: '', text: 'SELECT 1 / length(pg_sleep(0.3)::text)', values: [] };
  await expect(server.read(slowly)).rejects.toMatchObject({ code: '22012' });
  expect(performance.now() - started).toBeLessThan(550);
});

test('a statement that fails fails by itself, with what PostgreSQL says', async () => {
  const divide = (by: number) => server.read({ name: 'divide', text: 'SELECT 6 / $1::int AS n', values: [by] });
  const [two, none, three] = await Promise.allSettled([divide(3), divide(0), divide(2)]);
  expect(two).toMatchObject({ value: { rows: [{ n: 2 }] } });
  expect(three).toMatchObject({ value: { rows: [{ n: 3 }] } });
  const error = (none as PromiseRejectedResult).reason;
  expect(error).toBeInstanceOf(DatabaseError);
  expect(error.code).toBe('22012');
});

test('statements of one name that cannot be prepared each fail with the cause', async () => {
  const missing = { name: 'missing', text: 'SELECT * FROM missing_here', values: [] };
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => server.read(missing)));
  for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: { code: '42P01' } });
});

test('a statement that could not be prepared is prepared for the next one that needs it', async () => {
  const holder = new Client({ connectionString: databaseUrl() });
  await holder.connect();
  await holder.query('BEGIN; CREATE TABLE locked_here (n int); COMMIT; BEGIN; LOCK TABLE locked_here');
  const count = () => server.read({ name: 'locked', text: 'SELECT count(*)::int AS n FROM locked_here', values: [] });
  const given = new Cancellation();
  const cancelled = cancellation.run(given, count);
  const next = count();
  await eventually('it waits to be prepared', async () => (await waitingForLocks()).length > 0);
  given.cancel(new Error('given up'));
  await expect(cancelled).rejects.toThrow('given up');
  await holder.query('ROLLBACK');
  expect((await next).rows[0].n).toBe(0);
  await holder.query('DROP TABLE locked_here');
  await holder.end();
});

test('a request that is given up while its statement runs ends it, and those behind get their answers', async () => {
  const given = new Cancellation();
  const cancelled = cancellation.run(given, () => sleep(60, 'given_up'));
  const behind = [1, 2, 3].map(read);
  await eventually('it runs', async () => (await running('given_up')).length === 1);
  const reason = new Error('given up');
  given.cancel(reason);
  await expect(cancelled).rejects.toBe(reason);
  expect((await Promise.all(behind)).map(({ n }) => n)).toEqual([1, 2, 3]);
  expect(await running('given_up')).toEqual([]);
});

test('a request that is given up while its statement waits for another leaves that one alone', async () => {
  const { pid } = await read(0);
  const given = new Cancellation();
  const ahead = sleep(0.5, 'ahead');
  const cancelled = cancellation.run(given, () => sleep(60, 'behind'));
  const last = read(1);
  await eventually('the first runs', async () => (await running('ahead')).length === 1);
  given.cancel(new Error('given up'));
  await expect(cancelled).rejects.toThrow('given up');
  expect((await ahead).rows[0].pid).toBe(pid);
  expect((await last).n).toBe(1);
  await eventually('nobody waits for it', async () => (await running('behind')).length === 0, 1000);
});

test('whenever a request is given up, those beside it get their answers', async () => {
  for (let round = 0; round < 150; round++) {
    const given = new Cancellation();
    const cancelled = cancellation.run(given, () => sleep(0.001));
    const beside = Array.from({ length: 7 }, () => sleep(0.001));
    await setTimeout(Math.random() * 3);
    given.cancel(new Error('given up'));
    await cancelled.catch(() => {});
    for (const { rows } of await Promise.all(beside)) expect(rows).toHaveLength(1);
  }
});

test('a connection that is cut costs no answer', async () => {
  const slow = sleep(0.5, 'cut');
  const behind = [1, 2, 3].map(read);
  await eventually('it runs', async () => (await running('cut')).length === 1);
  const [pid] = await running('cut');
  await query(databaseUrl(), 'SELECT pg_terminate_backend($1)', [pid]);
  expect((await slow).rows[0].pid).not.toBe(pid);
  expect((await Promise.all(behind)).map(({ n }) => n)).toEqual([1, 2, 3]);
});

test('a statement that takes longer than allowed fails, and is not tried again', async () => {
  await server.close();
  server = openServer(databaseUrl(), () => {}, { ...settings, DATABASE_STATEMENT_TIMEOUT_MS: 500 }, 'primary');
  await untilShared();
  const start = performance.now();
  await expect(sleep(60, 'too_slow')).rejects.toMatchObject({ code: '57014' });
  expect(performance.now() - start).toBeLessThan(950);
  expect(await running('too_slow')).toEqual([]);
});

test('no more connections are opened than allowed', async () => {
  const rows = await Promise.all(Array.from({ length: 100 }, (_, n) => (n % 10 ? read(n) : sleep(0.02))));
  expect(rows).toHaveLength(100);
  const [row] = await query(
    databaseUrl(),
    "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'group-gateway' AND query LIKE '%pg_backend_pid() AS pid%'",
  );
  expect(row?.n).toBeLessThanOrEqual(settings.DATABASE_POOL_SIZE);
});
