import {
  type Attributes,
  DiagLogLevel,
  diag,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
} from '@opentelemetry/api';
import type { Logger } from 'pino';
import { requestScope } from './request-scope.ts';

let tracer: Tracer | undefined;

/** How long the end of the service waits for the last spans to get out. */
const lastSpansMs = 2000;
/** How often a collector that takes nothing is complained about. */
const complainEveryMs = 60_000;

/** The tracer, where traces are on. */
export const activeTracer = () => tracer;

/**
 * Sends traces to a collector from now on. What it does not take in time is dropped. The rest of the standard's
 * variables (`OTEL_SERVICE_NAME`, `OTEL_TRACES_SAMPLER`, `OTEL_EXPORTER_OTLP_HEADERS` …) are read by its own library.
 *
 * @returns sends what is left, and ends
 */
export async function startTracing(endpoint: string, log: Pick<Logger, 'warn'>): Promise<() => Promise<void>> {
  // Whoever has no collector does not pay for loading these.
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, resources] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = resources;
  const url = new URL('v1/traces', endpoint.endsWith('/') ? endpoint : `${endpoint}/`).href;
  complainAtTimes(log);
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'group-gateway' }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url }))],
  });
  provider.register({ contextManager: null }); // a request's scope has its context
  tracer = provider.getTracer('group-gateway');
  return async () => {
    tracer = undefined;
    const sent = provider.shutdown().catch(() => {});
    await Promise.race([sent, new Promise((done) => setTimeout(done, lastSpansMs).unref())]);
  };
}

/** The library's own words may have the collector's address and headers in them. */
function complainAtTimes(log: Pick<Logger, 'warn'>): void {
  let quietUntil = 0;
  const complain = () => {
    if (performance.now() < quietUntil) return;
    quietUntil = performance.now() + complainEveryMs;
    log.warn('traces are lost: the collector at OTEL_EXPORTER_OTLP_ENDPOINT does not take them');
  };
  const ignore = () => {};
  diag.setLogger(
    { error: complain, warn: ignore, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true },
  );
}

/** Starts a span of a call to another server, for the request that runs; undefined where traces are off. */
export function startCall(name: string, attributes: Attributes): Span | undefined {
  return tracer?.startSpan(name, { kind: SpanKind.CLIENT, attributes }, requestScope.getStore()?.trace ?? ROOT_CONTEXT);
}

/** Ends a span with a failure, told by its type, never by its words. */
export function endFailed(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
