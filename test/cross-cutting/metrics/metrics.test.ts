import { Client } from 'pg';
import { eventually } from '../../support/eventually.ts';
import { data, send } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { connect, rest } from '../../support/rest.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { type Sample, scrape, sum } from './scrape.ts';

let service: ServiceProcess;
let organization: TestOrganization;

beforeAll(async () => {
  service = await startService({ DATABASE_URL: databaseUrl() });
  organization = await TestOrganization.create();
});

afterAll(() => service.kill());

const ask = (query: string, variables = {}) => send(organization.key, query, variables, service);
const rename = `mutation VeryOwnName($input: UpdateGroupInput!) { secretAlias: updateGroup(input: $input) { __typename } }`;

/** By how much some work makes the sum of samples grow. */
async function growth(work: () => Promise<unknown>) {
  const before = await scrape(service.url);
  await work();
  const after = await scrape(service.url);
  return (name: string, labels: Record<string, string | number> = {}) =>
    sum(after, `group_gateway_${name}`, labels) - sum(before, `group_gateway_${name}`, labels);
}

test('requests are counted by status and type of operation, with their time', async () => {
  const grown = await growth(async () => {
    await ask('{ groups { totalCount } }');
    await ask('{ groups { totalCount } }');
    await ask(rename, { input: { id: 'x', name: 'New' } });
    await ask('{ this is no document');
    await send('gg_no_such_key_anywhere', '{ __typename }', {}, service);
    await fetch(`${service.url}/livez`);
    await fetch(`${service.url}/nowhere`);
  });
  expect(grown('http_requests_total', { status: 200, operation: 'query' })).toBe(2);
  expect(grown('http_requests_total', { status: 200, operation: 'mutation' })).toBe(1);
  expect(grown('http_requests_total', { status: 400, operation: 'none' })).toBe(1);
  expect(grown('http_requests_total', { status: 401, operation: 'none' })).toBe(1);
  expect(grown('http_requests_total')).toBe(5);
  expect(grown('http_request_duration_seconds_count', { operation: 'query' })).toBe(2);
  expect(sum(await scrape(service.url), 'group_gateway_http_requests_in_flight')).toBe(0);
});

test('requests to the REST APIs are counted by themselves, and their outcomes with those of the same mutations', async () => {
  const id = await organization.addGroup();
  const grown = await growth(async () => {
    await rest(organization.key, 'GET /api/v1/groups', undefined, service);
    await rest(organization.key, `PATCH /api/v1/groups/${id}`, { name: 'New' }, service);
    await rest(organization.key, 'PATCH /api/v1/groups/x', { name: 'New' }, service);
    await rest(organization.key, `GET ${connect}/nothing`, undefined, service);
    await rest('gg_no_such_key_anywhere', `GET ${connect}/accounts`, undefined, service);
  });
  expect(grown('rest_requests_total', { api: 'athena', status: 200, operation: 'query' })).toBe(1);
  expect(grown('rest_requests_total', { api: 'athena', status: 200, operation: 'mutation' })).toBe(1);
  expect(grown('rest_requests_total', { api: 'athena', status: 404, operation: 'mutation' })).toBe(1);
  expect(grown('rest_requests_total', { api: 'oracle', status: 404, operation: 'none' })).toBe(1);
  expect(grown('rest_requests_total', { api: 'oracle', status: 401, operation: 'none' })).toBe(1);
  expect(grown('rest_request_duration_seconds_count')).toBe(5);
  expect(grown('http_requests_total')).toBe(0);
  expect(grown('mutation_results_total', { mutation: 'updateGroup', result: 'UpdateGroupSuccess' })).toBe(1);
  expect(grown('mutation_results_total', { mutation: 'updateGroup', result: 'ResourceNotFound' })).toBe(1);
  expect(grown('graphql_errors_total', { code: 'UNAUTHENTICATED' })).toBe(1);
  expect(grown('cost_points_total', { when: 'estimated' })).toBeGreaterThan(10);
});

test('a request whose client goes away is counted with status 499, and is in flight no more', async () => {
  const id = await organization.addGroup();
  const holder = new Client({ connectionString: databaseUrl() });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM groups WHERE id = $1 FOR UPDATE', [id]);
  const inFlight = async () => sum(await scrape(service.url), 'group_gateway_http_requests_in_flight');
  const grown = await growth(async () => {
    const leaving = new AbortController();
    const request = fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': organization.key },
      body: JSON.stringify({ query: rename, variables: { input: { id, name: 'New' } } }),
      signal: leaving.signal,
    }).catch(() => 'left');
    await eventually('it is under way', async () => (await inFlight()) === 1);
    leaving.abort();
    expect(await request).toBe('left');
    await eventually('it is under way no more', async () => (await inFlight()) === 0);
  });
  await holder.end();
  expect(grown('http_requests_total', { status: 499 })).toBe(1);
});

