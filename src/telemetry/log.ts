import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import type { Config } from '../config.ts';
import { loggedError } from './log-errors.ts';

/** In bytes, what is kept of the log while its file cannot be written, such as on a full disk. */
const maxKept = 10_000_000;

/**
 * Writes the lines of a turn of the event loop at its end, at one go. A pipe that nobody reads has them kept, and so has a
 * file that has no room; when a pipe's reader is gone they are lost. The service goes on in any case.
 */
class TurnByTurn {
  // A pipe is written as far as it has room for. Where standard output is a file, its stream would end with the first fault.
  readonly #output =
    process.stdout instanceof Socket ? process.stdout : pino.destination({ sync: true, maxLength: maxKept });
  #lines = '';

  constructor() {
    this.#output.on('error', () => {});
    process.on('exit', () => this.#flush());
  }

  write(line: string): void {
    if (this.#lines === '') setImmediate(() => this.#flush());
    this.#lines += line;
  }

  #flush(): void {
    this.#output.write(this.#lines);
    this.#lines = '';
  }
}

/** JSON lines on standard output; readable ones when that is a terminal. */
export async function createLogger(level: Config['LOG_LEVEL']): Promise<Logger> {
  const options = { level, serializers: { err: loggedError } };
  if (!process.stdout.isTTY) return pino(options, new TurnByTurn());
  const { default: pretty } = await import('pino-pretty');
  return pino(options, pretty({ ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', sync: true }));
}

/** What machines ask for every few seconds. */
const asked = new Set(['/livez', '/readyz', '/metrics']);

/** One line a request, without its query string, headers and body, which may carry secrets. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const path = request.url.split('?', 1)[0] as string;
    const level = asked.has(request.routeOptions.url ?? '') ? 'debug' : 'info';
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
