import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type BillingProvider, BillingProviderError } from './provider.ts';

/** When a node looks for the first time, and how often after that. A random part is left off, so that nodes differ. */
const times = { firstMs: 60_000, everyMs: 60 * 60 * 1000 };

/** Does for a provider what it cannot do by itself, for as long as the service runs; ends it. */
export function startUpkeep(
  provider: BillingProvider,
  log: Pick<Logger, 'info' | 'warn' | 'error'>,
  { firstMs, everyMs } = times,
): () => Promise<void> {
  if (!provider.renewMonthly) return async () => {};
  const end = new AbortController();
  const run = async () => {
    let pauseMs = firstMs;
    while (!end.signal.aborted) {
      const passed = await sleep(pauseMs * (0.5 + Math.random() / 2), true, { signal: end.signal, ref: false }).catch(
        () => false,
      );
      if (passed) await renew(provider, log, end.signal);
      pauseMs = everyMs;
    }
  };
  const running = run();
  return () => {
    end.abort();
    return running;
  };
}

async function renew(provider: BillingProvider, log: Pick<Logger, 'info' | 'warn' | 'error'>, signal: AbortSignal) {
  try {
    const { due, failures = [] } = (await provider.renewMonthly?.(signal)) ?? { due: 0 };
    if (due > 0) log.info({ provider: provider.name, due }, 'renewed monthly credits');
    const reasons = failures.map((error) => (error instanceof BillingProviderError ? error.reason : 'unexpected'));
    if (failures.length > 0)
      log.warn(
        { provider: provider.name, failed: failures.length, reasons: [...new Set(reasons)] },
        'monthly credits could not be renewed',
      );
  } catch (err) {
    if (!signal.aborted) log.error({ err, provider: provider.name }, 'the renewal of monthly credits failed');
  }
}
