import type { Logger } from 'pino';
import { refusalLog } from './collector.ts';
import { startSendingMetrics } from './send-metrics.ts';
import { traceHttpCalls } from './trace-http-calls.ts';
import { startTracing } from './tracing.ts';

/**
 * Sends traces and metrics to a collector from now on. What it does not take in time is dropped. The rest of the
 * standard's variables (`OTEL_SERVICE_NAME`, `OTEL_TRACES_SAMPLER`, `OTEL_EXPORTER_OTLP_HEADERS` …) are read by its own
 * library.
 *
 * @returns sends what is left, and ends
 */
export async function startTelemetry(
  endpoint: string,
  metricsEveryMs: number,
  log: Pick<Logger, 'warn'>,
): Promise<() => Promise<void>> {
  const onRefusal = refusalLog(log);
  const ends = await Promise.all([
    startTracing(endpoint, onRefusal),
    startSendingMetrics(endpoint, metricsEveryMs, onRefusal),
  ]);
  traceHttpCalls();
  return async () => {
    await Promise.all(ends.map((end) => end()));
  };
}
