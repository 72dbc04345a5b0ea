import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { ifPrometheus } from './prometheus.ts';

const rulesFile = new URL('../../../deploy/prometheus/alerts.yml', import.meta.url);

const nodes = ['a', 'b'];
const on = (instance: string, labels = '') => `{job="group-gateway",instance="${instance}"${labels && `,${labels}`}}`;

/** Two nodes on which all is well, under some load, each series as promtool writes them. */
function healthy(): Record<string, string> {
  const series: Record<string, string> = {};
  for (const node of nodes)
    Object.assign(series, {
      [`up${on(node)}`]: '1x600',
      [`group_gateway_ready${on(node)}`]: '1x600',
      [`group_gateway_not_ready${on(node, 'reason="database_unreachable"')}`]: '0x600',
      [`group_gateway_not_ready${on(node, 'reason="migrations_pending"')}`]: '0x600',
      [`group_gateway_not_ready${on(node, 'reason="stopping"')}`]: '0x600',
      [`group_gateway_http_requests_total${on(node, 'status="200",operation="query"')}`]: '0+600x600',
      [`group_gateway_graphql_errors_total${on(node, 'code="INTERNAL_SERVER_ERROR"')}`]: '0x600',
      [`group_gateway_graphql_errors_total${on(node, 'code="UNAUTHENTICATED"')}`]: '0+1x600',
      [`group_gateway_http_request_duration_seconds_bucket${on(node, 'operation="query",le="0.5"')}`]: '0+600x600',
      [`group_gateway_http_request_duration_seconds_bucket${on(node, 'operation="query",le="2.5"')}`]: '0+600x600',
      [`group_gateway_http_request_duration_seconds_bucket${on(node, 'operation="query",le="+Inf"')}`]: '0+600x600',
      [`group_gateway_sql_statement_duration_seconds_count${on(node, 'server="primary",outcome="ok"')}`]: '0+600x600',
      [`group_gateway_sql_statement_duration_seconds_count${on(node, 'server="primary",outcome="error"')}`]: '0x600',
      [`group_gateway_database_errors_total${on(node, 'server="primary",condition="disk_full"')}`]: '0x600',
      [`group_gateway_database_waiting${on(node, 'server="primary"')}`]: '0x600',
      [`group_gateway_database_connections${on(node, 'server="primary"')}`]: '20x600',
      [`group_gateway_database_connections_max${on(node, 'server="primary"')}`]: '20x600',
      [`group_gateway_database_replica_usable${on(node, 'server="replica-1"')}`]: '1x600',
      [`group_gateway_redis_up${on(node)}`]: '1x600',
      [`group_gateway_clock_ahead_seconds${on(node)}`]: '-0.2x600',
      [`group_gateway_migration_running${on(node)}`]: '0x600',
      [`group_gateway_billing_call_duration_seconds_count${on(node, 'provider="stripe",outcome="ok"')}`]: '0+60x600',
      [`group_gateway_billing_call_duration_seconds_count${on(node, 'provider="stripe",outcome="timeout"')}`]: '0x600',
      [`group_gateway_billing_circuit_state${on(node, 'state="open"')}`]: '0x600',
      [`nodejs_eventloop_lag_p99_seconds${on(node)}`]: '0.02x600',
      [`group_gateway_webhook_overdue_seconds${on(node)}`]: '3x600',
      [`group_gateway_purge_overdue_seconds${on(node, 'table="group_changes"')}`]: '60x600',
    });
  return series;
}

const allWith = (name: string, labels: string, values: string) =>
  Object.fromEntries(nodes.map((node) => [`${name}${on(node, labels)}`, values]));
const oneWith = (name: string, labels: string, values: string) => ({ [`${name}${on('a', labels)}`]: values });
const notReady = 'reason="database_unreachable"';

