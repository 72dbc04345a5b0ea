import { createServer } from 'node:http';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import type { Logger } from 'pino';
import { compressAnswers } from './bodies/compression.ts';
import { answerHttpErrors, earlyErrors, refuseOtherMethods } from './http-errors.ts';
import { serveMetrics } from './metrics.ts';
import { endIdleConnections, type Timeouts, timeoutOptions } from './timeouts.ts';

/** Serves `/metrics`, and nothing else, at an address that callers need not reach. */
export async function createMetricsServer(timeouts: Timeouts, log: Logger): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    ...earlyErrors,
    serverFactory(handle) {
      const server = createServer(timeoutOptions(timeouts), handle);
      endIdleConnections(server, timeouts);
      return server;
    },
  });
  answerHttpErrors(app, () => undefined);
  const addRefusals = refuseOtherMethods(app);
  await compressAnswers(app);
  serveMetrics(app);
  addRefusals();
  return app;
}
