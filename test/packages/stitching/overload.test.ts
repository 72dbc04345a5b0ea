import type { RequestListener } from 'node:http';
import type { GroupGatewayOptions } from '../../../stitching/src/index.ts';
import { serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { type Between, openBetween } from './between.ts';
import { type Account, type Gateway, partnerGateway } from './partner.ts';

let organization: TestOrganization;
beforeAll(async () => {
  organization = await TestOrganization.create();
});

const opened: Between[] = [];
afterEach(() => {
  for (const between of opened.splice(0)) between.close();
});

interface Opened {
  between: Between;
  gateway: Gateway;
  warnings: string[];
}

async function open(accounts: Account[] = [], options: Partial<GroupGatewayOptions> = {}): Promise<Opened> {
  const between = await openBetween(serviceUrl());
  opened.push(between);
  const warnings: string[] = [];
  const gateway = await partnerGateway(accounts, {
    url: between.url,
    apiKey: organization.key,
    warn: (message) => warnings.push(message),
    ...options,
  });
  between.requests.length = 0;
  return { between, gateway, warnings };
}

/** What the service answers in place of a whole request, as `src/errors.ts` has it. */
const refusal =
  (status: number, code: string, headers: Record<string, string> = {}, extensions: object = {}): RequestListener =>
  (_request, response) =>
    response
      .writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'its-id', ...headers })
      .end(JSON.stringify({ errors: [{ message: `The reason of ${code}.`, extensions: { code, ...extensions } }] }));

/** The same at a field, while others are answered. */
const atField =
  (code: string): RequestListener =>
  (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        data: { viewer: null },
        errors: [{ message: 'The database took too long.', path: ['viewer'], extensions: { code } }],
      }),
    );

const plain = (status: number, headers: Record<string, string> = {}): RequestListener => {
  return (_request, response) => response.writeHead(status, { 'content-type': 'text/html', ...headers }).end('<h1>');
};

const reading = '{ viewer { organization { id } } }';
const writing = 'mutation { createWebsite(input: { url: "new.example" }) { __typename } }';
const soon = { 'retry-after': '0' };

describe.each([
  ['OVERLOADED', refusal(503, 'OVERLOADED', soon, { retryAfter: 0 })],
  ['REQUEST_TIMEOUT', refusal(503, 'REQUEST_TIMEOUT')],
  ['STATEMENT_TIMEOUT', refusal(503, 'STATEMENT_TIMEOUT', soon)],
  ['STATEMENT_TIMEOUT at a field', atField('STATEMENT_TIMEOUT')],
  ['RATE_LIMITED', refusal(429, 'RATE_LIMITED', soon)],
  ['a plain 503', plain(503)],
  ['a plain 429', plain(429, soon)],
])('after %s', (name, fault) => {
  test('a query is sent again, and its user sees nothing of it', async () => {
    const { between, gateway, warnings } = await open();
    between.faults.push(fault, fault);
    expect(await gateway.ask(reading)).toEqual({ data: { viewer: { organization: { id: organization.id } } } });
    expect(between.requests).toHaveLength(3);
    expect(warnings).toEqual([]);
  });

  test('a mutation is sent again with an idempotency key, and without one only if it was refused', async () => {
    const { between, gateway } = await open([], { forwardHeaders: ['idempotency-key'] });
    between.faults.push(fault);
    const { data } = await gateway.ask(writing, {}, { headers: { 'idempotency-key': `of ${name}` } });
    expect(data.createWebsite.__typename).toBe('CreateWebsiteSuccess');
    expect(new Set(between.requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(between.requests).toHaveLength(2);

    between.faults.push(fault);
    await gateway.ask(writing);
    expect(between.requests).toHaveLength(/^(OVERLOADED|RATE_LIMITED)$/.test(name) ? 4 : 3);
  });
});

test('a mutation that the service failed at its field is not sent again without an idempotency key', async () => {
  const { between, gateway } = await open();
  between.faults.push((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        data: null,
        errors: [{ message: 'Busy.', path: ['createWebsite'], extensions: { code: 'OVERLOADED' } }],
      }),
    ),
  );
  expect((await gateway.ask(writing)).errors).toMatchObject([{ extensions: { code: 'OVERLOADED' } }]);
  expect(between.requests).toHaveLength(1);
});

test('the pause is what the service asks for', async () => {
  const { between, gateway } = await open();
  between.faults.push(refusal(503, 'OVERLOADED', { 'retry-after': '1' }));
  const begin = Date.now();
  expect((await gateway.ask(reading)).errors).toBeUndefined();
  expect(Date.now() - begin).toBeGreaterThanOrEqual(1000);
});

