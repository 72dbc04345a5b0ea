import type { Logger } from 'pino';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { disableOverfull } from '../webhooks/delivery/disabled.sql.ts';
import { regularly } from './regularly.ts';

const everyMinute = { firstMs: 60_000, everyMs: 60_000 };

/** Switches off webhook endpoints that too much waits for, for as long as the service runs; ends it. */
export function startBoundingWebhooks(
  prisma: PrismaClient,
  log: Pick<Logger, 'warn' | 'error'>,
  times = everyMinute,
): () => Promise<void> {
  return regularly(async (signal) => {
    try {
      for (const disabled of await disableOverfull(prisma)) log.warn(disabled, 'switched a webhook endpoint off');
    } catch (err) {
      if (!signal.aborted) log.error({ err }, 'it could not be seen how many webhooks wait');
    }
  }, times);
}
