import { register } from 'prom-client';
import { collectorUrl, describeService, type OnRefusal, sendLast, tellingRefusals } from './collector.ts';

/**
 * Sends what `/metrics` shows to a collector as often as asked for. Nothing is measured for it: the metrics are read at
 * that time, as for a scrape.
 *
 * @returns sends what was counted last, and ends
 */
export async function startSendingMetrics(
  endpoint: string,
  everyMs: number,
  onRefusal: OnRefusal,
): Promise<() => Promise<void>> {
  // Loaded only if there is a collector.
  const [{ MeterProvider, PeriodicExportingMetricReader }, { OTLPMetricExporter }, { metricData }, resource] =
    await Promise.all([
      import('@opentelemetry/sdk-metrics'),
      import('@opentelemetry/exporter-metrics-otlp-http'),
      import('./metric-data.ts'),
      describeService(),
    ]);
  const scope = { name: 'group-gateway' };
  const exporter = new OTLPMetricExporter({ url: collectorUrl(endpoint, 'v1/metrics') });
  const reader = new PeriodicExportingMetricReader({
    exporter: tellingRefusals(exporter, 'metrics', onRefusal),
    exportIntervalMillis: everyMs,
    metricProducers: [
      {
        async collect() {
          const metrics = metricData(await register.getMetricsAsJSON(), Date.now());
          return { resourceMetrics: { resource, scopeMetrics: [{ scope, metrics }] }, errors: [] };
        },
      },
    ],
  });
  const provider = new MeterProvider({ resource, readers: [reader] });
  return () => sendLast(provider);
}
