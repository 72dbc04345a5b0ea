import { Counter, Gauge, Histogram } from 'prom-client';
import { type NotReady, notReadyReasons, type Readiness } from '../readiness.ts';
import { version } from '../version.ts';

/*
 * Every metric of the service's own, as docs/running.md lists them. A label never has a value that a client chooses:
 * each has a set of values that the code knows.
 */

new Gauge({
  name: 'group_gateway_build_info',
  help: 'Always 1; its labels say which version runs, and on which Node.js.',
  labelNames: ['version', 'node'],
}).set({ version, node: process.versions.node }, 1);

let readiness: Readiness | undefined;

/** Shows at `/metrics` whether the node can serve, asked at each scrape, and if not why. */
export function showReadiness(its: Readiness): void {
  readiness = its;
}

function readinessGauge(
  name: string,
  help: string,
  labelNames: string[],
  show: (gauge: Gauge, found: NotReady[]) => void,
) {
  new Gauge({
    name,
    help,
    labelNames,
    async collect() {
      if (readiness) show(this, await readiness());
    },
  });
}

readinessGauge('group_gateway_ready', '1 where the node can serve, as /readyz says.', [], (gauge, found) =>
  gauge.set(found.length === 0 ? 1 : 0),
);

readinessGauge(
  'group_gateway_not_ready',
  '1 for each reason why the node cannot serve.',
  ['reason'],
  (gauge, found) => {
    for (const reason of notReadyReasons) gauge.set({ reason }, found.some((one) => one.reason === reason) ? 1 : 0);
  },
);

/** `none`: there was no operation, as in a request that was refused before or is not GraphQL. */
export type OperationType = 'query' | 'mutation' | 'subscription' | 'none';

export const httpRequests = new Counter({
  name: 'group_gateway_http_requests_total',
  help: 'Requests to /graphql by HTTP status and type of operation.',
  labelNames: ['status', 'operation'],
});

