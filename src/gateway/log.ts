import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { Config } from '../config.ts';
import { loggedError } from './log-errors.ts';

/**
 * Writes the lines of a turn of the event loop at its end, at one go. To a pipe that nobody reads, standard output keeps
 * them and goes on; what cannot be written, as its reader is gone or a disk is full, is lost, and the service goes on.
 */
class TurnByTurn {
  #lines = '';

  constructor() {
    process.stdout.on('error', () => {});
    process.on('exit', () => this.#flush());
  }

  write(line: string): void {
    if (this.#lines === '') setImmediate(() => this.#flush());
    this.#lines += line;
  }

  #flush(): void {
    const lines = this.#lines;
    this.#lines = '';
    try {
      process.stdout.write(lines);
    } catch {
      // a file's fault is thrown
    }
  }
}

/** JSON lines on standard output; readable ones when that is a terminal. */
export function createLogger(level: Config['LOG_LEVEL']): Logger {
  const options = { level, serializers: { err: loggedError } };
  return process.stdout.isTTY
    ? pino(options, pretty({ ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', sync: true }))
    : pino(options, new TurnByTurn());
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
