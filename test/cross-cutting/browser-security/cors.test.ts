import { readConfig } from '../../../src/config.ts';
import { serviceUrl } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';

const origin = 'https://app.example.com';
const other = 'http://localhost:5173';

let service: ServiceProcess;
let key: string;

beforeAll(async () => {
  service = await startService({ DATABASE_URL: databaseUrl(), CORS_ORIGINS: `${origin}, ${other}` });
  key = (await TestOrganization.create()).key;
});

afterAll(() => service.stop());

/** What a browser asks before it sends a request with a key to another site. */
const preflight = (from: string, url = service.url, headers = 'x-api-key,content-type,idempotency-key') =>
  fetch(`${url}/graphql`, {
    method: 'OPTIONS',
    headers: { origin: from, 'access-control-request-method': 'POST', 'access-control-request-headers': headers },
  });

const post = (headers: Record<string, string>) =>
  fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{"query":"{ __typename }"}',
  });

const words = (header: string | null) => header?.split(/, */) ?? [];

test.each([origin, other])('a frontend at %s may send requests with keys and read what headers tell', async (from) => {
  const asked = await preflight(from);
  expect(asked.status).toBe(204);
  expect(asked.headers.get('access-control-allow-origin')).toBe(from);
  expect(words(asked.headers.get('access-control-allow-methods'))).toEqual(['GET', 'POST', 'PATCH', 'DELETE']);
  expect(words(asked.headers.get('access-control-allow-headers'))).toEqual(
    expect.arrayContaining([
      'x-api-key',
      'authorization',
      'content-type',
      'idempotency-key',
      'last-event-id',
      'apollographql-client-name',
      'apollographql-client-version',
    ]),
  );
  expect(Number(asked.headers.get('access-control-max-age'))).toBeGreaterThan(0);

  const answer = await post({ origin: from, 'x-api-key': key });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('access-control-allow-origin')).toBe(from);
  expect(words(answer.headers.get('access-control-expose-headers'))).toEqual(
    expect.arrayContaining(['x-request-id', 'x-rate-limit-remaining', 'retry-after', 'idempotent-replayed']),
  );
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  expect(answer.headers.get('vary')).toMatch(/origin/i);
});

test('a frontend may read why it was refused', async () => {
  const answer = await post({ origin });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
});

test.each([
  'https://evil.example',
  'https://app.example.com.evil.example',
  'https://evil-app.example.com',
  'http://app.example.com',
  'https://app.example.com:8443',
  'https://sub.app.example.com',
  'null',
])('a page of %s may not', async (from) => {
  expect((await preflight(from)).headers.get('access-control-allow-origin')).toBeNull();
  expect((await post({ origin: from, 'x-api-key': key })).headers.get('access-control-allow-origin')).toBeNull();
});

test('without CORS_ORIGINS no other site may', async () => {
  const answer = await preflight(origin, serviceUrl());
  for (const [name] of answer.headers) expect(name).not.toMatch(/^access-control/);
});

test.each([
  '*',
  'app.example.com',
  'https://app.example.com/',
  'https://app.example.com/path',
  'file:///x',
  'https://a,,',
])('CORS_ORIGINS=%s is refused', (value) => {
  expect(() => readConfig({ CORS_ORIGINS: value })).toThrow(/^CORS_ORIGINS must be origins such as/);
});
