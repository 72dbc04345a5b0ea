import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { Config } from '../config.ts';
import { loggedError } from './log-errors.ts';

/**
 * JSON lines on standard output; readable ones when that is a terminal. Lines that come while others are being written
 * are written together, so that a request does not wait for its line; the end of the process writes what is left.
 */
export function createLogger(level: Config['LOG_LEVEL']): Logger {
  const options = { level, serializers: { err: loggedError } };
  return process.stdout.isTTY
    ? pino(options, pretty({ ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', sync: true }))
    : pino(options, pino.destination({ sync: false }));
}

/** What machines ask for every few seconds. */
const asked = new Set(['/livez', '/readyz', '/metrics']);

/** One line a request, without its query string, headers and body, which may carry secrets. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const path = request.url.split('?', 1)[0] as string;
    const level = asked.has(path) ? 'debug' : 'info';
    request.log[level](
      {
        method: request.method,
        path,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        organization: request.caller?.organization.id,
        apiKey: request.caller?.apiKey.prefix,
      },
      'request',
    );
    done();
  });
}
