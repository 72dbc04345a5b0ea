import { Client, Pool } from 'pg';
import { migrate } from '../../../src/database/migrations/migrate.ts';
import { eventually } from '../../support/eventually.ts';
import { TestOrganization } from '../../support/organization.ts';
import { createDatabase, query, serverUrl } from '../../support/postgres.ts';
import { connect, refusal, rest } from '../../support/rest.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';

let database: Awaited<ReturnType<typeof createDatabase>>;
let organization: TestOrganization;
let service: ServiceProcess;
let holder: Client;

beforeAll(async () => {
  database = await createDatabase(serverUrl());
  const pool = new Pool({ connectionString: database.url });
  await migrate(pool);
  await pool.end();
  organization = await TestOrganization.create({ database: database.url });
  service = await startService({ DATABASE_URL: database.url, REQUEST_TIMEOUT_MS: '1000' });
});

afterAll(async () => {
  await service.stop();
  await database.drop();
});

beforeEach(async () => {
  holder = new Client({ connectionString: database.url });
  await holder.connect();
  await holder.query('BEGIN');
});

afterEach(() => holder.end());

async function waiting(): Promise<number> {
  const [row] = await query(
    database.url,
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE application_name = 'group-gateway' AND datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return row?.count as number;
}

test('a request that takes too long is cancelled, says so, and is not applied later', async () => {
  const id = await organization.addGroup({ name: 'Before' });
  await holder.query('SELECT FROM groups WHERE id = $1 FOR UPDATE', [id]);
  const answer = await rest(organization.key, `PATCH /api/v1/groups/${id}`, { name: 'After' }, service);
  expect(refusal(answer)).toEqual([503, 'REQUEST_TIMEOUT']);
  await eventually('the end of its statement', async () => (await waiting()) === 0, 3000);
  await holder.query('ROLLBACK');
  const [group] = await organization.query('SELECT name FROM groups WHERE id = $1', [id]);
  expect(group?.name).toBe('Before');

  await holder.query('BEGIN');
  await holder.query('LOCK TABLE account_groups');
  const list = await rest(organization.key, `GET ${connect}/accountGroups`, undefined, service);
  expect([...refusal(list), list.body.detail]).toEqual([503, 'OSC-CREST-00005', expect.stringContaining('1,000 ms')]);
  expect(service.output()).not.toContain('unexpected error');
});

test('what a client that leaves was reading is ended, and nobody is told of a fault', async () => {
  await holder.query('LOCK TABLE groups');
  const leaving = new AbortController();
  const left = fetch(`${service.url}/api/v1/groups`, {
    headers: { 'x-api-key': organization.key },
    signal: leaving.signal,
  }).catch(() => {});
  await eventually('it waits', async () => (await waiting()) === 1);
  leaving.abort();
  await left;
  await eventually('the end of its statement', async () => (await waiting()) === 0, 900);
  await holder.query('ROLLBACK');
  expect((await rest(organization.key, 'GET /api/v1/groups', undefined, service)).status).toBe(200);
  expect(service.output()).not.toContain('unexpected error');
});
