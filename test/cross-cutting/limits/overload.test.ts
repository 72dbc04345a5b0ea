import { Client, Pool } from 'pg';
import { migrate } from '../../../src/database/migrations/migrate.ts';
import { eventually } from '../../support/eventually.ts';
import { send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { createDatabase, serverUrl } from '../../support/postgres.ts';
import { startService } from '../../support/service.ts';
import { scrape, sum } from '../metrics/scrape.ts';

const list = '{ groups { nodes { id } } }';

/** A service of a test's own with a database of its own, of which somebody else holds a table. */
async function busyService(env: Record<string, string>) {
  const database = await createDatabase(serverUrl());
  const pool = new Pool({ connectionString: database.url });
  await migrate(pool);
  await pool.end();
  const service = await startService({ DATABASE_URL: database.url, ...env });
  const holder = new Client({ connectionString: database.url });
  await holder.connect();
  return {
    service,
    organization: () => TestOrganization.create({ database: database.url }),
    async hold(table: string) {
      await holder.query('BEGIN');
      await holder.query(`LOCK TABLE ${table}`);
    },
    release: () => holder.query('ROLLBACK'),
    async waitsForLocks(count: number) {
      await eventually(`${count} statements wait for the lock`, async () => {
        const { rows } = await holder.query(
          'SELECT FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())',
        );
        return rows.length >= count;
      });
    },
    async close() {
      await holder.end();
      await service.stop();
      await database.drop();
    },
  };
}

/** The requests that wait for a permit. */
const waitingAt = async (url: string) => sum(await scrape(url), 'group_gateway_http_requests_waiting');

const overloaded = {
  status: 503,
  data: undefined,
  errors: [{ extensions: { code: 'OVERLOADED', retryAfter: 1 } }],
};

test('a flood of one organization is refused beyond its queue, the node stays healthy, and what waited is served', async () => {
  const { service, organization, hold, release, waitsForLocks, close } = await busyService({
    MAX_CONCURRENT_REQUESTS: '2',
    // What is held here for long on a busy machine does not end by itself.
    DATABASE_STATEMENT_TIMEOUT_MS: '90000',
    REQUEST_TIMEOUT_MS: '90000',
  });
  try {
    const { key } = await organization();
    const other = await organization();
    await hold('groups');
    const flood = Array.from({ length: 600 }, () => send(key, list, {}, service));
    await waitsForLocks(1);
    await eventually('the queue is full', async () => (await waitingAt(service.url)) === 500, 30_000);
    for (const path of ['/livez', '/readyz']) expect((await fetch(`${service.url}${path}`)).status).toBe(200);
    // Another organization is served in the middle of it.
    expect(await send(other.key, '{ websites { totalCount } }', {}, service)).toMatchObject({ status: 200 });
    expect(await send(key, list, {}, service)).toMatchObject(overloaded);
    await release();
    const answers = await Promise.all(flood);
    const refused = answers.filter(({ status }) => status !== 200);
    for (const answer of refused) {
      expect(answer).toMatchObject(overloaded);
      expect(answer.headers.get('retry-after')).toBe('1');
    }
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(500);
    expect(refused.length).toBeGreaterThan(0);
    expect((await send(key, list, {}, service)).status).toBe(200);
    expect(service.output()).not.toContain('unexpected error');
  } finally {
    await close();
  }
}, 120_000);

test('200 changes that one client sends at once are all carried out', async () => {
  const { key } = await TestOrganization.create();
  const create = 'mutation ($input: CreateWebsiteInput!) { createWebsite(input: $input) { __typename } }';
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) => send(key, create, { input: { url: `site-${n}.example` } })),
  );
  for (const { data, errors } of answers)
    expect({ data, errors }).toEqual({ data: { createWebsite: { __typename: 'CreateWebsiteSuccess' } } });
});

test('a request that waits until its deadline is told that nothing was done', async () => {
  const { service, organization, hold, release, waitsForLocks, close } = await busyService({
    MAX_CONCURRENT_REQUESTS: '1',
    REQUEST_TIMEOUT_MS: '1000',
  });
  try {
    const { key } = await organization();
    await hold('groups');
    const running = send(key, list, {}, service);
    await waitsForLocks(1);
    const waiting = send(key, list, {}, service);
    expect((await running).errors).toMatchObject([{ extensions: { code: 'REQUEST_TIMEOUT' } }]);
    // It has its turn when the first one ends, just before its own deadline: it waits for the lock, too, then.
    const codes = (await waiting).errors?.map(({ extensions }) => extensions.code);
    expect(['OVERLOADED', 'REQUEST_TIMEOUT']).toContain(codes?.[0]);
    await release();
    expect((await send(key, list, {}, service)).status).toBe(200);
  } finally {
    await close();
  }
});

test('a request whose client goes away while it waits is not carried out', async () => {
  const { service, organization, hold, release, waitsForLocks, close } = await busyService({
    MAX_CONCURRENT_REQUESTS: '1',
  });
  try {
    const { key } = await organization();
    await hold('groups');
    const running = send(key, list, {}, service);
    await waitsForLocks(1);
    const leaving = new AbortController();
    const left = fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': key },
      body: JSON.stringify({ query: 'mutation { createWebsite(input: { url: "left.example" }) { __typename } }' }),
      signal: leaving.signal,
    }).catch(() => 'left');
    await eventually('it waits', async () => (await waitingAt(service.url)) === 1);
    leaving.abort();
    expect(await left).toBe('left');
    await eventually('it waits no more', async () => (await waitingAt(service.url)) === 0);
    await release();
    expect((await running).status).toBe(200);
    expect((await send(key, '{ websites { totalCount } }', {}, service)).data).toEqual({ websites: { totalCount: 0 } });
    expect(service.output()).not.toContain('unexpected error');
  } finally {
    await close();
  }
});
