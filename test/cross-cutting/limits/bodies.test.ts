import { Client } from 'pg';
import { eventually } from '../../support/eventually.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { scrape, sum } from '../metrics/scrape.ts';

let service: ServiceProcess;
let organization: TestOrganization;

beforeAll(async () => {
  service = await startService({
    DATABASE_URL: databaseUrl(),
    RATE_LIMIT_POINTS: '0',
    NODE_OPTIONS: '--max-old-space-size=384',
  });
  organization = await TestOrganization.create();
});

afterAll(() => service.kill());

async function send(body: string, { url = service.url, key = organization.key } = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body,
  });
  const { errors } = (await response.json()) as { errors?: { extensions: Record<string, unknown> }[] };
  return { ...errors?.[0]?.extensions, status: response.status, retryAfter: response.headers.get('retry-after') };
}

/** What a request for nothing carries along. */
const carrying = (value: string) => `{"query":"{ __typename }","extensions":{"v":${value}}}`;
const objects = (count: number) => `[${'{},'.repeat(count - 1)}{}]`;

const inFlight = async () => sum(await scrape(service.url), 'group_gateway_http_body_bytes_in_flight');

test('24 bodies of 1.9 MB of empty objects at once are refused before they are parsed, and the node of 384 MB lives', async () => {
  const body = carrying(objects(633_000));
  const answers = await Promise.all(Array.from({ length: 24 }, () => send(body)));
  for (const answer of answers) expect(answer).toMatchObject({ status: 400, code: 'TOO_MANY_VALUES', limit: 50_000 });
  expect((await fetch(`${service.url}/livez`)).status).toBe(200);
  await eventually('their room is given back', async () => (await inFlight()) === 0);
});

test.each([
  ['24 of 1.9 MB of text', 24, `"\u4e00${'x'.repeat(1_900_000)}"`],
  ['100 of as many objects as are allowed', 100, objects(16_600)],
  [
    '100 of objects that are each of another shape',
    100,
    `[${Array.from({ length: 12_000 }, (_, n) => `{"${n.toString(36)}":{}}`)}]`,
  ],
  ['40 of names', 40, `{${Array.from({ length: 24_000 }, (_, n) => `"${n.toString(36)}":1`)}}`],
])(
  'of bodies that fill the memory (%s at once) as many are served as it has room for',
  async (_what, count, value) => {
    const body = carrying(value);
    const answers = await Promise.all(Array.from({ length: count }, () => send(body)));
    for (const answer of answers)
      if (answer.status !== 200)
        expect(answer).toMatchObject({ status: 429, code: 'RATE_LIMITED', retryAfter: '1', limit: 16 * 1024 * 1024 });
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(3);
    expect((await fetch(`${service.url}/livez`)).status).toBe(200);
    await eventually('their room is given back', async () => (await inFlight()) === 0);
  },
  120_000,
);

test('JSON that nests deeply is refused, in a body and in an address', async () => {
  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
  ] as const) {
    const nested = (levels: number) => `${open.repeat(levels)}1${close.repeat(levels)}`;
    expect(await send(carrying(nested(98)))).toMatchObject({ status: 200 });
    expect(await send(carrying(nested(99)))).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    for (const name of ['variables', 'extensions']) {
      const search = new URLSearchParams({ query: '{ __typename }', [name]: `{"a":${nested(100)}}` });
      const answer = await fetch(`${service.url}/graphql?${search}`, { headers: { 'x-api-key': organization.key } });
      expect({ name, status: answer.status }).toEqual({ name, status: 400 });
    }
  }
});

describe('a node with little room', () => {
  let small: ServiceProcess;

  beforeAll(async () => {
    small = await startService({
      DATABASE_URL: databaseUrl(),
      MAX_BODY_VALUES: '100',
      MAX_BODY_BYTES_IN_FLIGHT: '100000',
      MAX_BODY_BYTES_IN_FLIGHT_PER_ORGANIZATION: '40000',
    });
  });

  afterAll(() => small.kill());

  /** A mutation of 15 kB, which is not answered while another holds its row. */
  const rename = (id: string) =>
    JSON.stringify({
      query: `mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } } # ${'x'.repeat(15_000)}`,
      variables: { input: { id, name: 'New' } },
    });

  async function whileHeld(group: TestOrganization, work: (id: string) => Promise<void>): Promise<void> {
    const id = await group.addGroup();
    const holder = new Client({ connectionString: databaseUrl() });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM groups WHERE id = $1 FOR UPDATE', [id]);
    await work(id).finally(() => holder.end());
  }

  const taken = async () => sum(await scrape(small.url), 'group_gateway_http_body_bytes_in_flight');

  test('lets a body wait for the other ones of its organization, and those of others pass', async () => {
    const other = await TestOrganization.create();
    let waiting: ReturnType<typeof send> | undefined;
    let held: ReturnType<typeof send> | undefined;
    await whileHeld(organization, async (id) => {
      held = send(rename(id), { url: small.url });
      await eventually('the first is under way', async () => (await taken()) > 15_000);
      waiting = send(rename(id), { url: small.url });
      expect(await send(rename(id), { url: small.url, key: other.key })).toMatchObject({ status: 200 });
    });
    expect(await held).toMatchObject({ status: 200 });
    expect(await waiting).toMatchObject({ status: 200 });
    await eventually('their room is given back', async () => (await taken()) === 0);
  });

  test('tells an organization with too many bodies under way to wait, also with another key', async () => {
    await whileHeld(organization, async (id) => {
      const held = send(rename(id), { url: small.url });
      await eventually('the first is under way', async () => (await taken()) > 15_000);
      const another = await organization.createKey();
      expect(await send(rename(id), { url: small.url, key: another })).toMatchObject({
        status: 429,
        code: 'RATE_LIMITED',
        limit: 40_000,
        retryAfter: '1',
      });
      held.catch(() => {});
    });
  });

  test('is overloaded when the bodies of many fill it', async () => {
    const others = await Promise.all(Array.from({ length: 6 }, () => TestOrganization.create()));
    await whileHeld(organization, async (id) => {
      const held = send(rename(id), { url: small.url });
      await eventually('the first is under way', async () => (await taken()) > 15_000);
      const bodies = others.map(async (each) => {
        const own = await each.addGroup();
        const holder = new Client({ connectionString: databaseUrl() });
        await holder.connect();
        await holder.query('BEGIN');
        await holder.query('SELECT FROM groups WHERE id = $1 FOR UPDATE', [own]);
        return { key: each.key, own, holder };
      });
      const all = await Promise.all(bodies);
      const answers = all.map(({ key, own }) => send(rename(own), { url: small.url, key }));
      const first = await Promise.race(answers);
      expect(first).toMatchObject({ status: 503, code: 'OVERLOADED', retryAfter: '1' });
      await Promise.all(all.map(({ holder }) => holder.end()));
      await Promise.all([held, ...answers].map((each) => each.catch(() => {})));
    });
  });

  test('a body that is larger than all the room is served when it is alone', async () => {
    const body = `${carrying('1')}${' '.repeat(150_000)}`;
    expect(await send(body, { url: small.url })).toMatchObject({ status: 200 });
  });
});
