import { Client } from 'pg';
import { scrape, sum } from '../cross-cutting/metrics/scrape.ts';
import { CuttingProxy } from '../support/cutting-proxy.ts';
import { eventually } from '../support/eventually.ts';
import { send } from '../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../support/organization.ts';
import { type ServiceProcess, startService } from '../support/service.ts';

let service: ServiceProcess | undefined;
afterEach(() => service?.kill());

const start = async (env: Record<string, string>) => {
  service = await startService({ DATABASE_URL: databaseUrl(), ...env });
  return service;
};

let holder: Client | undefined;
// A transaction that stays open holds up live updates everywhere.
afterEach(() => holder?.end());

/** Groups of which somebody holds the locks until they are released. */
async function lockedGroups(count: number) {
  const organization = await TestOrganization.create();
  const ids = await organization.addGroups(count, () => ({}));
  const client = new Client({ connectionString: databaseUrl() });
  holder = client;
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT FROM groups WHERE id = ANY($1) FOR UPDATE', [ids]);
  const renames = ids.map((id) => `mutation { updateGroup(input: { id: "${id}", name: "New" }) { __typename } }`);
  /** How many statements wait for one of the locks. */
  const blocked = async () => {
    const { rows } = await client.query(
      'SELECT FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))',
    );
    return rows.length;
  };
  return { key: organization.key, renames, blocked, release: () => client.end() };
}

async function lockedGroup() {
  const { renames, ...locked } = await lockedGroups(1);
  return { ...locked, rename: renames[0] as string };
}

test('a node opens no more connections than DATABASE_POOL_SIZE, and one whose connections are all in use is still ready', async () => {
  const node = await start({ DATABASE_POOL_SIZE: '2' });
  const { key, renames, release } = await lockedGroups(5);
  const answers = renames.map((rename) => send(key, rename, {}, node));
  await eventually('statements wait', async () => sum(await scrape(node.url), 'group_gateway_database_waiting') >= 3);
  expect(sum(await scrape(node.url), 'group_gateway_database_connections')).toBe(2);
  const begun = Date.now();
  expect((await fetch(`${node.url}/readyz`)).status).toBe(200);
  expect(Date.now() - begun).toBeLessThan(2000); // a connection of the pool would be waited for for 5 s
  await release();
  for (const { errors } of await Promise.all(answers)) expect(errors).toBeUndefined();
});

test('a statement that waits longer than DATABASE_CONNECTION_TIMEOUT_MS for a connection is refused, as overload', async () => {
  const node = await start({ DATABASE_POOL_SIZE: '1', DATABASE_CONNECTION_TIMEOUT_MS: '300' });
  const { key, rename, release } = await lockedGroup();
  await send(key, '{ __typename }', {}, node); // the key is known from here on
  const answers = [send(key, rename, {}, node), send(key, rename, {}, node)];
  await Promise.race(answers);
  await release();
  const [refused, ...others] = (await Promise.all(answers)).filter(({ errors }) => errors);
  expect(others).toEqual([]);
  expect(refused).toMatchObject({
    status: 503,
    data: null,
    errors: [{ extensions: { code: 'OVERLOADED', retryAfter: 1 } }],
  });
  expect(refused?.headers.get('retry-after')).toBe('1');
  expect(node.output()).not.toContain('unexpected error');
});

test('so is a transaction that waits for one, and what Prisma reads by itself', async () => {
  const node = await start({ DATABASE_POOL_SIZE: '1', DATABASE_CONNECTION_TIMEOUT_MS: '300' });
  const { key, rename, release, blocked } = await lockedGroup();
  await send(key, '{ __typename }', {}, node);
  const running = send(key, rename, {}, node);
  await eventually('it waits for the lock', async () => (await blocked()) === 1);
  const create = 'mutation { createWebsite(input: { url: "new.example" }) { __typename } }';
  const answers = await Promise.all([
    send(key, create, {}, node),
    send(key, create, {}, { url: node.url, headers: { 'idempotency-key': 'once' } }),
    send(key, '{ labelLanguages { id } }', {}, node),
  ]);
  for (const { errors } of answers) expect(errors).toMatchObject([{ extensions: { code: 'OVERLOADED' } }]);
  await release();
  expect((await running).errors).toBeUndefined();
  expect(node.output()).not.toContain('unexpected error');
});

test('a statement that takes longer than DATABASE_STATEMENT_TIMEOUT_MS is cancelled, and changes nothing', async () => {
  const node = await start({ DATABASE_STATEMENT_TIMEOUT_MS: '300' });
  const { key, rename, release } = await lockedGroup();
  const { status, headers, errors } = await send(key, rename, {}, node);
  await release();
  expect([status, headers.get('retry-after'), errors?.[0]?.extensions.code]).toEqual([503, '1', 'STATEMENT_TIMEOUT']);
  await eventually('the log warns', () => node.output().includes('the database took too long'));
  expect(node.output()).not.toContain('unexpected error');
  expect((await send(key, '{ groups { nodes { name revision } } }', {}, node)).data.groups.nodes).toEqual([
    { name: 'Group', revision: 1 },
  ]);
});

test('a connection on which nothing arrives any more is given up, and turns /readyz to 503 meanwhile', async () => {
  const url = new URL(databaseUrl());
  const { proxy, port } = await CuttingProxy.open(Number(url.port || 5432));
  url.hostname = '127.0.0.1';
  url.port = String(port);
  const node = await start({ DATABASE_URL: url.href, DATABASE_STATEMENT_TIMEOUT_MS: '300' });
  const { key } = await TestOrganization.create();
  const list = () => send(key, '{ groups { totalCount } }', {}, node);
  expect((await list()).errors).toBeUndefined();
  proxy.stall();
  const [{ errors }, ready] = await Promise.all([list(), fetch(`${node.url}/readyz`)]);
  expect(errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
  expect(ready.status).toBe(503);
  proxy.restore();
  await eventually('it serves again', async () => (await list()).errors === undefined);
  await service?.kill();
  await proxy.close();
});
