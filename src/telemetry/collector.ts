import { randomUUID } from 'node:crypto';
import type { Resource } from '@opentelemetry/resources';
import type { Logger } from 'pino';
import { version } from '../version.ts';

/** How long the end of the service waits for the last of it to get out. */
const lastMs = 2000;
/** How often a collector that takes nothing is complained about. */
const complainEveryMs = 60_000;

/** Where the collector takes something of a kind. */
export const collectorUrl = (endpoint: string, path: 'v1/traces' | 'v1/metrics') =>
  new URL(path, endpoint.endsWith('/') ? endpoint : `${endpoint}/`).href;

/** Tells two nodes apart, and a node from what it was before a restart. */
const instanceId = randomUUID();

/** What this process is, for everything that it sends; the standard's variables have the last word. */
export async function describeService(): Promise<Resource> {
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = await import(
    '@opentelemetry/resources'
  );
  return defaultResource()
    .merge(
      resourceFromAttributes({
        'service.name': 'group-gateway',
        'service.version': version,
        'service.instance.id': instanceId,
      }),
    )
    .merge(detectResources({ detectors: [envDetector] }));
}

/** What of a node goes to a collector. */
export type Signal = 'traces' | 'metrics';

export type OnRefusal = (signal: Signal, error: Error & { code?: number | string }) => void;

/** Logs what is lost, of each signal once a minute. The library's own words may have the address and headers in them. */
export function refusalLog(log: Pick<Logger, 'warn'>): OnRefusal {
  const quietUntil: Partial<Record<Signal, number>> = {};
  return (signal, { code, name }) => {
    if (performance.now() < (quietUntil[signal] ?? 0)) return;
    quietUntil[signal] = performance.now() + complainEveryMs;
    const answer = typeof code === 'number' ? { status: code } : { reason: code ?? name };
    log.warn(
      { signal, ...answer },
      `${signal} are lost: the collector at OTEL_EXPORTER_OTLP_ENDPOINT does not accept them`,
    );
  };
}

interface Exporter {
  export(items: never, done: (result: { error?: Error }) => void): void;
}

/** Tells of everything that an exporter does not get rid of. */
export function tellingRefusals<T extends Exporter>(exporter: T, signal: Signal, onRefusal: OnRefusal): T {
  const send = exporter.export.bind(exporter);
  exporter.export = (items: never, done) =>
    send(items, (result) => {
      if (result.error) onRefusal(signal, result.error);
      done(result);
    });
  return exporter;
}

/** Sends what is left, as far as the collector takes it in time. */
export async function sendLast(provider: { shutdown(): Promise<void> }): Promise<void> {
  const sent = provider.shutdown().catch(() => {});
  await Promise.race([sent, new Promise((done) => setTimeout(done, lastMs).unref())]);
}
