import { DiagLogLevel, diag } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { Logger } from 'pino';

/** How long the end of the service waits for the last of it to get out. */
const lastMs = 2000;
/** How often a collector that takes nothing is complained about. */
const complainEveryMs = 60_000;

/** Where the collector takes something of a kind. */
export const collectorUrl = (endpoint: string, path: 'v1/traces' | 'v1/metrics') =>
  new URL(path, endpoint.endsWith('/') ? endpoint : `${endpoint}/`).href;

/** What this process is, for everything that it sends; the standard's variables have the last word. */
export async function describeService(): Promise<Resource> {
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = await import(
    '@opentelemetry/resources'
  );
  return defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'group-gateway' }))
    .merge(detectResources({ detectors: [envDetector] }));
}

/** The library's own words may have the collector's address and headers in them. */
export function complainAtTimes(log: Pick<Logger, 'warn'>): void {
  let quietUntil = 0;
  const complain = () => {
    if (performance.now() < quietUntil) return;
    quietUntil = performance.now() + complainEveryMs;
    log.warn('traces or metrics are lost: the collector at OTEL_EXPORTER_OTLP_ENDPOINT does not take them');
  };
  const ignore = () => {};
  diag.setLogger(
    { error: complain, warn: ignore, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true },
  );
}

/** Sends what is left, as far as the collector takes it in time. */
export async function sendLast(provider: { shutdown(): Promise<void> }): Promise<void> {
  const sent = provider.shutdown().catch(() => {});
  await Promise.race([sent, new Promise((done) => setTimeout(done, lastMs).unref())]);
}
