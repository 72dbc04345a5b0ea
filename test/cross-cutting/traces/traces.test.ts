import { createServer, type IncomingHttpHeaders } from 'node:http';
import { version } from '../../../src/version.ts';
import { eventually } from '../../support/eventually.ts';
import { data, send } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { rest } from '../../support/rest.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { type CollectedSpan, Collector } from './collector.ts';

const collector = new Collector();
let service: ServiceProcess;
let organization: TestOrganization;

/** A billing provider that answers nothing good, and what it was asked with. */
const billingRequests: IncomingHttpHeaders[] = [];
const billing = createServer((request, response) => {
  billingRequests.push(request.headers);
  response.writeHead(400, { 'content-type': 'application/json' }).end('{"code":"no","message":"needle-answer"}');
});

beforeAll(async () => {
  await new Promise<void>((done) => billing.listen(0, '127.0.0.1', done));
  service = await startService({
    DATABASE_URL: databaseUrl(),
    OTEL_EXPORTER_OTLP_ENDPOINT: await collector.open(),
    OTEL_BSP_SCHEDULE_DELAY: '50',
    OTEL_SERVICE_NAME: 'gateway-of-the-test',
    OTEL_EXPORTER_OTLP_HEADERS: 'x-collector-key=needle-collector',
    BILLING_PROVIDER: 'autumn',
    AUTUMN_SECRET_KEY: 'needle-secret',
    AUTUMN_URL: `http://127.0.0.1:${(billing.address() as { port: number }).port}`,
  });
  organization = await TestOrganization.create();
});

afterAll(async () => {
  await service.kill();
  await collector.close();
  billing.close();
});

let traces = 0;

/** Makes a request within a trace of the caller's; the spans below the caller's. */
async function traced(query: string, variables: object): Promise<CollectedSpan[]> {
  const traceId = (++traces).toString(16).padStart(32, 'a');
  const headers = { traceparent: `00-${traceId}-00000000000000ff-01`, 'x-request-id': `request-${traceId}` };
  await data(organization.key, query, { ...variables }, { url: service.url, headers });
  const own = () => collector.spans.filter((span) => span.traceId === traceId);
  await eventually('the trace arrives', () => own().some(({ kind }) => kind === 2));
  return own();
}

test('a request to a REST API is a span by its route, with its statements below it and without the ids of its path', async () => {
  const id = await organization.addGroup();
  const traceId = 'b'.repeat(32);
  const headers = { traceparent: `00-${traceId}-00000000000000ff-01` };
  await rest(organization.key, `PATCH /api/v1/groups/${id}`, { name: 'needle-name' }, { url: service.url, headers });
  const own = () => collector.spans.filter((span) => span.traceId === traceId);
  await eventually('the trace arrives', () => own().some(({ kind }) => kind === 2));
  const http = own().find(({ kind }) => kind === 2);
  expect(http).toMatchObject({
    name: 'PATCH /api/v1/groups/:group_id',
    parentSpanId: '00000000000000ff',
    attributes: { 'http.response.status_code': 200, 'url.path': '/api/v1/groups/:group_id' },
  });
  expect(below(own(), http).length).toBeGreaterThan(0);
  expect(JSON.stringify(own())).not.toMatch(new RegExp(`${id}|needle-name`));
});

const below = (spans: CollectedSpan[], parent: CollectedSpan | undefined) =>
  spans.filter(({ parentSpanId }) => parentSpanId === parent?.spanId);

