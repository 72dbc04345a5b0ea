import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request as requestHttp,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { request as requestHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { type Exchange, isRead, isSuccess } from './exchange.ts';

/** What is longer is passed on, and not compared. */
const maxBytes = 10 * 1024 * 1024;
/** For how long requests that are on their way may go on when it closes. */
const graceMs = 10_000;

/** Headers of one connection, which the next one does not get. */
const ofConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

interface Settings {
  /** Where the old system is. */
  upstream: string;
  /** Told of each exchange after the client has its answer. */
  onExchange(exchange: Exchange): void;
  /** Told of each that cannot be looked at, why, and whether it changed something. */
  onMissed(reason: string, isWrite?: boolean): void;
}

/** Passes requests on to the old system, and its answers back, as they come. */
export class ReverseProxy {
  readonly #settings: Settings;
  readonly #server: Server;
  #isClosing = false;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#server = createServer((request, response) => {
      try {
        this.#passOn(request, response);
      } catch {
        // Node's server takes characters in addresses that its client does not send.
        refuse(response, 400, 'The request cannot be passed on.');
      }
    });
  }

  async listen(host: string, port: number): Promise<string> {
    this.#server.listen(port, host);
    await once(this.#server, 'listening');
    const { port: chosen } = this.#server.address() as AddressInfo;
    return `http://${host.includes(':') ? `[${host}]` : host}:${chosen}`;
  }

  /** Ends when the requests that are on their way have their answers, or had the time for it. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeIdleConnections();
    const timer = setTimeout(() => this.#server.closeAllConnections(), graceMs);
    await closed;
    clearTimeout(timer);
  }

  #passOn(request: IncomingMessage, response: ServerResponse): void {
    const { upstream, onExchange, onMissed } = this.#settings;
    const url = request.url ?? '/';
    // An address of another host is none of the old system's.
    if (!url.startsWith('/')) {
      refuse(response, 400, 'The address must be a path.');
      return;
    }
    const target = new URL(upstream);
    const send = target.protocol === 'https:' ? requestHttps : requestHttp;
    const sent = new Collector(request);
    const passed = send({
      protocol: target.protocol,
      hostname: target.hostname.replace(/^\[|\]$/g, ''),
      port: target.port,
      path: target.pathname.replace(/\/+$/, '') + url,
      method: request.method,
      // A connection that is used again may be closed by the other side in that moment, and the request would fail.
      agent: false,
      headers: [...withoutConnection(request.rawHeaders, ['host', 'expect']), 'host', target.host],
    });
    let isFailed = false;
    const fail = () => {
      if (isFailed) return;
      isFailed = true;
      onMissed('because the old system did not answer');
      if (response.headersSent) response.destroy();
      else refuse(response, 502, 'The old system did not answer.');
    };
    passed.on('error', fail);
    response.on('close', () => !response.writableFinished && passed.destroy());
    request.pipe(passed);
    passed.on('response', (answer) => {
      const received = new Collector(answer);
      const headers = [...withoutConnection(answer.rawHeaders), ...(this.#isClosing ? ['connection', 'close'] : [])];
      const status = answer.statusCode ?? 502;
      answer.on('error', fail);
      try {
        response.writeHead(status, answer.statusMessage, headers);
      } catch {
        passed.destroy();
        fail();
        return;
      }
      answer.pipe(response);
      response.on('finish', () => {
        const { method = 'GET' } = request;
        if (!sent.body || !received.body)
          onMissed('because they were too long', !isRead({ method }) && isSuccess(status));
        else if (!request.complete) onMissed('because their request ended early');
        else if (answer.complete) onExchange(exchangeOf(request, sent.body, answer, received.body));
      });
    });
  }
}

function exchangeOf(request: IncomingMessage, body: Buffer, answer: IncomingMessage, oldBody: Buffer): Exchange {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    headers: Object.fromEntries(headers),
    body,
    old: { status: answer.statusCode ?? 0, body: oldBody, encoding: answer.headers['content-encoding'] },
    secrets: secretsOf(request.headers),
  };
}

/** The credentials of a request, in each form in which something could repeat them. */
function secretsOf({ authorization = '', 'x-api-key': key = '', cookie = '' }: IncomingMessage['headers']): string[] {
  const credentials = authorization.replace(/^\w+ +/, '');
  const password = /^basic /i.test(authorization)
    ? Buffer.from(credentials, 'base64')
        .toString()
        .replace(/^[^:]*:/, '')
    : '';
  return [String(key), credentials, password, cookie].filter((secret) => secret.length > 0);
}

/** Keeps what comes, as long as it is not too long. */
class Collector {
  #pieces: Buffer[] | undefined = [];
  #bytes = 0;

  constructor(stream: Readable) {
    stream.on('data', (piece: Buffer) => {
      this.#bytes += piece.length;
      if (this.#bytes > maxBytes) this.#pieces = undefined;
      this.#pieces?.push(piece);
    });
  }

  get body(): Buffer | undefined {
    return this.#pieces && Buffer.concat(this.#pieces);
  }
}

/** Raw headers, name after name with its value, without those of the connection. */
function withoutConnection(raw: readonly string[], others: readonly string[] = []): string[] {
  const named = raw.flatMap((name, at) =>
    at % 2 === 0 && name.toLowerCase() === 'connection' ? (raw[at + 1] ?? '').split(',') : [],
  );
  const dropped = new Set([...ofConnection, ...others, ...named.map((name) => name.trim().toLowerCase())]);
  return raw.flatMap((name, at) => (at % 2 === 0 && !dropped.has(name.toLowerCase()) ? [name, raw[at + 1] ?? ''] : []));
}

function refuse(response: ServerResponse, status: number, message: string): void {
  const headers = { 'content-type': 'text/plain; charset=utf-8', connection: 'close' };
  // With the status's own words, as those of an answer that could not be sent may be what is wrong.
  response.writeHead(status, STATUS_CODES[status], headers).end(`${message}\n`);
}
