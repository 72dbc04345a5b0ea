import type { RequestListener } from 'node:http';
import { createGroupGatewaySubschema, type GroupGatewayOptions } from '../../../stitching/src/index.ts';
import { serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';
import { type Between, openBetween } from './between.ts';
import { type Gateway, partnerGateway } from './partner.ts';

let organization: TestOrganization;
let savedSdl: string;

beforeAll(async () => {
  organization = await TestOrganization.create();
  const answer = await fetch(`${serviceUrl()}/schema.graphql`, { headers: { 'x-api-key': organization.key } });
  savedSdl = await answer.text();
});

const opened: Between[] = [];
afterEach(() => {
  for (const between of opened.splice(0)) between.close();
});

async function openBetweenService(): Promise<Between> {
  const between = await openBetween(serviceUrl());
  opened.push(between);
  return between;
}

const unavailable: RequestListener = (_request, response) =>
  response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>No server is available</h1>');
const hangUp: RequestListener = (request) => request.socket.destroy();
const silence: RequestListener = () => {};

async function openGateway(
  options: Partial<GroupGatewayOptions> = {},
): Promise<{ between: Between; gateway: Gateway }> {
  const between = await openBetweenService();
  const gateway = await partnerGateway([], { url: between.url, apiKey: organization.key, ...options });
  between.requests.length = 0;
  return { between, gateway };
}

const reading = '{ viewer { organization { id } } }';
const writing = 'mutation { createWebsite(input: { url: "new.example" }) { __typename } }';
const unreachable = { extensions: { code: 'GROUP_GATEWAY_UNREACHABLE' } };

test.each([
  ['503 of a load balancer', unavailable],
  ['a connection that breaks', hangUp],
])('a query is sent again after %s', async (_, fault) => {
  const { between, gateway } = await openGateway();
  between.faults.push(fault, fault);
  expect(await gateway.ask(reading)).toEqual({ data: { viewer: { organization: { id: organization.id } } } });
  expect(between.requests).toHaveLength(3);
});

test('a query is sent again only so often', async () => {
  const { between, gateway } = await openGateway({ retries: 1 });
  between.faults.push(unavailable, unavailable, unavailable);
  const { errors } = await gateway.ask(reading);
  expect(errors).toMatchObject([{ ...unreachable, path: ['viewer'], message: expect.stringContaining('HTTP 503') }]);
  expect(between.requests).toHaveLength(2);
});

test.each([
  ['503 of a load balancer', unavailable],
  ['a connection that breaks', hangUp],
])('a mutation is not sent again after %s: it may have been done', async (_, fault) => {
  const { between, gateway } = await openGateway();
  between.faults.push(fault);
  const { errors } = await gateway.ask(writing);
  expect(errors).toMatchObject([{ ...unreachable, path: ['createWebsite'] }]);
  expect(between.requests).toHaveLength(1);
});

test('an answer about the request is final', async () => {
  const { between, gateway } = await openGateway();
  const { errors } = await gateway.ask('{ groups(first: 1000) { totalCount } }');
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(between.requests).toHaveLength(1);
});

test.each([reading, writing])('no answer in time is an error at the field: %s', async (document) => {
  const { between, gateway } = await openGateway({ timeoutMs: 2000 });
  between.faults.push(silence);
  const { errors } = await gateway.ask(document);
  expect(errors).toMatchObject([{ ...unreachable, message: expect.stringContaining('in time') }]);
  expect(between.requests).toHaveLength(1);
});

test('errors tell end users no address and no key', async () => {
  const { between, gateway } = await openGateway({ retries: 0 });
  between.faults.push(unavailable, hangUp);
  const answers = JSON.stringify([await gateway.ask(reading), await gateway.ask(reading)]);
  expect(answers).toContain('GROUP_GATEWAY_UNREACHABLE');
  expect(answers).not.toMatch(/127\.0\.0\.1|localhost|ECONN|<h1>/);
  expect(answers).not.toContain(organization.key);
});

test('a key that changes is the one of the next request: no restart, and no request is lost', async () => {
  let current = organization.key;
  const { gateway } = await openGateway({ apiKey: async () => current });
  const next = await organization.createKey();
  expect((await gateway.ask(reading)).errors).toBeUndefined();
  current = next;
  const document = '{ viewer { apiKey { prefix } } }';
  expect((await gateway.ask(document)).data.viewer.apiKey.prefix).toBe(next.slice(0, 11));
});

test('listed headers are passed on, from contexts of every server; others are not', async () => {
  const { between, gateway } = await openGateway({ forwardHeaders: ['Accept-Language', 'idempotency-key'] });
  const incoming = { 'accept-language': 'de', 'idempotency-key': 'once', cookie: 'secret', 'x-other': 'other' };
  for (const context of [
    { request: { headers: new Headers(incoming) } },
    { req: { headers: incoming } },
    { headers: incoming },
  ]) {
    between.requests.length = 0;
    await gateway.ask(reading, {}, context);
    expect(between.requests[0]?.headers).toMatchObject({ 'accept-language': 'de', 'idempotency-key': 'once' });
    expect(between.requests[0]?.headers).not.toMatchObject({ cookie: 'secret' });
    expect(between.requests[0]?.headers['x-other']).toBeUndefined();
  }
});

test.each(['x-api-key', 'Authorization', 'cookie'])('%s is never passed on', async (name) => {
  await expect(
    createGroupGatewaySubschema({ url: serviceUrl(), apiKey: organization.key, forwardHeaders: [name] }),
  ).rejects.toThrow(name.toLowerCase());
});

test('what two users ask at the same time with different languages is asked for each', async () => {
  const { between, gateway } = await openGateway();
  await Promise.all(
    ['de', 'en'].map((language) => gateway.ask(reading, {}, { headers: { 'accept-language': language } })),
  );
  expect(between.requests.map(({ headers }) => headers['accept-language']).sort()).toEqual(['de', 'en']);
});

test('what one answer needs at the same time is one request', async () => {
  const { between, gateway } = await openGateway();
  const { errors } = await gateway.ask(
    '{ viewer { organization { id } } groups { totalCount } websites { totalCount } }',
  );
  expect(errors).toBeUndefined();
  expect(between.requests).toHaveLength(1);
});

test('the schema is loaded with the key, and introspection is never asked for', async () => {
  const between = await openBetweenService();
  await partnerGateway([], { url: between.url, apiKey: organization.key });
  expect(between.requests).toHaveLength(1);
  expect(between.requests[0]?.headers['x-api-key']).toBe(organization.key);
  expect(between.requests[0]?.body).not.toContain('__schema');
});

describe('where the schema cannot be loaded', () => {
  const open = (options: Partial<GroupGatewayOptions>) =>
    createGroupGatewaySubschema({ url: serviceUrl(), apiKey: organization.key, ...options });

  test('the start fails with the address, the reason and what to do', async () => {
    const between = await openBetweenService();
    between.faults.push(unavailable);
    const failing = open({ url: between.url, retries: 0 });
    await expect(failing).rejects.toThrow(between.url);
    await expect(failing).rejects.toMatchObject({
      name: 'GroupGatewaySchemaError',
      message: expect.stringMatching(/HTTP 503.*savedSdl/s),
    });
  });

  test('a wrong key is named as the reason', async () => {
    await expect(open({ apiKey: 'gg_wrong_key_of_somebody' })).rejects.toMatchObject({
      name: 'GroupGatewaySchemaError',
      message: expect.stringMatching(/API key/),
    });
  });

  test('a gateway with a saved schema starts, says so, and works as soon as the service does', async () => {
    const between = await openBetweenService();
    between.faults.push(unavailable);
    const warnings: string[] = [];
    const gateway = await partnerGateway([], {
      url: between.url,
      apiKey: organization.key,
      retries: 0,
      savedSdl,
      warn: (message) => warnings.push(message),
    });
    expect(warnings).toEqual([expect.stringContaining(between.url)]);
    between.faults.push(hangUp);
    expect((await gateway.ask(reading)).errors).toMatchObject([unreachable]);
    expect((await gateway.ask(reading)).data).toEqual({ viewer: { organization: { id: organization.id } } });
  });
});
