import { readFile } from 'node:fs/promises';
import { exitCodes } from '../../../stitching/src/check/problem.ts';
import { defaultForwardHeaders, defaultRetries, defaultTimeoutMs } from '../../../stitching/src/executor.ts';
import { send } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';

/** The numbers of docs/partners.md, read from the page, against a service with its defaults. */

const root = new URL('../../../', import.meta.url);
let guide: string;
let service: ServiceProcess;
let organization: TestOrganization;

beforeAll(async () => {
  guide = (await readFile(new URL('docs/partners.md', root), 'utf8')).replace(/\s+/g, ' ');
  service = await startService({ DATABASE_URL: databaseUrl() });
  organization = await TestOrganization.create();
});

afterAll(() => service.kill());

/** Numbers that the page has at a place, such as 20,000. */
function numbers(place: RegExp): number[] {
  const found = place.exec(guide);
  expect({ place, found }).toEqual({ place, found: expect.anything() });
  return (found as RegExpExecArray).slice(1).map((digits) => Number(digits.replaceAll(',', '')));
}

const number = (place: RegExp) => numbers(place)[0] as number;
const ask = (query: string, variables = {}) => send(organization.key, query, variables, service);
const keys = (count: number) => Array.from({ length: count }, (_, n) => `external ${n}`);

async function costOf(fields: string, count: number): Promise<number> {
  const query = `query ($keys: [String!]!) { groupsByExternalId(externalIds: $keys) { ${fields} } }`;
  const { errors, extensions } = await ask(query, { keys: keys(count) });
  expect(errors).toBeUndefined();
  return (extensions as { cost: { requested: number } }).cost.requested;
}

const isAbout = (actual: number, told: number) => expect(Math.abs(actual - told) / told).toBeLessThan(0.05);

