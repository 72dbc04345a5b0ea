import { eventually } from '../../support/eventually.ts';
import { type Answer, post, send } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { roomForRaces, type ServiceProcess, startService } from '../../support/service.ts';

let service: ServiceProcess;
let brief: ServiceProcess;

beforeAll(async () => {
  [service, brief] = await Promise.all([
    startService({
      DATABASE_URL: databaseUrl(),
      ...roomForRaces,
      RATE_LIMIT_POINTS: '50',
      RATE_LIMIT_WINDOW_S: '3600',
    }),
    startService({ DATABASE_URL: databaseUrl(), RATE_LIMIT_POINTS: '3', RATE_LIMIT_WINDOW_S: '2' }),
  ]);
});

afterAll(() => Promise.all([service.stop(), brief.stop()]));

const small = '{ viewer { organization { id } } }';
/** Costs 1 + (5 + 100 * 2) / 10 points. */
const large = '{ groups(first: 100) { nodes { organization { id } } } }';

const told = ({ headers }: Pick<Answer, 'headers'>) =>
  ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`x-rate-limit-${name}`) ?? Number.NaN));

test('each answer tells what it cost and what is left, until nothing is', async () => {
  const { key } = await TestOrganization.create();
  const first = await send(key, large, {}, service);
  expect(first).toMatchObject({ status: 200, errors: undefined });
  expect(first.extensions).toEqual({
    cost: { requested: 21, limit: 50, remaining: 29, resetAt: expect.stringMatching(/^\d{4}-.*Z$/) },
  });
  expect(told(first)).toEqual([50, 29, expect.any(Number)]);
  expect(told(first)[2]).toBeGreaterThan(3500);
  expect(told(first)[2]).toBeLessThanOrEqual(3600);

  expect(told(await send(key, large, {}, service))).toEqual([50, 8, expect.any(Number)]);

  const refused = await send(key, large, {}, service);
  expect(refused).toMatchObject({ status: 429, data: undefined });
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBe(told(refused)[2]);
  expect(refused.errors).toEqual([
    {
      message: `Your organization has 8 of its 50 points left and this request costs 21. Send the request again in ${seconds.toLocaleString('en-US')} seconds.`,
      extensions: { code: 'RATE_LIMITED', retryAfter: seconds },
    },
  ]);
  expect(refused.extensions).toMatchObject({ cost: { requested: 21, limit: 50, remaining: 8 } });

  // What is refused costs nothing, so a smaller request still fits in.
  for (let remaining = 7; remaining >= 0; remaining--)
    expect(told(await send(key, small, {}, service)).slice(0, 2)).toEqual([50, remaining]);
  const spent = await send(key, small, {}, service);
  expect(spent).toMatchObject({ status: 429, data: undefined, errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  expect(told(spent).slice(0, 2)).toEqual([50, 0]);
  expect(Number(spent.headers.get('retry-after'))).toBeGreaterThan(3500);
});

test('all keys of an organization share its budget, and other organizations have their own', async () => {
  const [one, other] = [await TestOrganization.create(), await TestOrganization.create()];
  const second = await one.createKey();
  expect(told(await send(one.key, large, {}, service))[1]).toBe(29);
  expect(told(await send(second, large, {}, service))[1]).toBe(8);
  expect(told(await send(other.key, large, {}, service))[1]).toBe(29);
});

test('concurrent requests spend no point twice and none too many', async () => {
  const { key } = await TestOrganization.create();
  const answers = await Promise.all(Array.from({ length: 80 }, () => send(key, small, {}, service)));
  const served = answers.filter(({ status }) => status === 200);
  expect(served).toHaveLength(50);
  expect(served.map((answer) => told(answer)[1]).sort((a = 0, b = 0) => a - b)).toEqual(
    Array.from({ length: 50 }, (_, n) => n),
  );
  for (const { status } of answers) expect([200, 429]).toContain(status);
});

test('a mutation that cannot be paid for changes nothing', async () => {
  const organization = await TestOrganization.create();
  await send(organization.key, large, {}, service);
  await send(organization.key, large, {}, service);
  const before = await organization.snapshot();
  const creations = Array.from(
    { length: 9 },
    (_, n) => `m${n}: createWebsite(input: { url: "${n}.example" }) { __typename }`,
  );
  const answer = await send(organization.key, `mutation { ${creations.join(' ')} }`, {}, service);
  expect(answer).toMatchObject({ status: 429, data: undefined });
  expect(await organization.snapshot()).toBe(before);
});

test.each([
  ['no JSON', '{'],
  ['no document', '{}'],
  ['a document that does not parse', '{"query":"{"}'],
  ['a document that is not valid', '{"query":"{ nonsense }"}'],
  ['variables that do not fit', '{"query":"query ($id: ID!) { group(id: $id) { id } }"}'],
])('a request with %s takes a point, and its answer tells what is left', async (_what, body) => {
  const { key } = await TestOrganization.create();
  const answer = await post(body, { 'x-api-key': key }, service.url);
  expect(answer.status).toBe(400);
  expect(told(answer)).toEqual([50, 49, expect.any(Number)]);
});

test('an operation that costs more than a whole window is told so, instead of to wait', async () => {
  const { key } = await TestOrganization.create();
  const answer = await send(key, large, {}, brief);
  expect(answer).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: 'OPERATION_TOO_EXPENSIVE', limit: 3, requested: 21 } }],
  });
});

test('a new window brings the whole budget back', async () => {
  const { key } = await TestOrganization.create();
  const refused = await eventually('a spent budget', async () => {
    const answer = await send(key, small, {}, brief);
    return answer.status === 429 && answer;
  });
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(2);
  const served = await eventually('the next window', async () => {
    const answer = await send(key, small, {}, brief);
    return answer.status === 200 && answer;
  });
  expect(told(served).slice(0, 2)).toEqual([3, 2]);
});

test('a service without a limit tells the cost alone', async () => {
  const { key } = await TestOrganization.create();
  const answer = await send(key, large);
  expect(answer.extensions).toEqual({ cost: { requested: 21 } });
  expect(told(answer)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

test('a stream of live updates is paid for when it begins, and its headers tell what is left', async () => {
  const organization = await TestOrganization.create();
  const id = await organization.addGroup();
  const end = new AbortController();
  const stream = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-api-key': organization.key },
    body: JSON.stringify({ query: `subscription { groupChanged(ids: ["${id}"]) { __typename } }` }),
    signal: end.signal,
  });
  expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/);
  expect(told(stream)).toEqual([50, 49, expect.any(Number)]);
  end.abort();
});

test('an answer to nobody tells of no budget', async () => {
  const answer = await send('gg_nonsense_nonsense', small, {}, service);
  expect(answer.status).toBe(401);
  expect(told(answer)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

test('a large document that is refused costs a point for each 1,000 characters', async () => {
  const { key } = await TestOrganization.create();
  const invalid = `{ ${'nothing '.repeat(1250)}}`;
  expect(told(await send(key, invalid, {}, service)).slice(0, 2)).toEqual([50, 50 - 11]);
  const { status } = await send(key, `{ nothing }`, {}, service);
  expect(status).toBe(400);
  expect(told(await send(key, `{ nothing }`, {}, service)).slice(0, 2)).toEqual([50, 50 - 13]);
});
