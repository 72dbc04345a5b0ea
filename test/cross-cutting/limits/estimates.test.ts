import { type Answer, send } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { startService } from '../../support/service.ts';

const headers = { 'x-estimate-only': 'true' };

const create = 'mutation ($input: CreateWebsiteInput!) { createWebsite(input: $input) { __typename } }';
const input = { url: 'estimated.example' };

const costOf = ({ extensions }: Answer) => extensions?.cost as Record<'requested' | 'most' | 'limit', number>;

test('an estimate is what the operation costs then', async () => {
  const { key } = await TestOrganization.create();
  const query = '{ groups(first: 40) { totalCount nodes { id websites(first: 10) { nodes { id } } } } }';
  const { status, data, errors, extensions } = await send(key, query, {}, { headers });
  expect({ status, data, errors }).toEqual({ status: 200, data: {}, errors: undefined });
  const { requested } = costOf(await send(key, query));
  expect(extensions?.cost).toEqual({ estimate: requested, most: requested, limit: 20_000 });
});

test.each(['true', '1', 'no', ''])('with the header %p a mutation changes nothing', async (value) => {
  const { key } = await TestOrganization.create();
  const estimate = await send(key, create, { input }, { headers: { 'x-estimate-only': value } });
  expect(estimate.extensions?.cost).toMatchObject({ estimate: 2 });
  const { data } = await send(key, '{ websites { totalCount } }');
  expect(data).toEqual({ websites: { totalCount: 0 } });
});

test('an estimate leaves the idempotency key to the mutation, and tells what the key costs', async () => {
  const { key } = await TestOrganization.create();
  const repeatable = { 'idempotency-key': 'estimated-first' };
  const estimate = await send(key, create, { input }, { headers: { ...headers, ...repeatable } });
  expect(estimate.extensions?.cost).toMatchObject({ estimate: 4 });
  const { data, headers: answered } = await send(key, create, { input }, { headers: repeatable });
  expect(data).toEqual({ createWebsite: { __typename: 'CreateWebsiteSuccess' } });
  expect(answered.get('idempotent-replayed')).toBeNull();
});

test('the estimate of a subscription is JSON', async () => {
  const { key } = await TestOrganization.create();
  const { status, extensions } = await send(key, 'subscription { groupChanged { position } }', {}, { headers });
  expect(status).toBe(200);
  expect(extensions?.cost).toMatchObject({ estimate: 1 });
});

test('what would be refused is told, and by which limit', async () => {
  const { key } = await TestOrganization.create();
  const query =
    '{ groups(first: 100) { nodes { changes(first: 100) { nodes { websitesRemoved { organization { id } } } } } } }';
  const answer = await send(key, query, {}, { headers });
  expect(answer.errors).toBeUndefined();
  const { most, limit } = costOf(answer);
  expect(limit).toBe(20_000);
  expect(most).toBeGreaterThan(20_000);
});

test('an estimate costs 1 point, however much the operation costs', async () => {
  const { key } = await TestOrganization.create();
  const query = '{ groups(first: 100) { nodes { websites(first: 100) { nodes { id } } } } }';
  const service = await startService({ DATABASE_URL: databaseUrl(), RATE_LIMIT_POINTS: '2000' });
  try {
    const { headers: told } = await send(key, query, {}, { url: service.url, headers });
    expect(told.get('x-rate-limit-remaining')).toBe('1999');
  } finally {
    await service.kill();
  }
});

test('faults of the document and its variables are told as ever', async () => {
  const { key } = await TestOrganization.create();
  expect((await send(key, '{ nothing }', {}, { headers })).status).toBe(400);
  expect((await send(key, create, { input: 1 }, { headers })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});
