import { type Attributes, type Span, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import { collectorUrl, describeService, type OnRefusal, sendLast, tellingRefusals } from './collector.ts';
import { requestScope } from './request-scope.ts';

let tracer: Tracer | undefined;

/** The tracer, where traces are on. */
export const activeTracer = () => tracer;

/**
 * Sends traces to a collector from now on. What it does not take in time is dropped. The rest of the standard's
 * variables (`OTEL_SERVICE_NAME`, `OTEL_TRACES_SAMPLER`, `OTEL_EXPORTER_OTLP_HEADERS` …) are read by its own library.
 *
 * @returns sends what is left, and ends
 */
export async function startTracing(endpoint: string, onRefusal: OnRefusal): Promise<() => Promise<void>> {
  // Loaded only if there is a collector.
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, resource] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    describeService(),
  ]);
  const exporter = tellingRefusals(
    new OTLPTraceExporter({ url: collectorUrl(endpoint, 'v1/traces') }),
    'traces',
    onRefusal,
  );
  const provider = new NodeTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(exporter)] });
  provider.register({ contextManager: null }); // a request's scope has its context
  tracer = provider.getTracer('group-gateway');
  return async () => {
    tracer = undefined;
    await sendLast(provider);
  };
}

/**
 * Starts a span of a call to another server, for the request that runs. Undefined where traces are off, and for what no
 * request asked for: each job and each readiness check would be a trace of one span.
 */
export function startCall(name: string, attributes: Attributes): Span | undefined {
  const context = requestScope.getStore()?.trace;
  return context && tracer?.startSpan(name, { kind: SpanKind.CLIENT, attributes }, context);
}

/** Ends a span with a failure. Records its type, never its message. */
export function endFailed(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