/** What each alert is for: the series that differ, and labels that the alert has to name it by. */
const faults: Record<string, { series: Record<string, string | undefined>; labels: Record<string, string> }> = {
  GatewayNodeDown: {
    series: Object.fromEntries(
      Object.keys(healthy()).flatMap((name) =>
        name.includes('instance="a"') ? [[name, name.startsWith('up') ? '0x600' : undefined]] : [],
      ),
    ),
    labels: { instance: 'a' },
  },
  GatewayTargetsAbsent: {
    series: Object.fromEntries(Object.keys(healthy()).map((name) => [name, undefined])),
    labels: {},
  },
  GatewayNotReady: {
    series: {
      ...oneWith('group_gateway_ready', '', '0x600'),
      ...oneWith('group_gateway_not_ready', notReady, '1x600'),
    },
    labels: { instance: 'a', reason: 'database_unreachable' },
  },
  NoNodeReady: {
    // The balancer sends nothing any more.
    series: {
      ...allWith('group_gateway_ready', '', '0x600'),
      ...allWith('group_gateway_not_ready', notReady, '1x600'),
      ...allWith('group_gateway_http_requests_total', 'status="200",operation="query"', '5x600'),
      ...allWith('group_gateway_sql_statement_duration_seconds_count', 'server="primary",outcome="ok"', '5x600'),
    },
    labels: { reason: 'database_unreachable' },
  },
  GatewayFailing: {
    series: allWith('group_gateway_graphql_errors_total', 'code="INTERNAL_SERVER_ERROR"', '0+12x600'),
    labels: {},
  },
  GatewaySlow: {
    series: allWith('group_gateway_http_request_duration_seconds_bucket', 'operation="query",le="0.5"', '0+300x600'),
    labels: { operation: 'query' },
  },
  GatewayStatementsFail: {
    series: allWith(
      'group_gateway_sql_statement_duration_seconds_count',
      'server="primary",outcome="error"',
      '0+60x600',
    ),
    labels: { server: 'primary' },
  },
  DatabaseDiskFull: {
    series: oneWith('group_gateway_database_errors_total', 'server="primary",condition="disk_full"', '0+1x600'),
    labels: { server: 'primary' },
  },
  GatewayPoolExhausted: {
    series: oneWith('group_gateway_database_waiting', 'server="primary"', '3x600'),
    labels: { server: 'primary', instance: 'a' },
  },
  GatewayReplicaUnused: {
    series: oneWith('group_gateway_database_replica_usable', 'server="replica-1"', '0x600'),
    labels: { server: 'replica-1', instance: 'a' },
  },
  GatewayRedisAway: { series: oneWith('group_gateway_redis_up', '', '0x600'), labels: { instance: 'a' } },
  GatewayClockWrong: { series: oneWith('group_gateway_clock_ahead_seconds', '', '-30x600'), labels: { instance: 'a' } },
  GatewayMigrationLags: {
    // Not while it lets others go first.
    series: allWith('group_gateway_migration_running', '', '1 1 0 1 1 1 0 1x600'),
    labels: {},
  },
  BillingProviderFailing: {
    series: allWith(
      'group_gateway_billing_call_duration_seconds_count',
      'provider="stripe",outcome="timeout"',
      '0+12x600',
    ),
    labels: { provider: 'stripe', outcome: 'timeout' },
  },
  BillingCircuitOpen: {
    series: oneWith('group_gateway_billing_circuit_state', 'state="open"', '1x600'),
    labels: { instance: 'a', state: 'open' },
  },
  GatewayEventLoopBlocked: {
    series: oneWith('nodejs_eventloop_lag_p99_seconds', '', '0.5x600'),
    labels: { instance: 'a' },
  },
  GatewayKeysGuessed: {
    series: allWith('group_gateway_graphql_errors_total', 'code="UNAUTHENTICATED"', '0+600x600'),
    labels: {},
  },
  GatewayWebhooksLag: { series: allWith('group_gateway_webhook_overdue_seconds', '', '900x600'), labels: {} },
  GatewayPurgeLags: {
    series: allWith('group_gateway_purge_overdue_seconds', 'table="group_changes"', '90000x600'),
    labels: { table: 'group_changes' },
  },
};

test('each alert has a fault that it is for', async () => {
  const { groups } = parse(await readFile(rulesFile, 'utf8'));
  const alerts = groups.flatMap(({ rules }: { rules: { alert: string }[] }) => rules.map(({ alert }) => alert));
  expect(Object.keys(faults).sort()).toEqual(alerts.sort());
});

ifPrometheus(
  'each fault sets off the alert that is for it, which names it, and no other; health sets off none',
  async () => {
    const { groups } = parse(await readFile(rulesFile, 'utf8'));
    interface Rule {
      alert: string;
      labels: Record<string, string>;
    }
    // Texts have values in them, which promtool would want to know.
    const rules: Rule[] = groups[0].rules.map(({ annotations, ...rule }: Rule & { annotations: unknown }) => rule);
    const test = (name: string, series: Record<string, string | undefined>) => ({
      name,
      interval: '1m',
      input_series: Object.entries({ ...healthy(), ...series }).flatMap(([series, values]) =>
        values === undefined ? [] : [{ series, values }],
      ),
      alert_rule_test: rules.map(({ alert, labels }) => ({
        // Rows have to be overdue for hours.
        eval_time: name === 'GatewayPurgeLags' ? '4h' : '45m',
        alertname: alert,
        exp_alerts: alert === name ? [{ exp_labels: { ...labels, ...faultLabels(alert) } }] : [],
      })),
    });
    const faultLabels = (alert: string) => {
      const { labels } = faults[alert] as { labels: Record<string, string> };
      const keepsJob =
        labels.instance ||
        ['NoNodeReady', 'GatewayMigrationLags', 'GatewayTargetsAbsent', 'GatewayWebhooksLag'].includes(alert);
      return { ...labels, ...(keepsJob && { job: 'group-gateway' }) };
    };
    const folder = await mkdtemp(join(tmpdir(), 'group-gateway-rules-'));
    const file = join(folder, 'tests.yml');
    await writeFile(join(folder, 'alerts.yml'), stringify({ groups: [{ name: 'group-gateway', rules }] }));
    await writeFile(
      file,
      stringify({
        rule_files: ['alerts.yml'],
        evaluation_interval: '1m',
        tests: [test('health', {}), ...Object.entries(faults).map(([alert, { series }]) => test(alert, series))],
      }),
    );
    const run = await promisify(execFile)('promtool', ['test', 'rules', file]).catch((error) => error);
    await rm(folder, { recursive: true });
    expect(`${run.stdout}${run.stderr}`).toMatch(/SUCCESS/);
  },
  120_000,
);
