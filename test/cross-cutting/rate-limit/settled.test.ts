import { type Answer, send } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';

let service: ServiceProcess;

beforeAll(async () => {
  service = await startService({
    DATABASE_URL: databaseUrl(),
    RATE_LIMIT_POINTS: '10000',
    RATE_LIMIT_WINDOW_S: '3600',
  });
});

afterAll(() => service.stop());

interface Cost {
  requested: number;
  settled?: number;
  remaining: number;
}

const costOf = ({ extensions = {} }: Answer) => extensions.cost as Cost;

test('a move of an account group before many siblings is charged for each of them, and the next request is told', async () => {
  const organization = await TestOrganization.create();
  const siblings = 300;
  for (let n = 1; n <= siblings; n++) await organization.addAccountGroup({ displayOrder: n });
  const last = await organization.addAccountGroup({ displayOrder: siblings + 5 });
  const move = `mutation { updateAccountGroup(input: { id: "${last}", displayOrder: 1 }) { __typename } }`;
  const answer = await send(organization.key, move, {}, service);
  expect(answer.data.updateAccountGroup.__typename).toBe('UpdateAccountGroupSuccess');
  const { requested, settled = 0, remaining } = costOf(answer);
  expect(requested).toBe(2);
  expect(requested + settled).toBeGreaterThanOrEqual(siblings / 10);
  const next = await send(organization.key, '{ __typename }', {}, service);
  expect(costOf(next).remaining).toBe(remaining - settled - 1);
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  const [, told] = /^group_gateway_cost_points_total\{when="settled"\} (\d+)$/m.exec(metrics) ?? [];
  expect(Number(told)).toBeGreaterThanOrEqual(settled);
});

test('a body of many values costs by them', async () => {
  const { key } = await TestOrganization.create();
  const document = 'query ($ids: [ID!]!) { groupsById(ids: $ids) { id } }';
  const ids = Array.from({ length: 5000 }, () => 'x');
  const refused = await send(key, document, { ids }, { url: service.url });
  expect(refused.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(costOf(refused).requested).toBe(1 + 100 + 5);
});

test('websites of an address that is looked up again and again are charged as often as they are told', async () => {
  const organization = await TestOrganization.create();
  for (let n = 1; n <= 3; n++) await organization.addWebsite({ url: 'same.example' });
  const urls = Array.from({ length: 1000 }, () => 'same.example');
  const document = 'query ($urls: [String!]!) { websitesByUrl(urls: $urls) { id } }';
  const { requested, settled } = costOf(await send(organization.key, document, { urls }, service));
  expect([requested, settled]).toEqual([1 + 100 + 1, 3000 / 10 - 102]);
});

test.each([
  ['is answered', '{ groups(first: 100) { nodes { id } } }'],
  ['has a field that fails', '{ groups(first: 100) { nodes { id } } groupByExternalId(externalId: "x") { id } }'],
])('a query that %s costs each time what it did the first time', async (_, document) => {
  const organization = await TestOrganization.create({ partner: false });
  for (let n = 1; n <= 100; n++) await organization.addGroup({ name: `Group ${n}` });
  const cost = async () => {
    const { requested, settled = 0, remaining } = costOf(await send(organization.key, document, {}, service));
    return { requested, settled, remaining };
  };
  const first = await cost();
  expect(first.settled).toBe(0);
  for (let n = 2; n <= 8; n++)
    expect(await cost()).toEqual({ ...first, remaining: first.remaining - (n - 1) * first.requested });
});

test('a query that failed once costs what it did before, also where it was answered fast until then', async () => {
  const organization = await TestOrganization.create();
  const ids: string[] = [];
  for (let n = 1; n <= 100; n++) ids.push(await organization.addGroup({ name: `Group ${n}` }));
  const document = `query ($first: Int) {
    groups(first: 100) { nodes { id } } group(id: "${ids[0]}") { websites(first: $first) { nodes { id } } }
  }`;
  const cost = async (first: number) => {
    const answer = await send(organization.key, document, { first }, service);
    return { failed: answer.errors !== undefined, settled: costOf(answer).settled };
  };
  for (let n = 1; n <= 5; n++) expect(await cost(1)).toEqual({ failed: false });
  expect(await cost(0)).toEqual({ failed: true });
});

test('a text of the schema with names or parts that nobody asked for before is paid for, and refused to who cannot', async () => {
  const [organization, other] = [await TestOrganization.create(), await TestOrganization.create()];
  const get = async (query: string, { key } = organization) => {
    const answer = await fetch(`${service.url}/schema.graphql?${query}`, { headers: { 'x-api-key': key } });
    const text = await answer.text();
    return { status: answer.status, remaining: Number(answer.headers.get('x-rate-limit-remaining')), text };
  };
  expect(await get('')).toMatchObject({ status: 200, remaining: 9999 });
  expect(await get('prefix=Paid_')).toMatchObject({ status: 200, remaining: 9499 });
  expect(await get('prefix=Paid_')).toMatchObject({ status: 200, remaining: 9498 });
  expect(await get('prefix=Paid_', other)).toMatchObject({ status: 200, remaining: 9999 });
  expect(await get('only=groups')).toMatchObject({ status: 200, remaining: 8998 });
  for (let n = 1; n <= 17; n++) await get(`prefix=Paid${n}_&only=groups`);
  expect(await get('prefix=Unpaid_')).toMatchObject({
    status: 429,
    remaining: 498,
    text: expect.stringContaining('this request costs 500'),
  });
  expect(await get('prefix=Paid_')).toMatchObject({ status: 200, remaining: 497 });
});

test.each([
  ['introspection', '{ __type(name: "Asked_Group") { name } }', 6],
  ['the SDL of a subgraph', '{ _service { sdl } }', 51],
  ['the SDL for stitching', '{ _sdl }', 51],
])('%s with a prefix that nobody sent before is charged for the names, and only then', async (what, document, cost) => {
  const { key } = await TestOrganization.create();
  const ask = async () => {
    const answer = await fetch(`${service.url}/graphql?prefix=Asked${what.length}_`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': key },
      body: JSON.stringify({ query: document }),
    });
    const { requested, settled = 0 } = costOf(await answer.json());
    return [requested, settled];
  };
  expect(await ask()).toEqual([cost, 500 - cost]);
  expect(await ask()).toEqual([cost, 0]);
});