test('errors are counted by code, whether GraphQL or HTTP has them', async () => {
  const website = await organization.createKey({ websiteIds: await organization.addWebsites(1) });
  const grown = await growth(async () => {
    await send('gg_no_such_key_anywhere', '{ __typename }', {}, service);
    await send(website, rename, { input: { id: 'x', name: 'New' } }, service);
    await ask('{ groups(first: 1000) { totalCount } }');
    await ask('{ nothing }');
  });
  for (const code of ['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED'])
    expect({ code, count: grown('graphql_errors_total', { code }) }).toEqual({ code, count: 1 });
});

test('mutations are counted by the member of their result union, and by error', async () => {
  const id = await organization.addGroup();
  const website = await organization.createKey({ websiteIds: await organization.addWebsites(1) });
  const grown = await growth(async () => {
    await ask(rename, { input: { id, name: 'New' } });
    await ask(rename, { input: { id, name: '' } });
    await ask(rename, { input: { id: 'x', name: 'New' } });
    await send(website, rename, { input: { id, name: 'New' } }, service);
  });
  const results = ['UpdateGroupSuccess', 'InvalidResourceInput', 'ResourceNotFound', 'error'];
  for (const result of results) expect(grown('mutation_results_total', { mutation: 'updateGroup', result })).toBe(1);
  expect(grown('mutation_results_total')).toBe(results.length);
});

test('statements, connections and calls of the billing provider are measured', async () => {
  const id = await organization.addGroup();
  await organization.setBillingOutage(false);
  const grown = await growth(async () => {
    await data(organization.key, rename, { input: { id, billingEnabled: true } }, service);
    await organization.setBillingOutage(true);
    await data(organization.key, rename, { input: { id, billingEnabled: true } }, service);
  });
  await organization.setBillingOutage(false);
  expect(grown('sql_statement_duration_seconds_count', { server: 'primary', outcome: 'ok' })).toBeGreaterThan(4);
  expect(grown('database_connection_wait_seconds_count', { server: 'primary' })).toBeGreaterThan(2); // shared ones are not waited for
  const call = { provider: 'sandbox', operation: 'ensureEntity' };
  expect(grown('billing_call_duration_seconds_count', { ...call, outcome: 'ok' })).toBe(1);
  expect(grown('billing_call_duration_seconds_count', { ...call, outcome: 'outage' })).toBe(1);
  const samples = await scrape(service.url);
  const now = (name: string, labels = {}) => sum(samples, `group_gateway_${name}`, labels);
  expect(now('database_connections', { server: 'primary' })).toBeGreaterThan(0);
  expect(now('database_connections_max', { server: 'primary' })).toBeGreaterThan(0);
  expect(now('database_waiting', { server: 'primary' })).toBe(0);
  expect(now('billing_circuit_state', { state: 'closed' })).toBe(1);
  expect(now('billing_circuit_state')).toBe(1);
});

test('the process and its event loop are measured, too', async () => {
  const samples = await scrape(service.url);
  for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_resident_memory_bytes', 'process_cpu_seconds_total'])
    expect({ name, value: sum(samples, name) > 0 }).toEqual({ name, value: true });
});

test('nothing that a client or a secret brings along gets into a label', async () => {
  const series = (samples: Sample[]) => new Set(samples.map(({ name, labels }) => name + JSON.stringify(labels)));
  const id = await organization.addGroup();
  for (const outcome of [id, 'x']) await ask(rename, { input: { id: outcome, name: 'Needle' } });
  const before = series(await scrape(service.url));
  for (let n = 0; n < 20; n++) {
    await ask(`query Needle${n} { needle${n}: groups { totalCount } }`);
    await ask(rename.replace('VeryOwnName', `Needle${n}`), { input: { id, name: `Needle ${n}` } });
    await fetch(`${service.url}/needle${n}?needle=${n}`, { headers: { 'x-request-id': `needle${n}` } });
  }
  const after = series(await scrape(service.url));
  const own = [...after].filter((one) => one.startsWith('group_gateway_'));
  expect(own.filter((one) => !before.has(one))).toEqual([]);
  expect(JSON.stringify([...after])).not.toMatch(/needle|secretAlias|VeryOwnName|gg_/i);
});
