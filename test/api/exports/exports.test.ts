import { once } from 'node:events';
import { get } from 'node:http';
import { eventually } from '../../support/eventually.ts';
import { serviceUrl } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { startService } from '../../support/service.ts';

let organization: TestOrganization;

beforeEach(async () => {
  organization = await TestOrganization.create();
});

const fetchExport = (path: string, key = organization.key, url = serviceUrl()) =>
  fetch(`${url}/export/${path}`, { headers: { 'x-api-key': key } });

async function lines(path: string, key?: string): Promise<string[]> {
  const response = await fetchExport(path, key);
  expect(response.status).toBe(200);
  return (await response.text()).split(/\r?\n/).slice(0, -1);
}

const rows = async (path: string, key?: string) => (await lines(path, key)).map((line) => JSON.parse(line));

/** Begins to read an export, and waits with the rest. */
async function begin(path: string, key = organization.key) {
  const request = get(`${serviceUrl()}/export/${path}`, { headers: { 'x-api-key': key } });
  const [response] = await once(request, 'response');
  await once(response, 'readable');
  return { request, response };
}

const addGroups = (count: number, to = organization) =>
  to.query(
    `INSERT INTO groups (organization_id, id, name)
     SELECT $1, gen_random_uuid(), repeat('Before', 40) FROM generate_series(1, $2::int)`,
    [to.id, count],
  );

test('all groups come as JSON lines, with the ids of their websites', async () => {
  const websiteIds = await organization.addWebsites(2);
  await addGroups(2500);
  const id = await organization.addGroup({ name: 'Group', externalId: 'own', websiteIds });
  const found = await rows('groups.jsonl');
  const ids = found.map((row) => row.id);
  expect(new Set(ids).size).toBe(2501);
  expect(ids).toEqual([...ids].sort());
  expect(found.find((row) => row.id === id)).toEqual({
    id,
    name: 'Group',
    billingEnabled: false,
    externalId: 'own',
    createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    updatedAt: expect.any(String),
    revision: 1,
    websiteIds: [...websiteIds].sort(),
  });
});

test('an export goes on after the last row that arrived', async () => {
  const ids = (await organization.addWebsites(30)).sort();
  expect((await rows(`websites.jsonl?after=${ids[19]}`)).map(({ id }) => id)).toEqual(ids.slice(20));
  expect((await fetchExport('websites.jsonl?after=7')).status).toBe(400);
});

test('CSV has a line of names, and quotes what needs it', async () => {
  await organization.addWebsite({ url: 'a.example', name: 'Say "hi", please' });
  const [head, row] = await lines('websites.csv');
  expect(head?.split(',').slice(0, 2)).toEqual(['id', 'url']);
  expect(row).toContain(',a.example,"Say ""hi"", please",');
});

test('a text that a spreadsheet would take for a formula has an apostrophe in front in CSV, and none in JSON', async () => {
  const names = ['=1+1', '+1', '-1', '@a', '=A1,"b"', 'a=1', "'b"];
  for (const name of names) await organization.addWebsite({ url: 'a.example', name });
  const inJson = (await rows('websites.jsonl')).map(({ name }) => name);
  expect(inJson.toSorted()).toEqual(names.toSorted());
  const inCsv = (await lines('websites.csv'))
    .slice(1)
    .map((line) => /,a\.example,("(?:[^"]|"")*"|[^,]*),/.exec(line)?.[1]);
  const expected = ["'=1+1", "'+1", "'-1", "'@a", `"'=A1,""b"""`, 'a=1', "'b"];
  expect(inCsv.toSorted()).toEqual(expected.toSorted());
});

test('account groups come with their labels by language', async () => {
  await organization.addAccountGroup({ names: { 1: 'Sales', 3: 'Vertrieb' } });
  const [row] = await rows('account-groups.jsonl');
  expect(row).toMatchObject({ lookupName: 'Sales', names: { en_US: 'Sales' }, descriptions: {} });
  expect(Object.values(row.names)).toContain('Vertrieb');
});

test('an export shows what the key may see, and nothing of others', async () => {
  const [own, other] = await organization.addWebsites(2);
  const group = await organization.addGroup({ websiteIds: [own as string, other as string] });
  await organization.addGroup({ websiteIds: [other as string] });
  const confined = await organization.createKey({ websiteIds: [own as string] });
  expect((await rows('websites.jsonl', confined)).map(({ id }) => id)).toEqual([own]);
  expect((await rows('groups.jsonl', confined)).map(({ id, websiteIds }) => [id, websiteIds])).toEqual([
    [group, [own]],
  ]);
  expect((await fetchExport('account-groups.jsonl', confined)).status).toBe(403);
  expect((await fetchExport('groups.jsonl', 'gg_none')).status).toBe(401);
  expect((await fetchExport('secrets.jsonl')).status).toBe(404);
  const direct = await TestOrganization.create({ partner: false });
  await direct.addGroup({});
  await direct.addWebsites(1);
  for (const path of ['groups.jsonl', 'websites.jsonl'])
    for (const row of await rows(path, direct.key)) expect(row).not.toHaveProperty('externalId');
});

