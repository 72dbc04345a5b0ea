import { Client, Pool } from 'pg';
import { migrate } from '../../../src/database/migrations/migrate.ts';
import { eventually } from '../../support/eventually.ts';
import { send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { createDatabase, query, serverUrl } from '../../support/postgres.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';

let database: Awaited<ReturnType<typeof createDatabase>>;
let organization: TestOrganization;
let hasty: ServiceProcess;
let patient: ServiceProcess;
let holder: Client;

beforeAll(async () => {
  database = await createDatabase(serverUrl());
  const pool = new Pool({ connectionString: database.url });
  await migrate(pool);
  await pool.end();
  organization = await TestOrganization.create({ database: database.url });
  [hasty, patient] = await Promise.all([
    startService({ DATABASE_URL: database.url, REQUEST_TIMEOUT_MS: '400' }),
    startService({ DATABASE_URL: database.url }),
  ]);
});

afterAll(async () => {
  await Promise.all([hasty.stop(), patient.stop()]);
  await database.drop();
});

beforeEach(async () => {
  holder = new Client({ connectionString: database.url });
  await holder.connect();
  await holder.query('BEGIN');
});

afterEach(() => holder.end());

/** How many statements of the service wait for a lock. */
async function waiting(): Promise<number> {
  const [row] = await query(
    database.url,
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE application_name = 'group-gateway' AND datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return row?.count as number;
}

const list = '{ groups { totalCount nodes { id websites { nodes { id } } } } }';
const rename = 'mutation ($id: ID!, $name: String!) { updateGroup(input: { id: $id, name: $name }) { __typename } }';

test('a query that takes too long is cancelled in the database, too, and says so', async () => {
  await organization.addGroup();
  await holder.query('LOCK TABLE groups');
  const answer = await send(organization.key, list, {}, hasty);
  expect(answer).toMatchObject({ status: 503, data: null });
  expect(answer.errors).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(/^The request took longer than 400 ms and was cancelled. Ask for less/),
      extensions: { code: 'REQUEST_TIMEOUT', limit: 400 },
    }),
  ]);
  await eventually('the end of its statements', async () => (await waiting()) === 0, 3000);
  await holder.query('ROLLBACK');
  expect((await send(organization.key, list, {}, hasty)).status).toBe(200);
  expect(hasty.output()).not.toContain('unexpected error');
});

test('a mutation that takes too long is cancelled, and is not applied later', async () => {
  const id = await organization.addGroup({ name: 'Before' });
  await holder.query('SELECT FROM groups WHERE id = $1 FOR UPDATE', [id]);
  const answer = await send(organization.key, rename, { id, name: 'After' }, hasty);
  expect(answer).toMatchObject({ status: 503, data: null, errors: [{ extensions: { code: 'REQUEST_TIMEOUT' } }] });
  await eventually('the end of its statement', async () => (await waiting()) === 0, 3000);
  await holder.query('ROLLBACK');
  const [group] = await organization.query('SELECT name FROM groups WHERE id = $1', [id]);
  expect(group?.name).toBe('Before');
});

test('a mutation that may be repeated and takes too long is cancelled, too', async () => {
  const id = await organization.addGroup({ name: 'Before' });
  await holder.query('SELECT FROM groups WHERE id = $1 FOR UPDATE', [id]);
  const headers = { 'idempotency-key': 'takes too long' };
  const answer = await send(organization.key, rename, { id, name: 'After' }, { ...hasty, headers });
  expect(answer).toMatchObject({ status: 503, data: null, errors: [{ extensions: { code: 'REQUEST_TIMEOUT' } }] });
  await eventually('the end of its statement', async () => (await waiting()) === 0, 3000);
  await holder.query('ROLLBACK');
  const [group] = await organization.query('SELECT name FROM groups WHERE id = $1', [id]);
  expect(group?.name).toBe('Before');
  await eventually('it can be sent again', async () => {
    const { errors } = await send(organization.key, rename, { id, name: 'After' }, { ...patient, headers });
    return errors === undefined;
  });
});

test('a query that is answered before all of it was read leaves nothing running', async () => {
  await holder.query('LOCK TABLE groups');
  const tooMany = '{ groups { nodes { id } } websites(first: 1000) { nodes { id } } }';
  const { data, errors } = await send(organization.key, tooMany, {}, patient);
  expect([data, errors?.map(({ extensions }) => extensions.code)]).toEqual([null, ['BAD_USER_INPUT']]);
  await eventually('the end of its statements', async () => (await waiting()) === 0, 3000);
  expect(patient.output()).not.toContain('unexpected error');
});

test('many requests that are cancelled at once harm none that come after them', async () => {
  const ids = await organization.addGroups(10, () => ({ name: 'Before' }));
  await holder.query('SELECT FROM groups WHERE id = ANY($1) FOR UPDATE', [ids]);
  const late = await Promise.all(ids.map((id) => send(organization.key, rename, { id, name: 'Late' }, hasty)));
  expect(late.map(({ status }) => status)).toEqual(ids.map(() => 503));
  await holder.query('ROLLBACK');
  const after = await Promise.all(
    ids.flatMap((id) => [
      send(organization.key, rename, { id, name: 'After' }, patient),
      send(organization.key, '{ groups(first: 1) { totalCount } }', {}, hasty),
    ]),
  );
  for (const { status, errors } of after) expect({ status, errors }).toEqual({ status: 200, errors: undefined });
});

async function leave(document: string, variables: object): Promise<void> {
  const leaving = new AbortController();
  const request = fetch(`${patient.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': organization.key },
    body: JSON.stringify({ query: document, variables }),
    signal: leaving.signal,
  }).catch(() => 'left');
  await eventually('a statement that waits', async () => (await waiting()) > 0);
  leaving.abort();
  expect(await request).toBe('left');
}

test('a query whose client leaves is cancelled', async () => {
  await holder.query('LOCK TABLE groups');
  await leave(list, {});
  await eventually('the end of its statements', async () => (await waiting()) === 0, 3000);
  expect(patient.output()).not.toContain('unexpected error');
});

test('a mutation whose client leaves is seen through', async () => {
  const id = await organization.addGroup({ name: 'Before' });
  await holder.query('SELECT FROM groups WHERE id = $1 FOR UPDATE', [id]);
  await leave(rename, { id, name: 'After' });
  await holder.query('ROLLBACK');
  await eventually('the new name', async () => {
    const [group] = await organization.query('SELECT name FROM groups WHERE id = $1', [id]);
    return group?.name === 'After';
  });
});
