import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { Sample } from '../metrics/scrape.ts';

/** A span as it arrived, its attributes as a plain object. */
export interface CollectedSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  name: string;
  /** 1 internal, 2 server, 3 client. */
  kind: number;
  attributes: Record<string, unknown>;
  status: { code?: number };
}

/** A metric as it arrived, its points as Prometheus has them. */
export interface CollectedMetric {
  name: string;
  description: string;
  unit: string;
  /** Which of the kinds of OTLP it is. */
  kind: 'sum' | 'gauge' | 'histogram';
  data: { aggregationTemporality?: number; isMonotonic?: boolean; dataPoints: Point[] };
}

interface Point {
  attributes: { key: string; value: AnyValue }[];
  startTimeUnixNano: string;
  timeUnixNano: string;
  asDouble?: number;
  count?: number;
  sum?: number;
  bucketCounts?: number[];
  explicitBounds?: number[];
}

interface AnyValue {
  stringValue?: string;
  intValue?: number | string;
  doubleValue?: number;
  boolValue?: boolean;
  arrayValue?: { values: AnyValue[] };
}

function plain(value: AnyValue): unknown {
  if (value.arrayValue) return value.arrayValue.values.map(plain);
  if (value.intValue !== undefined) return Number(value.intValue);
  return value.stringValue ?? value.doubleValue ?? value.boolValue;
}

const toObject = (attributes: { key: string; value: AnyValue }[] = []) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, plain(value)]));

const kindOf = (metric: object) =>
  ['sum', 'gauge', 'histogram'].find((kind) => kind in metric) as CollectedMetric['kind'];

/** What Prometheus would show for a point. */
function samplesOf(
  name: string,
  { attributes, asDouble, count, sum, bucketCounts = [], explicitBounds = [] }: Point,
): Sample[] {
  const labels = Object.fromEntries(
    Object.entries(toObject(attributes)).map(([label, value]) => [label, String(value)]),
  );
  if (asDouble !== undefined) return [{ name, labels, value: asDouble }];
  let below = 0;
  const buckets = bucketCounts.map((own, n) => {
    below += own;
    return { name: `${name}_bucket`, labels: { le: String(explicitBounds[n] ?? '+Inf'), ...labels }, value: below };
  });
  return [
    ...buckets,
    { name: `${name}_sum`, labels, value: sum as number },
    { name: `${name}_count`, labels, value: count as number },
  ];
}

/** A collector that decodes what it is sent: OTLP over HTTP, as JSON. */
export class Collector {
  readonly spans: CollectedSpan[] = [];
  readonly resources: Record<string, unknown>[] = [];
  /** Those that arrived last. */
  metrics: CollectedMetric[] = [];
  /** Everything that arrived, as it was. */
  raw = '';
  readonly requests: { path: string; headers: IncomingHttpHeaders }[] = [];
  readonly #server = createServer((request, response) => {
    this.requests.push({ path: request.url as string, headers: request.headers });
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      this.raw += body;
      if (request.url === '/v1/metrics') this.#takeMetrics(body);
      else this.#takeTraces(body);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });

  async open(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  /** The metrics that arrived last, as `/metrics` shows them. */
  get samples(): Sample[] {
    return this.metrics.flatMap(({ name, data }) => data.dataPoints.flatMap((point) => samplesOf(name, point)));
  }

  #takeTraces(body: string): void {
    for (const { resource, scopeSpans } of JSON.parse(body).resourceSpans) {
      this.resources.push(toObject(resource.attributes));
      for (const { spans } of scopeSpans)
        for (const span of spans) this.spans.push({ ...span, attributes: toObject(span.attributes) });
    }
  }

  #takeMetrics(body: string): void {
    for (const { resource, scopeMetrics } of JSON.parse(body).resourceMetrics) {
      this.resources.push(toObject(resource.attributes));
      this.metrics = scopeMetrics.flatMap(({ metrics }: { metrics: object[] }) =>
        metrics.map((metric) => ({ ...metric, kind: kindOf(metric), data: metric[kindOf(metric) as keyof object] })),
      );
    }
  }
}
