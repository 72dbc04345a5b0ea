import { Client } from 'pg';
import { Cancellation } from '../../../src/concurrency/cancellation.ts';
import { type Database, openDatabase } from '../../../src/database/client.ts';
import { DryRun } from '../../../src/database/dry-run.ts';
import { eventually } from '../../support/eventually.ts';
import { send, serviceUrl } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';

let database: Database;
let organization: TestOrganization;
let holder: Client;

const document = 'mutation ($id: ID!) { updateGroup(input: { id: $id, name: "x" }, dryRun: true) { __typename } }';

beforeAll(() => {
  database = openDatabase(databaseUrl(), () => {});
});

afterAll(() => database.close());

beforeEach(async () => {
  organization = await TestOrganization.create();
  holder = new Client({ connectionString: databaseUrl() });
  await holder.connect();
});

afterEach(() => holder.end());

/** A group that somebody holds. */
async function heldGroup(): Promise<string> {
  const id = await organization.addGroup({});
  await holder.query('BEGIN');
  await holder.query('SELECT FROM groups WHERE id = $1 FOR UPDATE', [id]);
  return id;
}

test('two dry runs of an organization go on at once, and another organization need not wait for them', async () => {
  const waiting = new Cancellation();
  const begin = (id: string) => DryRun.begin(database.prisma, id, waiting);
  const [first, second] = [await begin('one'), await begin('one')];
  let hasBegun = false;
  const third = begin('one').then((dryRun) => {
    hasBegun = true;
    return dryRun;
  });
  const fourth = begin('one');
  await (await begin('other')).end();
  expect(hasBegun).toBe(false);
  await first?.end();
  const next = await third;
  waiting.cancel(new Error('gone'));
  await expect(fourth).rejects.toThrow('gone');
  await second?.end();
  await next.end();
});

test('a dry run that waits too long says so and holds nothing any more', async () => {
  const id = await heldGroup();
  const { status, errors } = await send(organization.key, document, { id });
  expect([status, errors?.[0]?.extensions.code]).toEqual([503, 'STATEMENT_TIMEOUT']);
  await holder.query('SELECT FROM groups WHERE organization_id = $1 FOR UPDATE NOWAIT', [organization.id]);
}, 20_000);

test('a dry run ends when its client leaves', async () => {
  const id = await heldGroup();
  const waiting = async () => {
    const { rows } = await database.pool.query(
      'SELECT FROM pg_stat_activity WHERE $1::int = ANY(pg_blocking_pids(pid))',
      [(holder as unknown as { processID: number }).processID],
    );
    return rows.length;
  };
  const leaving = new AbortController();
  const left = fetch(`${serviceUrl()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': organization.key },
    body: JSON.stringify({ query: document, variables: { id } }),
    signal: leaving.signal,
  }).catch(() => {});
  await eventually('it waits', async () => (await waiting()) === 1);
  leaving.abort();
  await left;
  await eventually('the end of its statement', async () => (await waiting()) === 0, 2000);
});
