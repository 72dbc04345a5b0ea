import { eventually } from '../../support/eventually.ts';
import { send } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';
import { Collector } from '../traces/collector.ts';
import { type Sample, scrape, sum } from './scrape.ts';

const collector = new Collector();
let endpoint: string;
let service: ServiceProcess;
let organization: TestOrganization;

const start = (more: Record<string, string>) =>
  startService({ DATABASE_URL: databaseUrl(), OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...more });

beforeAll(async () => {
  endpoint = await collector.open();
  organization = await TestOrganization.create();
  service = await start({
    OTEL_METRIC_EXPORT_INTERVAL: '100',
    OTEL_SERVICE_NAME: 'gateway-of-the-test',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
    OTEL_EXPORTER_OTLP_HEADERS: 'x-collector-key=needle-collector',
  });
});

afterAll(async () => {
  await service.kill();
  await collector.close();
});

/** The service's own samples in one order; those of the process and of clocks change while one looks. */
const own = (samples: Sample[]) =>
  samples
    .filter(({ name }) => name.startsWith('group_gateway_') && name !== 'group_gateway_clock_ahead_seconds')
    .map(({ name, labels, value }) => `${name} ${JSON.stringify(Object.entries(labels).sort())} ${value}`)
    .sort();

/** Without what is there only while a file is being written, such as a line of the log. */
const names = (samples: Sample[]) =>
  [...new Set(samples.map(({ name }) => name))].filter((name) => name !== 'nodejs_active_requests').sort();

async function work(url: string): Promise<void> {
  const id = await organization.addGroup();
  await organization.setBillingOutage(false);
  const rename = 'mutation ($input: UpdateGroupInput!) { updateGroup(input: $input) { __typename } }';
  await send(organization.key, '{ groups { totalCount } }', {}, { url });
  await send(organization.key, '{ nothing }', {}, { url });
  await send(organization.key, rename, { input: { id, billingEnabled: true } }, { url });
}

test('a collector is sent what /metrics shows: each counter, gauge and histogram with its buckets', async () => {
  await work(service.url);
  let shown: Sample[] = [];
  await eventually('the same arrives', async () => {
    shown = await scrape(service.url);
    return own(collector.samples).join('\n') === own(shown).join('\n');
  }).catch(() => expect(own(collector.samples)).toEqual(own(shown)));
  expect(own(shown).length).toBeGreaterThan(100);
  expect(names(collector.samples)).toEqual(names(shown));
  expect(sum(collector.samples, 'group_gateway_http_request_duration_seconds_count', { operation: 'query' })).toBe(1);
  expect(sum(collector.samples, 'process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
});

test('metrics have their kind, unit and time, and the process is the one of its traces', async () => {
  await eventually('metrics arrive', () => collector.metrics.length);
  const byName = Object.fromEntries(collector.metrics.map((metric) => [metric.name, metric]));
  expect(byName.group_gateway_http_requests_total).toMatchObject({
    kind: 'sum',
    unit: '',
    description: 'Requests to /graphql by HTTP status and type of operation.',
    data: { isMonotonic: true, aggregationTemporality: 2 },
  });
  expect(byName.group_gateway_database_connections).toMatchObject({ kind: 'gauge' });
  expect(byName.group_gateway_http_request_duration_seconds).toMatchObject({
    kind: 'histogram',
    unit: 's',
    data: { aggregationTemporality: 2 },
  });
  const [point] = byName.process_resident_memory_bytes?.data.dataPoints ?? [];
  const [begun, at] = [Number(point?.startTimeUnixNano), Number(point?.timeUnixNano)].map((ns) => ns / 1e6);
  expect(begun).toBeGreaterThan(Date.now() - 600_000);
  expect(at).toBeGreaterThan(begun as number);
  expect(at).toBeLessThanOrEqual(Date.now());

  await eventually('spans arrive', () => collector.spans.length);
  for (const resource of collector.resources)
    expect(resource).toMatchObject({
      'service.name': 'gateway-of-the-test',
      'deployment.environment.name': 'test',
      'telemetry.sdk.language': 'nodejs',
    });
  for (const { headers } of collector.requests) expect(headers['x-collector-key']).toBe('needle-collector');
});

test('a node that stops sends what it counted last', async () => {
  await service.stop();
  collector.metrics = [];
  const last = await start({ OTEL_METRIC_EXPORT_INTERVAL: '3600000' });
  await work(last.url);
  expect(collector.metrics).toEqual([]);
  expect(await last.stop()).toBe(0);
  expect(sum(collector.samples, 'group_gateway_http_requests_total')).toBe(3);
  expect(sum(collector.samples, 'group_gateway_graphql_errors_total', { code: 'GRAPHQL_VALIDATION_FAILED' })).toBe(1);
});

test('no key and no secret is sent', () => {
  expect(collector.raw).toContain('group_gateway_mutation_results_total');
  expect(collector.raw).not.toMatch(/needle/);
  expect(collector.raw).not.toContain(organization.key);
});

test('nodes are told apart, by an id that each has for all it sends', async () => {
  const ids = () => new Set(collector.resources.map((resource) => resource['service.instance.id']));
  collector.resources.length = 0;
  const more = { OTEL_METRIC_EXPORT_INTERVAL: '100', OTEL_BSP_SCHEDULE_DELAY: '50' };
  const nodes = await Promise.all([start(more), start(more)]);
  for (const node of nodes) await work(node.url);
  await eventually('both send', () => ids().size >= 2, 20_000);
  for (const node of nodes) await node.stop();
  expect(ids().size).toBeGreaterThanOrEqual(2);
  for (const resource of collector.resources) expect(resource['service.version']).toMatch(/^\d+\.\d+\.\d+/);
}, 60_000);
