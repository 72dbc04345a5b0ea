import type { Logger } from 'pino';
import { type BillingProvider, BillingProviderError } from '../billing/provider.ts';
import { hourly, regularly } from './regularly.ts';

/** Does for a provider what it cannot do by itself, for as long as the service runs; ends it. */
export function startRenewingCredits(
  provider: BillingProvider,
  log: Pick<Logger, 'info' | 'warn' | 'error'>,
  times = hourly,
): () => Promise<void> {
  return provider.renewMonthly ? regularly((signal) => renew(provider, log, signal), times) : async () => {};
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
