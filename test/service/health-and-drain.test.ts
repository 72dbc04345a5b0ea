import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { Client } from 'pg';
import { version } from '../../src/version.ts';
import { BreakableProxy } from '../support/breakable-proxy.ts';
import { eventually } from '../support/eventually.ts';
import { data, send } from '../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../support/organization.ts';
import { type ServiceProcess, startService } from '../support/service.ts';
import { WireCounter } from '../support/wire-counter.ts';

const rename =
  'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { ... on UpdateGroupSuccess { group { id name revision } } } }';

/** A request that waits for a lock on its group until the lock is released. */
async function slowRequest(service: ServiceProcess) {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const holder = new Client({ connectionString: databaseUrl() });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM groups WHERE id = $1 FOR UPDATE', [id]);
  const answer = send(organization.key, rename, { input: { id, name: 'Slow but whole' } }, service);
  answer.catch(() => {}); // looked at later
  await eventually('the request waits for the lock', async () => {
    const rows = await organization.query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return rows.length > 0;
  });
  return { id, answer, release: () => holder.end() };
}

test('/livez and /readyz answer 200 without a key, and are not to be cached', async () => {
  for (const [path, body] of [
    ['/livez', { status: 'alive' }],
    ['/readyz', { status: 'ready', version }],
  ] as const) {
    const response = await fetch(`${process.env.GG_TEST_SERVICE_URL}${path}`);
    expect({ status: response.status, body: await response.json() }).toEqual({ status: 200, body });
    if (path === '/readyz') expect(response.headers.get('cache-control')).toBe('no-store');
  }
});

test('/readyz turns 503 with the reason while the database is away, /livez stays 200, and all is well when it is back', async () => {
  const { counter, url } = await WireCounter.open(databaseUrl());
  const service = await startService({ DATABASE_URL: url });
  const organization = await TestOrganization.create();
  const ready = async () => (await fetch(`${service.url}/readyz`)).status;
  try {
    expect(await ready()).toBe(200);
    counter.interrupt();
    const response = await fetch(`${service.url}/readyz`);
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 503,
      body: { status: 'not ready', reasons: ['the database does not answer'], version },
    });
    expect((await fetch(`${service.url}/livez`)).status).toBe(200);
    const failed = await send(organization.key, '{ groups { totalCount } }', {}, service);
    expect(failed.status).toBe(500);
    expect(failed.errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', errorId: expect.any(String) });
    counter.restore();
    await eventually('ready again', async () => (await ready()) === 200);
    expect(await data(organization.key, '{ groups { totalCount } }', {}, service)).toEqual({
      groups: { totalCount: 0 },
    });
  } finally {
    await service.kill();
    await counter.close();
  }
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s: /readyz turns 503, a request in flight still gets its whole answer, and the process exits 0',
  async (signal) => {
    const service = await startService({ DATABASE_URL: databaseUrl() });
    const exited = once(service.process, 'exit');
    const { id, answer, release } = await slowRequest(service);
    const begun = Date.now();
    service.process.kill(signal);
    const response = await eventually('not ready', async () => {
      const probe = await fetch(`${service.url}/readyz`);
      return probe.status === 503 && probe;
    });
    expect(await response.json()).toEqual({ status: 'not ready', reasons: ['the service is stopping'], version });
    await eventually(
      'nobody new is let in',
      () =>
        fetch(`${service.url}/livez`).then(
          () => false,
          () => true,
        ),
      5000,
    );
    expect(service.process.exitCode).toBeNull();
    await release();
    expect((await answer).data).toEqual({ updateGroup: { group: { id, name: 'Slow but whole', revision: 2 } } });
    expect(await exited).toEqual([0, null]);
    expect(Date.now() - begun).toBeLessThan(5000); // not held up by the answer's connection
  },
);

test('a connection that is kept open does not delay the end, and is told to close', async () => {
  const service = await startService({ DATABASE_URL: databaseUrl() });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  await new Promise((done) =>
    request(`${service.url}/livez`, { agent }, (response) => response.resume().on('end', done)).end(),
  );
  const begun = Date.now();
  expect(await service.stop()).toBe(0);
  expect(Date.now() - begun).toBeLessThan(4000);
  agent.destroy();
});

test('a request that does not end is cut off, and the process exits 0 within 10 s all the same', async () => {
  const service = await startService({ DATABASE_URL: databaseUrl() });
  const { answer, release } = await slowRequest(service);
  const begun = Date.now();
  try {
    expect(await service.stop()).toBe(0);
    expect(Date.now() - begun).toBeLessThan(10_000);
    await expect(answer).rejects.toThrow();
  } finally {
    await release();
  }
});

test('a network that swallows everything holds nothing up: the process exits 0 within 10 s', async () => {
  const { proxy, url } = await BreakableProxy.open(databaseUrl(), 5432);
  const service = await startService({ DATABASE_URL: url });
  const { key } = await TestOrganization.create();
  try {
    await data(key, '{ groups { totalCount } }', {}, service);
    proxy.silence();
    const answers = Array.from({ length: 30 }, () => send(key, '{ groups { totalCount } }', {}, service));
    for (const answer of answers) answer.catch(() => {}); // cut off, or told that it failed
    const begun = Date.now();
    expect(await service.stop()).toBe(0);
    expect(Date.now() - begun).toBeLessThan(10_000);
    await Promise.allSettled(answers);
  } finally {
    await service.kill();
    await proxy.close();
  }
});
