import { Client } from 'pg';
import { Cancellation, cancellation } from '../../../src/concurrency/cancellation.ts';
import { type Database, openDatabase } from '../../../src/database/client.ts';
import { type BatchOperation, WriteBatcher } from '../../../src/database/write-batcher.ts';
import { Prisma } from '../../../src/generated/prisma/client.ts';
import { eventually } from '../../support/eventually.ts';
import { createDatabase, query, serverUrl } from '../../support/postgres.ts';

let own: Awaited<ReturnType<typeof createDatabase>>;
let database: Database;
let holder: Client;
/** The names in each statement, in the order in which they were sent. */
let sent: string[][];
let batcher: WriteBatcher<string, string>;

beforeAll(async () => {
  own = await createDatabase(serverUrl());
  await query(own.url, 'CREATE TABLE made (name text CHECK (name <> $$refused$$))');
});

afterAll(() => own.drop());

beforeEach(async () => {
  database = openDatabase(own.url, () => {});
  holder = new Client({ connectionString: own.url });
  await holder.connect();
  sent = [];
  const operation: BatchOperation<string> = {
    statement(names) {
      sent.push([...names]);
      return Prisma.sql`
        WITH made AS (INSERT INTO made SELECT unnest(${names}::text[]) RETURNING name)
        SELECT name LIKE 'stale%' AS "needsRetry", 'made ' || name AS outcome FROM made`;
    },
    conflictKeys: (name) => [name[0] as string],
  };
  batcher = new WriteBatcher(database.prisma, operation, true);
});

afterEach(async () => {
  await holder.end();
  await database.close();
  await query(own.url, 'DELETE FROM made');
});

const made = async () => (await query(own.url, 'SELECT name FROM made ORDER BY name')).map(({ name }) => name);
const waiting = () =>
  query(own.url, "SELECT pid FROM pg_locks WHERE NOT granted AND relation = 'made'::regclass").then((rows) =>
    rows.map(({ pid }) => pid),
  );

/** Lets two statements be under way until the function that it returns is called. */
async function busy(): Promise<() => Promise<unknown>> {
  await holder.query('BEGIN; LOCK TABLE made IN SHARE MODE');
  const first: Promise<unknown>[] = [];
  for (const [index, name] of ['x', 'y'].entries()) {
    first.push(batcher.make(name));
    await eventually('it waits', async () => (await waiting()).length === index + 1);
  }
  return () => holder.query('COMMIT').then(() => Promise.all(first));
}

test('a change that comes alone is sent at once, and those of one turn of the event loop together', async () => {
  expect(await batcher.make('a')).toBe('made a');
  expect(await Promise.all(['b', 'c', 'd'].map((name) => batcher.make(name)))).toEqual(['made b', 'made c', 'made d']);
  expect(sent).toEqual([['a'], ['b', 'c', 'd']]);
});

test('what comes while two statements are under way goes out together, at most 50 changes at a time', async () => {
  const goOn = await busy();
  const names = Array.from({ length: 60 }, (_, n) => String.fromCharCode(0x4e00 + n));
  const changes = names.map((name) => batcher.make(name));
  await goOn();
  expect(await Promise.all(changes)).toEqual(names.map((name) => `made ${name}`));
  expect(sent.map(({ length }) => length)).toEqual([1, 1, 50, 10]);
});

test('changes that claim the same are never under way together, and keep their order', async () => {
  const goOn = await busy();
  const changes = ['x2', 'a1', 'a2', 'b1', 'a3', 'b2'].map((name) => batcher.make(name));
  await goOn();
  await Promise.all(changes);
  const later = sent.slice(2);
  for (const names of later) expect(new Set(names.map(([claim]) => claim)).size).toBe(names.length);
  const order = later.flat();
  expect(order.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
  expect(order.filter((name) => name.startsWith('b'))).toEqual(['b1', 'b2']);
  expect(await made()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'x', 'x2', 'y']);
});

test('what claims something else does not wait behind changes that wait for their turn', async () => {
  await holder.query('BEGIN; LOCK TABLE made IN SHARE MODE');
  const first = batcher.make('a1');
  await eventually('it waits', async () => (await waiting()).length === 1);
  const second = batcher.make('a2');
  expect(await waiting()).toHaveLength(1); // it waits for its turn here
  const other = batcher.make('b1');
  await eventually('the other one was sent', async () => (await waiting()).length === 2);
  await holder.query('COMMIT');
  await Promise.all([first, second, other]);
  expect(sent).toEqual([['a1'], ['b1'], ['a2']]);
});

test('a change that somebody else is at work on is to be made alone', async () => {
  const [stale, fine] = await Promise.all([batcher.make('stale'), batcher.make('fine')]);
  expect(stale).toBeUndefined();
  expect(fine).toBe('made fine');
});

test('a statement that fails has changed nothing, and each of its changes is to be made alone', async () => {
  expect(await Promise.all(['a', 'refused', 'b'].map((name) => batcher.make(name)))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(await made()).toEqual([]);
  expect(await batcher.make('a')).toBe('made a');
});

test('a connection that ends fails the changes on it, as nobody knows what became of them, and no others', async () => {
  await holder.query('BEGIN; LOCK TABLE made IN SHARE MODE');
  const lost = ['a', 'b'].map((name) => batcher.make(name));
  const failed = Promise.allSettled(lost);
  await eventually('they wait', async () => (await waiting()).length === 1);
  const [connection] = await waiting();
  const next = batcher.make('c');
  await query(own.url, `SELECT pg_terminate_backend(${connection})`);
  expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await holder.query('COMMIT');
  expect(await next).toBe('made c');
  expect(await made()).toEqual(['c']);
});

test('a change whose caller is gone before it was sent is not made, and those beside it are', async () => {
  const goOn = await busy();
  const given = new Cancellation();
  const gone = cancellation.run(given, () => batcher.make('gone'));
  const beside = batcher.make('beside');
  given.cancel(new Error('given up'));
  await expect(gone).rejects.toThrow('given up');
  await goOn();
  expect(await beside).toBe('made beside');
  expect(await made()).toEqual(['beside', 'x', 'y']);
});

test('a caller who is gone while the statement is under way takes no other one along', async () => {
  await holder.query('BEGIN; LOCK TABLE made IN SHARE MODE');
  const given = new Cancellation();
  const gone = cancellation.run(given, () => batcher.make('gone'));
  const beside = batcher.make('beside');
  await eventually('they wait', async () => (await waiting()).length === 1);
  given.cancel(new Error('given up'));
  await expect(gone).rejects.toThrow('given up');
  // A request to cancel it would have come before these.
  for (let look = 0; look < 3; look++) expect(await waiting()).toHaveLength(1);
  await holder.query('COMMIT');
  expect(await beside).toBe('made beside');
});
