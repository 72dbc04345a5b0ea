import { Client } from 'pg';
import { failureOf, UpdateGroupDocument, ViewerDocument } from '../../../client/src/index.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { apolloClient } from './apollo.ts';

// What the service itself says when it cannot serve, not what a test makes it say.

let service: ServiceProcess | undefined;
let holder: Client | undefined;
afterEach(async () => {
  // A transaction that stays open holds up live updates everywhere.
  await holder?.end();
  await service?.kill();
  holder = undefined;
});

async function start(env: Record<string, string>): Promise<string> {
  service = await startService({ DATABASE_URL: databaseUrl(), RATE_LIMIT_POINTS: '0', ...env });
  return service.url;
}

/** A rename that has to wait for somebody else. */
async function heldUp(url: string) {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  holder = new Client({ connectionString: databaseUrl() });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM groups WHERE id = $1 FOR UPDATE', [id]);
  const client = apolloClient(organization.key, { url });
  await client.query({ query: ViewerDocument }); // the key is known from here on
  return {
    client,
    rename: () => client.mutate({ mutation: UpdateGroupDocument, variables: { input: { id, name: 'New' } } }),
  };
}

const failure = (asked: Promise<unknown>) => asked.then(() => undefined, failureOf);

test('a budget that is spent: rate limited, with the time to wait', async () => {
  const { key } = await TestOrganization.create();
  const client = apolloClient(key, { url: await start({ RATE_LIMIT_POINTS: '3', RATE_LIMIT_WINDOW_S: '60' }) });
  let failed: unknown;
  for (let n = 0; n < 5 && !failed; n++)
    failed = await failure(client.query({ query: ViewerDocument, fetchPolicy: 'network-only' }));
  expect(failed).toMatchObject({
    kind: 'rateLimited',
    code: 'RATE_LIMITED',
    message: expect.stringContaining('points'),
  });
  const { retryAfterMs } = failed as { retryAfterMs: number };
  expect(retryAfterMs).toBeGreaterThan(0);
  expect(retryAfterMs).toBeLessThanOrEqual(60_000);
});

test('too many keys that are none: rate limited', async () => {
  const client = apolloClient('gg_unknown', { url: await start({ RATE_LIMIT_FAILED_KEYS: '2' }) });
  const kinds = [];
  for (let n = 0; n < 4; n++) kinds.push((await failure(client.query({ query: ViewerDocument })))?.kind);
  expect(kinds).toEqual(['unauthenticated', 'unauthenticated', 'rateLimited', 'rateLimited']);
});

test.each([
  ['a request that takes too long', { REQUEST_TIMEOUT_MS: '400' }, { code: 'REQUEST_TIMEOUT' }],
  [
    'a statement that takes too long',
    { DATABASE_STATEMENT_TIMEOUT_MS: '300' },
    { code: 'STATEMENT_TIMEOUT', retryAfterMs: 1000 },
  ],
])('%s: unavailable', async (_what, env, expected) => {
  const { rename } = await heldUp(await start(env));
  const failed = await failure(rename());
  expect(failed).toMatchObject({ kind: 'unavailable', ...expected });
  expect('retryAfterMs' in (failed as object)).toBe('retryAfterMs' in expected);
});

test('a database that others keep busy: unavailable, with the time to wait', async () => {
  const { rename } = await heldUp(await start({ DATABASE_POOL_SIZE: '1', DATABASE_CONNECTION_TIMEOUT_MS: '300' }));
  const first = failure(rename());
  const failed = await Promise.race([first, failure(rename())]);
  expect(failed).toMatchObject({ kind: 'unavailable', code: 'OVERLOADED', retryAfterMs: 1000 });
});

test('a service that is gone: unreachable', async () => {
  const { key } = await TestOrganization.create();
  const url = await start({});
  await service?.stop();
  expect(await failure(apolloClient(key, { url }).query({ query: ViewerDocument }))).toMatchObject({
    kind: 'unreachable',
  });
});