test('an export is as of its start, whatever changes meanwhile', async () => {
  await addGroups(20_000);
  const { response } = await begin('groups.jsonl');
  await organization.query("UPDATE groups SET name = 'After' WHERE organization_id = $1", [organization.id]);
  let text = '';
  for await (const chunk of response) text += chunk;
  const found = text.trim().split('\n');
  expect(found.length).toBe(20_000);
  expect(text).not.toContain('"After"');
});

test('one export of an organization at a time; one that is left ends', async () => {
  await addGroups(20_000);
  const { request } = await begin('groups.jsonl');
  const second = await fetchExport('websites.jsonl');
  expect([second.status, second.headers.get('retry-after')]).toEqual([503, '1']);
  request.destroy();
  await eventually('the next one begins', async () => (await fetchExport('websites.jsonl')).status === 200);
});

test('who waits for a place comes before an organization that just had one', async () => {
  const [other, waiting] = [await TestOrganization.create(), await TestOrganization.create()];
  for (const each of [organization, other]) await addGroups(20_000, each);
  const { request: first } = await begin('groups.jsonl');
  const { request: second } = await begin('groups.jsonl', other.key);
  const answer = fetchExport('websites.jsonl', waiting.key);
  await eventually('it waits', async () => (await fetchExport('websites.jsonl', waiting.key)).status === 503);
  first.destroy();
  // Refused until the node sees that the client of the first one left.
  const again = eventually('its next one begins', async () => (await fetchExport('websites.jsonl')).status === 200);
  const order = await Promise.all([
    answer.then(({ status }) => [status, performance.now()] as const),
    again.then(() => performance.now()),
  ]);
  expect(order[0][0]).toBe(200);
  expect(order[0][1]).toBeLessThan(order[1]);
  second.destroy();
});

/** Reads on, as long as there is something; what came, and whether it was all. */
async function readOn(response: AsyncIterable<Buffer>): Promise<{ text: string; complete: boolean }> {
  let text = '';
  try {
    for await (const chunk of response) text += Buffer.from(chunk);
    return { text, complete: true };
  } catch {
    return { text, complete: false };
  }
}

test('an export ends without its end when its key is revoked', async () => {
  await addGroups(40_000);
  const { response } = await begin('groups.jsonl');
  await organization.query('UPDATE api_keys SET revoked_at = now() WHERE organization_id = $1', [organization.id]);
  await eventually('the key is refused', async () => (await fetchExport('websites.jsonl')).status === 401);
  expect((await readOn(response)).complete).toBe(false);
});

test('an export whose client takes nothing ends within ten seconds', async () => {
  await addGroups(40_000);
  const { response } = await begin('groups.jsonl');
  const status = async () => (await fetchExport('websites.jsonl')).status;
  expect(await status()).toBe(503);
  await eventually('the next one begins', async () => (await status()) === 200, 20_000);
  expect((await readOn(response)).complete).toBe(false);
}, 30_000);

test('rows and the ids in them cost points; where these are spent, the answer ends after whole rows', async () => {
  const service = await startService({
    ...{ DATABASE_URL: databaseUrl(), RATE_LIMIT_POINTS: '40', RATE_LIMIT_WINDOW_S: '3600' },
  });
  try {
    const websiteIds = await organization.addWebsites(100);
    const ids = (await organization.addGroups(61, () => ({ websiteIds }))).sort();
    const { body } = await fetchExport('groups.jsonl', organization.key, service.url);
    const { text, complete } = await readOn(body as unknown as AsyncIterable<Buffer>);
    expect(complete).toBe(false);
    expect(text.endsWith('\n')).toBe(true);
    const found = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    // 20 groups with 100 websites each are 21 points.
    expect(found).toEqual(ids.slice(0, 40));
    const next = await fetchExport(`groups.jsonl?after=${found.at(-1)}`, organization.key, service.url);
    expect(next.status).toBe(429);
    expect(Number(next.headers.get('retry-after'))).toBeGreaterThan(3000);
  } finally {
    await service.stop();
  }
});