test("a query is a span of HTTP below the caller's, one of GraphQL, and one for each statement", async () => {
  const id = await organization.addGroup({ name: 'needle-name', websiteIds: await organization.addWebsites(2) });
  const spans = await traced(
    'query Named($id: ID!) { group(id: $id) { name websites { totalCount nodes { url } } } }',
    { id },
  );
  const http = spans.find(({ kind }) => kind === 2);
  expect(http).toMatchObject({
    name: 'POST /graphql',
    parentSpanId: '00000000000000ff',
    attributes: {
      'http.request.method': 'POST',
      'http.route': '/graphql',
      'http.response.status_code': 200,
      'url.path': '/graphql',
      'url.scheme': 'http',
      'http.response.header.x-request-id': [`request-${http?.traceId}`],
    },
  });
  const [operation] = below(spans, http).filter(({ name }) => name === 'query group');
  expect(operation?.attributes).toEqual({ 'graphql.operation.type': 'query', 'graphql.operation.name': 'Named' });
  const statements = below(spans, operation);
  expect(statements.map(({ name, kind }) => ({ name, kind }))).toEqual([
    { name: 'SELECT groups SELECT group_websites SELECT websites', kind: 3 },
    { name: expect.stringMatching(/^SELECT group_websites/), kind: 3 },
  ]);
  const { port, hostname, pathname } = new URL(databaseUrl());
  expect(statements[0]?.attributes).toEqual({
    'db.system.name': 'postgresql',
    'db.namespace': pathname.slice(1),
    'db.query.summary': 'SELECT groups SELECT group_websites SELECT websites',
    'server.address': hostname,
    'server.port': Number(port),
  });
  expect(collector.resources[0]).toMatchObject({
    'service.name': 'gateway-of-the-test',
    'service.version': version,
    'service.instance.id': expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(collector.requests[0]).toMatchObject({
    path: '/v1/traces',
    headers: { 'x-collector-key': 'needle-collector', 'content-type': 'application/json' },
  });
});

test('a call of the billing provider is a span, and is sent the trace', async () => {
  const id = await organization.addGroup();
  const spans = await traced('mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }', {
    input: { id, billingEnabled: true },
  });
  const [call] = spans.filter(({ attributes }) => attributes['http.request.method'] && attributes['url.full']);
  expect(call).toMatchObject({
    name: expect.stringMatching(/^POST \/[a-z0-9_./]+$/),
    kind: 3,
    attributes: { 'http.response.status_code': 400, 'error.type': '400', 'server.address': '127.0.0.1' },
    status: { code: 2 },
  });
  expect(billingRequests.at(-1)?.traceparent).toBe(`00-${call?.traceId}-${call?.spanId}-01`);
  expect(spans.find(({ name }) => name === 'mutation updateGroup')?.attributes).toEqual({
    'graphql.operation.type': 'mutation',
  });
});

test('neither keys nor documents nor values get into a trace', async () => {
  const id = await organization.addGroup({ name: 'needle-name' });
  await traced('query ($n: String!) { groups(filter: { name: { eq: $n } }) { nodes { name } } }', {
    n: 'needle-value',
  });
  await traced(`mutation { updateGroup(input: { id: "${id}", name: "needle-literal" }) { __typename } }`, {});
  expect(collector.raw).toContain('UPDATE groups');
  expect(collector.raw).not.toContain('needle');
  expect(collector.raw).not.toContain(organization.key);
});

test('what no request asked for, such as readiness and jobs, is no trace', async () => {
  for (let n = 0; n < 3; n++) await fetch(`${service.url}/readyz`);
  await traced('{ groups { totalCount } }', {});
  const roots = collector.spans.filter(({ parentSpanId }) => !parentSpanId);
  expect(roots.filter(({ kind }) => kind !== 2)).toEqual([]);
});

test.each([
  ['refuses', 401, /"signal":"traces","status":401/],
  ['is away', undefined, /"signal":"traces","reason":"ECONNREFUSED"/],
])(
  'a collector that %s is told of in the log, by signal and status',
  async (_, status, line) => {
    const refusing = createServer((_request, response) => {
      response.writeHead(status ?? 500).end('needle-answer');
    });
    await new Promise<void>((done) => refusing.listen(0, '127.0.0.1', done));
    const { port } = refusing.address() as { port: number };
    const node = await startService({
      DATABASE_URL: databaseUrl(),
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${status ? port : 1}`,
      OTEL_BSP_SCHEDULE_DELAY: '10',
      OTEL_METRIC_EXPORT_INTERVAL: '100',
      // A collector that is away is asked again for as long.
      OTEL_EXPORTER_OTLP_TIMEOUT: '500',
    });
    try {
      await send(organization.key, '{ groups { totalCount } }', {}, node);
      await eventually('traces', () => line.test(node.output()), 20_000);
      const ofMetrics = new RegExp(line.source.replace('traces', 'metrics'));
      await eventually('metrics', () => ofMetrics.test(node.output()), 20_000);
      expect(node.output()).not.toContain('needle');
    } finally {
      await node.kill();
      refusing.closeAllConnections();
      refusing.close();
    }
  },
  60_000,
);

test('a collector that is down, or hangs, harms nothing: neither answers nor the end', async () => {
  const hanging = createServer(() => {});
  await new Promise<void>((done) => hanging.listen(0, '127.0.0.1', done));
  const { port } = hanging.address() as { port: number };
  const serveAndStop = async (endpoint: string) => {
    const node = await startService({
      DATABASE_URL: databaseUrl(),
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '10',
    });
    for (let n = 0; n < 20; n++)
      expect((await send(organization.key, '{ groups { totalCount } }', {}, node)).status).toBe(200);
    const begun = Date.now();
    expect(await node.stop()).toBe(0);
    expect(Date.now() - begun).toBeLessThan(9000);
  };
  await Promise.all([serveAndStop('http://127.0.0.1:1'), serveAndStop(`http://127.0.0.1:${port}`)]);
  hanging.closeAllConnections();
  hanging.close();
});