test.each([
  ['the header', refusal(429, 'RATE_LIMITED', { 'retry-after': '30' })],
  ['the error', refusal(503, 'OVERLOADED', {}, { retryAfter: 30 })],
  [
    'a date',
    (...args: Parameters<RequestListener>) =>
      plain(503, { 'retry-after': new Date(Date.now() + 30_000).toUTCString() })(...args),
  ],
])('a pause beyond the deadline, in %s, is told at once', async (_, fault) => {
  const { between, gateway } = await open([], { timeoutMs: 5000 });
  between.faults.push(fault);
  const { errors } = await gateway.ask(reading);
  expect(between.requests).toHaveLength(1);
  const { retryAfter } = errors[0].extensions;
  expect(retryAfter).toBeGreaterThan(25);
  expect(retryAfter).toBeLessThanOrEqual(30);
});

test('all attempts share one deadline', async () => {
  const { between, gateway } = await open([], { timeoutMs: 1500, retries: 10 });
  const silence: RequestListener = () => {};
  between.faults.push(refusal(503, 'OVERLOADED', soon), silence);
  const begin = Date.now();
  const { errors } = await gateway.ask(reading);
  expect(Date.now() - begin).toBeLessThan(3000);
  expect(errors).toMatchObject([{ extensions: { code: 'GROUP_GATEWAY_UNREACHABLE', attempts: 2 } }]);
});

test('users read nothing of keys and points, and engineers a line with all of it', async () => {
  let key = organization.key;
  const { between, gateway, warnings } = await open([], { apiKey: () => key });
  key = 'gg_no_key_of_anybody';
  const wrong = await gateway.ask(reading);
  expect(wrong.errors).toMatchObject([
    { path: ['viewer'], extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) } },
  ]);
  between.faults.push(refusal(429, 'RATE_LIMITED', { 'retry-after': '40' }));
  const limited = await gateway.ask(reading);
  expect(limited.errors[0].message).toBe(
    'The group gateway has had too many requests of this gateway. Try again in 40 seconds.',
  );
  expect(limited.errors[0].extensions).toEqual({ code: 'RATE_LIMITED', retryAfter: 40, requestId: 'its-id' });
  expect(JSON.stringify([wrong, limited])).not.toMatch(/x-api-key|API key|gg_|points|127\.0\.0\.1/);
  expect(warnings).toEqual([
    expect.stringMatching(/query of viewer: UNAUTHENTICATED \(HTTP 401\).*Request id: .*x-api-key.*"apiKey" returns/),
    expect.stringMatching(/RATE_LIMITED \(HTTP 429\) after 1 attempt.*its-id.*The reason of RATE_LIMITED/),
  ]);
});

describe('a join whose request fails', () => {
  const joined = '{ accounts { id group { name } } }';
  const accounts = (count: number): Account[] =>
    Array.from({ length: count }, (_, n) => ({ id: String(n), groupExternalId: `external ${n}` }));

  test('of 2,500 rows is one error that says so', async () => {
    const { between, gateway, warnings } = await open(accounts(2500), { retries: 1 });
    between.faults.push(plain(503), plain(503));
    const { data, errors } = await gateway.ask(joined);
    expect(between.requests).toHaveLength(2);
    expect(data.accounts.filter(({ group }: { group: unknown }) => group === null)).toHaveLength(2500);
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('This concerns 2,500 rows of "accounts.group".'),
        path: ['accounts', 0, 'group'],
        extensions: { code: 'GROUP_GATEWAY_UNREACHABLE', rows: 2500 },
      },
    ]);
    expect(warnings).toHaveLength(1);
    expect((await gateway.ask(joined)).errors).toBeUndefined();
  });

  test('with lists of keys is one error, too, and one for each field', async () => {
    const { between, gateway } = await open(
      accounts(20).map((account) => ({ ...account, groupIds: ['a', 'b', 'c'] })),
      { retries: 0 },
    );
    between.faults.push(plain(503), plain(503));
    const { errors } = await gateway.ask('{ accounts { group { name } groups { name } } }');
    expect(errors.map(({ extensions }: { extensions: { rows: number } }) => extensions.rows).sort()).toEqual([20, 60]);
  });

  test('of one row is the error as it is', async () => {
    const { between, gateway } = await open(accounts(1), { retries: 0 });
    between.faults.push(plain(503));
    const { errors } = await gateway.ask(joined);
    expect(errors).toMatchObject([{ message: 'The group gateway answered HTTP 503 without GraphQL.' }]);
    expect(errors[0].extensions).toEqual({ code: 'GROUP_GATEWAY_UNREACHABLE' });
  });
});

test('a link of which only the key is asked is null where nothing has that key', async () => {
  const { gateway } = await open([{ id: '1', groupExternalId: 'of nobody', groupIds: ['no id'] }]);
  for (const selection of ['group { externalId }', 'group { __typename }', 'group { externalId __typename }'])
    expect(await gateway.ask(`{ accounts { ${selection} } }`)).toEqual({ data: { accounts: [{ group: null }] } });
  expect(await gateway.ask('{ accounts { groups { id } } }')).toEqual({ data: { accounts: [{ groups: [null] }] } });
});