export const httpDuration = new Histogram({
  name: 'group_gateway_http_request_duration_seconds',
  help: 'From the head of a request to /graphql to the end of its answer.',
  labelNames: ['operation'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
});

export const httpInFlight = new Gauge({
  name: 'group_gateway_http_requests_in_flight',
  help: 'Requests to /graphql and to the REST APIs that are not answered yet.',
});

/** The REST API of a request. */
export type RestApi = 'athena' | 'oracle';

export const restRequests = new Counter({
  name: 'group_gateway_rest_requests_total',
  help: 'Requests to the REST APIs by API, HTTP status and type of operation.',
  labelNames: ['api', 'status', 'operation'],
});

export const restDuration = new Histogram({
  name: 'group_gateway_rest_request_duration_seconds',
  help: 'From the head of a request to a REST API to the end of its answer.',
  labelNames: ['api', 'operation'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
});

export const bodyBytesInFlight = new Gauge({
  name: 'group_gateway_http_body_bytes_in_flight',
  help: 'What the bodies of requests that are not answered yet take, of MAX_BODY_BYTES_IN_FLIGHT.',
});
/** The requests that a node works on, and those that wait. */
export interface Requests {
  readonly running: number;
  readonly waiting: number;
}

let requests: Requests | undefined;

/** Shows requests at `/metrics`, in place of earlier ones. */
export function showRequests(its: Requests): void {
  requests = its;
}

function requestGauge(name: string, help: string, value: keyof Requests): void {
  new Gauge({
    name,
    help,
    collect() {
      this.set(requests?.[value] ?? 0);
    },
  });
}

requestGauge('group_gateway_http_requests_running', 'Requests that hold a permit.', 'running');
requestGauge('group_gateway_http_requests_waiting', 'Requests that wait for a permit.', 'waiting');

export const graphqlErrors = new Counter({
  name: 'group_gateway_graphql_errors_total',
  help: 'Errors in answers by their code.',
  labelNames: ['code'],
});

export const costPoints = new Counter({
  name: 'group_gateway_cost_points_total',
  help: 'Points of cost that operations were estimated at before they ran, and those that were added when they had.',
  labelNames: ['when'],
});

export const fastPathAnswers = new Counter({
  name: 'group_gateway_fast_path_answers_total',
  help: 'Queries that were answered by compiled code.',
});

export const fastPathDifferences = new Counter({
  name: 'group_gateway_fast_path_differences_total',
  help: 'Queries whose compiled answer differed from that of graphql-js, which they are left to.',
});

export const mutationResults = new Counter({
  name: 'group_gateway_mutation_results_total',
  help: 'What mutations came to: the member of the result union, or error.',
  labelNames: ['mutation', 'result'],
});

export const sqlDuration = new Histogram({
  name: 'group_gateway_sql_statement_duration_seconds',
  help: 'From sending a statement to the end of its answer, without waiting for a connection.',
  labelNames: ['server', 'outcome'],
  buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
});

export const connectionWait = new Histogram({
  name: 'group_gateway_database_connection_wait_seconds',
  help: 'How long statements waited for a connection of the pool.',
  labelNames: ['server'],
  buckets: [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
});

export const databaseErrors = new Counter({
  name: 'group_gateway_database_errors_total',
  help: 'Statements and connections that failed, by the condition of the database that the error tells of.',
  labelNames: ['server', 'condition'],
});

/** What is seen of the database beside requests. */
export interface DatabaseInspection {
  /** By how many seconds the node's clock is ahead of the database's. */
  clockAhead: number;
  /** Whether somebody holds the lock of migrations. */
  isMigrating: boolean;
}

let inspectDatabase: (() => Promise<DatabaseInspection>) | undefined;

/** Shows at `/metrics` what is seen of the database, looked at for each scrape; nothing where it does not answer. */
export function showDatabase(view: () => Promise<DatabaseInspection>): void {
  inspectDatabase = view;
}

function databaseGauge(name: string, help: string, value: (view: DatabaseInspection) => number): void {
  new Gauge({
    name,
    help,
    async collect() {
      this.remove();
      const view = await inspectDatabase?.().catch(() => undefined);
      if (view) this.set(value(view));
    },
  });
}

databaseGauge(
  'group_gateway_clock_ahead_seconds',
  "By how much the node's clock is ahead of the database's.",
  ({ clockAhead }) => clockAhead,
);
databaseGauge(
  'group_gateway_migration_running',
  '1 while somebody holds the lock of migrations: they are applied, or wait for others.',
  ({ isMigrating }) => (isMigrating ? 1 : 0),
);

export const redisUp = new Gauge({
  name: 'group_gateway_redis_up',
  help: '1 while Redis can be reached; without REDIS_URL there is none.',
  labelNames: [],
});
redisUp.remove();

/** A server's connections, by what they are asked for now. */
export interface Connections {
  max(): number;
  open(): number;
  idle(): number;
  waiting(): number;
}

const connections = new Map<string, Connections>();

/** Shows connections at `/metrics` under the name of their server, in place of earlier ones of that name. */
export function showConnections(server: string, its: Connections): void {
  connections.set(server, its);
}

function connectionGauge(name: string, help: string, value: keyof Connections): void {
  new Gauge({
    name,
    help,
    labelNames: ['server'],
    collect() {
      for (const [server, its] of connections) this.set({ server }, its[value]());
    },
  });
}

connectionGauge('group_gateway_database_connections', 'Open connections.', 'open');
connectionGauge('group_gateway_database_connections_idle', 'Open connections that nobody uses.', 'idle');
connectionGauge('group_gateway_database_connections_max', 'How many there may be.', 'max');
connectionGauge('group_gateway_database_waiting', 'Statements that wait for a connection.', 'waiting');

export const reads = new Counter({
  name: 'group_gateway_reads_total',
  help: 'Queries by the server that they were read from; without replicas none are counted.',
  labelNames: ['server'],
});

export const replicaUsable = new Gauge({
  name: 'group_gateway_database_replica_usable',
  help: '1 while queries are read from the replica, 0 while it is down or too far behind.',
  labelNames: ['server'],
});

export const replicaLag = new Gauge({
  name: 'group_gateway_database_replica_lag_bytes',
  help: 'How much of the write-ahead log the replica has yet to replay.',
  labelNames: ['server'],
});

export const billingCalls = new Histogram({
  name: 'group_gateway_billing_call_duration_seconds',
  help: 'Calls of the billing provider, repeats included, by what they came to: ok, or the reason of the failure.',
  labelNames: ['provider', 'operation', 'outcome'],
  buckets: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

export const billingCircuit = new Gauge({
  name: 'group_gateway_billing_circuit_state',
  help: '1 for the state that the circuit breaker of the billing provider is in, 0 for the others.',
  labelNames: ['state'],
});

export const purgedRows = new Counter({
  name: 'group_gateway_purged_rows_total',
  help: 'Outdated rows that this node removed.',
  labelNames: ['table'],
});

export const purgeFailures = new Counter({
  name: 'group_gateway_purge_failures_total',
  help: 'How often outdated rows could not be removed.',
  labelNames: ['table'],
});

export const purgeOverdue = new Gauge({
  name: 'group_gateway_purge_overdue_seconds',
  help: 'For how long the oldest row had been outdated when outdated rows were removed last, which is every hour.',
  labelNames: ['table'],
});

export const webhookAttempts = new Counter({
  name: 'group_gateway_webhook_attempts_total',
  help: 'Attempts of this node to deliver webhooks, by what they came to.',
  labelNames: ['outcome'],
});

export const webhookDeliveries = new Counter({
  name: 'group_gateway_webhook_deliveries_total',
  help: 'Webhooks that this node delivered, or gave up after three days.',
  labelNames: ['status'],
});

export const webhookLag = new Histogram({
  name: 'group_gateway_webhook_lag_seconds',
  help: 'From a change to the answer of the endpoint that was told of it.',
  buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 28_800, 86_400, 259_200],
});

/** What waits to be delivered. */
export interface WebhookQueue {
  /** For how long the oldest delivery has been due that nothing holds up: its endpoint is neither down nor switched off. */
  overdueSeconds: number;
  /** Endpoints that the service switched off: they failed for too long, are gone, or too much waited for them. */
  disabledEndpoints: number;
}

let inspectWebhooks: (() => Promise<WebhookQueue>) | undefined;

/** Shows at `/metrics` what waits to be delivered, looked at for each scrape; nothing where the database does not answer. */
export function showWebhooks(view: () => Promise<WebhookQueue>): void {
  inspectWebhooks = view;
}

function webhookGauge(name: string, help: string, value: keyof WebhookQueue): void {
  new Gauge({
    name,
    help,
    async collect() {
      this.remove();
      const view = await inspectWebhooks?.().catch(() => undefined);
      if (view) this.set(view[value]);
    },
  });
}

webhookGauge(
  'group_gateway_webhook_overdue_seconds',
  'For how long the oldest webhook has been due whose endpoint is neither down nor switched off.',
  'overdueSeconds',
);
webhookGauge(
  'group_gateway_webhook_endpoints_disabled',
  'Webhook endpoints that the service switched off: they failed for three days, are gone, or too much waited for them.',
  'disabledEndpoints',
);

/** Measures the time from here to the call of what it hands out, in seconds. */
export function stopwatch(): () => number {
  const start = performance.now();
  return () => (performance.now() - start) / 1000;
}