test('how many keys a look-up and a request for entities take', async () => {
  const most = new Set([
    number(/A look-up of many and `_entities` take up to \*\*([\d,]+)\*\* keys/),
    number(/\| keys of a look-up of many, representations in `_entities` \| ([\d,]+) \|/),
    number(/a list of more than ([\d,]+) entities fails/),
    number(/there are more than ([\d,]+) keys/),
  ]);
  expect(most.size).toBe(1);
  const [limit = 0] = most;
  const look = 'query ($keys: [String!]!) { groupsByExternalId(externalIds: $keys) { id } }';
  const entities = 'query ($keys: [_Any!]!) { _entities(representations: $keys) { __typename } }';
  const of = (externalId: string) => ({ __typename: 'Group', externalId });
  for (const [query, all] of [
    [look, keys(limit + 1)],
    [entities, keys(limit + 1).map(of)],
  ] as const) {
    expect((await ask(query, { keys: all.slice(1) })).errors).toBeUndefined();
    expect((await ask(query, { keys: all })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  }
});

test('how many websites of a group an answer has', async () => {
  const [usual = 0, most = 0] = numbers(
    /websites of a group in one answer \| `first`: by default (\d+), at most (\d+)/,
  );
  const websiteIds = await organization.addWebsites(usual + 1);
  await organization.addGroup({ name: 'Large', externalId: 'large', websiteIds });
  const websites = async (page: string) =>
    (await ask(`{ groupByExternalId(externalId: "large") { websites${page} { nodes { id } } } }`)) as never as {
      data: { groupByExternalId: { websites: { nodes: unknown[] } } };
      errors?: unknown;
    };
  expect((await websites('')).data.groupByExternalId.websites.nodes).toHaveLength(usual);
  expect((await websites(`(first: ${most})`)).errors).toBeUndefined();
  expect((await websites(`(first: ${most + 1})`)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('what a request and a minute can cost', async () => {
  const [request = 0, minute = 0] = numbers(/in a minute \| ([\d,]+) and ([\d,]+) points by default/);
  const { extensions } = await ask('{ viewer { __typename } }');
  const { limit, resetAt } = (extensions as { cost: { limit: number; resetAt: string } }).cost;
  expect(limit).toBe(minute);
  expect(Date.parse(resetAt) - Date.now()).toBeLessThanOrEqual(60_000);
  const nodes = '{ nodes { id groups(first: 100) { nodes { id websites(first: 100) { nodes { id } } } } } }';
  expect((await ask(`{ websites(first: 100) ${nodes} }`)).errors).toMatchObject([
    { extensions: { code: 'OPERATION_TOO_EXPENSIVE', limit: request } },
  ]);
});

test('what a join costs', async () => {
  const count = number(/A join of (\d+) groups costs:/);
  isAbout(await costOf('name', count), number(/about ([\d,]+) points with their names/));
  isAbout(await costOf('websites { nodes { url } }', count), number(/about ([\d,]+) points with the first 25/));
  isAbout(
    await costOf('websites(first: 100) { nodes { url } }', count),
    number(/about ([\d,]+) points with the first 100/),
  );
  const checked = numbers(/It costs about ([\d,]+) points for (\d+) ids/) as [number, number];
  isAbout(await costOf('externalId', checked[1]), checked[0]);
  const [few, many] = numbers(/the cost of a join of (\d+) and of ([\d,]+) rows/) as [number, number];
  const costs = [few, many].flatMap((size) =>
    ['id name', 'id name websites(first: 25) { nodes { url } }'].map((fields) => costOf(fields, size)),
  );
  const spent = (await Promise.all(costs)).reduce((sum, cost) => sum + cost, 0);
  isAbout(spent, number(/these points, about ([\d,]+) in total/));
});

test('the exit codes of the check', () => {
  const [, table = ''] = /\| exit code \| meaning \|(.*?)## Schema stitching/.exec(guide) ?? [];
  expect([...table.matchAll(/\| (\d) \|/g)].map(([, code]) => Number(code))).toEqual(Object.values(exitCodes));
});

test('how much a gateway adds at most, and the versions of the library that CI joins through', async () => {
  const most = Number(/can take at most ([\d.]+) times as long/.exec(guide)?.[1]);
  expect(await readFile(new URL('bench/stitching/main.mjs', root), 'utf8')).toContain(`limit: ${most} `);
  const versions = numbers(/CI joins through `@graphql-tools\/stitch` (\d+) and (\d+)/);
  const installs = await readFile(new URL('test/packages/installs/stitching.test.ts', root), 'utf8');
  for (const version of versions) expect(installs).toContain(`'@graphql-tools/stitch': '${version}'`);
});

test('a wrong prefix is refused as the page says', async () => {
  const [status] = numbers(/or another wrong value, is HTTP (\d+) with `BAD_REQUEST`/);
  const answer = await fetch(`${service.url}/graphql?prefix=1`, { headers: { 'x-api-key': organization.key } });
  expect(answer.status).toBe(status);
  expect(await answer.text()).toContain('BAD_REQUEST');
});

test('an SDL that did not change is answered as the page says', async () => {
  const [status] = numbers(/if the schema did not change, the answer is (\d+) without a body/);
  const get = (headers = {}) =>
    fetch(`${service.url}/schema.graphql`, { headers: { 'x-api-key': organization.key, ...headers } });
  const tag = (await get()).headers.get('etag') as string;
  const again = await get({ 'if-none-match': tag, 'cache-control': 'max-age=0' });
  expect([again.status, await again.text()]).toEqual([status, '']);
});

test('the defaults of the package, and the versions that it takes', async () => {
  const [timeoutMs] = numbers(/\| `timeoutMs` \| ([\d,]+) \|/);
  const [retries] = numbers(/\| `retries` \| (\d+) \|/);
  expect([timeoutMs, retries]).toEqual([defaultTimeoutMs, defaultRetries]);
  expect(guide).toContain(`| \`forwardHeaders\` | ${defaultForwardHeaders.map((name) => `\`${name}\``).join(', ')} |`);
  const { peerDependencies } = JSON.parse(await readFile(new URL('stitching/package.json', root), 'utf8'));
  expect(peerDependencies.graphql).toBe(`^${/works with any `graphql` from ([\d.]+) on/.exec(guide)?.[1]}.0`);
});

test('what the parameters of the SDL take', async () => {
  const get = async (query: string) =>
    (await fetch(`${service.url}/schema.graphql?${query}`, { headers: { 'x-api-key': organization.key } })).status;
  const characters = number(/letters, digits and underscores, at most (\d+) characters/);
  expect([await get(`prefix=${'a'.repeat(characters)}`), await get(`prefix=${'a'.repeat(characters + 1)}`)]).toEqual([
    200, 400,
  ]);
  const names = number(/Names have no prefix here, at most (\d+) of them/);
  const only = (count: number) => `only=${Array(count).fill('groups').join()}`;
  expect([await get(only(names)), await get(only(names + 1))]).toEqual([200, 400]);
});

test('the packages that gateways need are those of the examples', async () => {
  const { dependencies } = JSON.parse(await readFile(new URL('examples/package.json', root), 'utf8'));
  const [, table = ''] = /## What each gateway needs(.*?)Hive Gateway sends/.exec(guide) ?? [];
  const packages = [...table.matchAll(/`(@?[a-z-]+(?:\/[a-z-]+)?)`/g)].map(([, name]) => name);
  expect(packages.length).toBeGreaterThan(8);
  for (const name of packages) expect(Object.keys(dependencies)).toContain(name);
});
