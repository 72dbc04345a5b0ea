import { send } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { connect, refusal, rest } from '../../support/rest.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';

let service: ServiceProcess;

beforeAll(async () => {
  service = await startService({
    DATABASE_URL: databaseUrl(),
    RATE_LIMIT_POINTS: '40',
    RATE_LIMIT_WINDOW_S: '3600',
    RATE_LIMIT_FAILED_KEYS: '5',
    MAX_BODY_BYTES: '4096',
    MAX_BODY_VALUES: '500',
    MAX_ANSWER_BYTES: '20000',
  });
});

afterAll(() => service.stop());

const told = ({ headers }: { headers: Headers }) =>
  ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`x-rate-limit-${name}`) ?? Number.NaN));

test('requests of both REST APIs and of GraphQL spend one budget, and each answer tells what is left of it', async () => {
  const { key } = await TestOrganization.create();
  const { url } = service;
  const list = await rest(key, 'GET /api/v1/groups', undefined, { url });
  const now = Date.now() / 1000;
  expect(told(list).slice(0, 2)).toEqual([40, 29]);
  // When, in this API.
  expect(told(list)[2]).toBeGreaterThan(now + 3500);
  expect(told(list)[2]).toBeLessThanOrEqual(Math.ceil(now) + 3600);
  const headers = { 'idempotency-key': 'once' };
  // With the least that each costs: statements that had to wait cost more.
  const requests: [() => Promise<{ headers: Headers }>, number][] = [
    [() => rest(key, `PATCH ${connect}/accountGroups/1`, { displayOrder: 1 }, { url }), 2],
    [() => rest(key, `DELETE ${connect}/accountGroups/1`, undefined, { url, headers }), 4],
    [() => send(key, '{ viewer { organization { id } } }', {}, { url }), 1],
    [() => rest(key, 'PATCH /api/v1/groups/x', '{', { url }), 1],
  ];
  let left = 29;
  for (const [request, least] of requests) {
    const [limit, remaining = 0] = told(await request());
    expect(limit).toBe(40);
    expect(left - remaining).toBeGreaterThanOrEqual(least);
    left = remaining;
  }
  // In how many seconds, as for GraphQL.
  const one = await rest(key, `GET ${connect}/accountGroups/1`, undefined, { url });
  expect(told(one)[2]).toBeLessThanOrEqual(3600);
});

test('an organization that has too little left gets 429 in the form of each API, and nothing is done', async () => {
  const organization = await TestOrganization.create();
  const { key } = organization;
  const { url } = service;
  const id = await organization.addAccountGroup();
  const path = `${connect}/accountGroups/${id}`;
  let left = 40;
  while (left >= 11) left = told(await rest(key, 'GET /api/v1/groups', undefined, { url }))[1] as number;
  const refused = await rest(key, 'GET /api/v1/groups', undefined, { url });
  expect(refusal(refused)).toEqual([429, 'RATE_LIMITED']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3500);

  const before = await organization.snapshot();
  while (left >= 2) left = told(await rest(key, `GET ${path}`, undefined, { url }))[1] as number;
  const patch = await rest(key, `PATCH ${path}`, { displayOrder: 9 }, { url });
  expect(refusal(patch)).toEqual([429, 'OSC-CREST-00006']);
  expect(patch.headers.get('retry-after')).not.toBeNull();
  expect(await organization.snapshot()).toBe(before);
});

test('a list costs what it has read', async () => {
  const organization = await TestOrganization.create();
  const websites = await organization.addWebsites(30);
  await organization.addGroups(7, () => ({ websiteIds: websites }));
  const { url } = service;
  expect(told(await rest(organization.key, 'GET /api/v1/groups', undefined, { url }))[1]).toBe(29);
  // 7 groups and 210 websites are 22 points, of which 11 were charged before.
  const next = await rest(organization.key, 'GET /api/v1/credits/group?group_id=x', undefined, { url });
  expect(told(next)[1]).toBeLessThanOrEqual(16);
});

test('a list ends where its groups have more websites than a request may cost', async () => {
  const organization = await TestOrganization.create();
  const few = await startService({ DATABASE_URL: databaseUrl(), MAX_COST: '120' });
  try {
    const websites = await organization.addWebsites(1001);
    const id = await organization.addGroup({ websiteIds: websites });
    const { key } = organization;
    expect((await rest(key, 'GET /api/v1/groups', undefined, few)).status).toBe(200);
    await organization.addGroup({ websiteIds: websites });
    expect(refusal(await rest(key, 'GET /api/v1/groups', undefined, few))).toEqual([400, 'OPERATION_TOO_EXPENSIVE']);
    // What was written is answered.
    expect((await rest(key, `PATCH /api/v1/groups/${id}`, { name: 'Renamed' }, few)).status).toBe(200);
  } finally {
    await few.stop();
  }
});

test('bodies have the limits that they have in GraphQL', async () => {
  const { key } = await TestOrganization.create();
  const { url } = service;
  const long = { name: 'x'.repeat(5000) };
  const many = { add_website_ids: Array(600).fill('1') };
  expect(refusal(await rest(key, 'PATCH /api/v1/groups/x', long, { url }))).toEqual([413, 'BODY_TOO_LARGE']);
  expect(refusal(await rest(key, 'PATCH /api/v1/groups/x', many, { url }))).toEqual([400, 'TOO_MANY_VALUES']);
  const accountGroup = `PATCH ${connect}/accountGroups/1`;
  expect(refusal(await rest(key, accountGroup, long, { url }))).toEqual([413, 'OSC-CREST-00006']);
});

test('an answer that is too large is none', async () => {
  const organization = await TestOrganization.create();
  const websites = await organization.addWebsites(50);
  await organization.addGroups(4, () => ({ websiteIds: websites }));
  const { key } = organization;
  expect(refusal(await rest(key, 'GET /api/v1/groups', undefined, service))).toEqual([400, 'ANSWER_TOO_LARGE']);
});

test('requests without a valid key are counted by address, with those of GraphQL', async () => {
  const guess = () => rest('gg_0000000000000000000000000000000000000000', 'GET /api/v1/groups', undefined, service);
  const statuses = [];
  for (let n = 0; n < 7; n++) statuses.push((await guess()).status);
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
});

test('REST_FACES=false turns the REST APIs off, with their description', async () => {
  const off = await startService({ DATABASE_URL: databaseUrl(), REST_FACES: 'false' });
  try {
    const { key } = await TestOrganization.create();
    for (const path of ['/api/v1/groups', `${connect}/accountGroups`, '/openapi.json', '/reference']) {
      const { status, body } = await rest(key, `GET ${path}`, undefined, off);
      expect([status, body.errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
    }
    expect((await send(key, '{ __typename }', {}, off)).status).toBe(200);
  } finally {
    await off.stop();
  }
});
