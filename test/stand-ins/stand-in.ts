import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with one request, instead of its answer or with it. */
export interface Fault {
  /** Only requests whose method and address match, e.g. `GET /api/v1/groups`; by default any. */
  of?: RegExp;
  /** How many requests; by default one. */
  times?: number;
  /** The status that it gets. With 429 and 503 the headers say when to come again. */
  status?: 429 | 500 | 502 | 503;
  /** After how many seconds; by default 1. */
  resetAfter?: number;
  /** The connection breaks after so many bytes of the body. */
  cutAfter?: number;
}

/** A request, as the tests look at it. */
export interface Seen {
  request: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** An answer: its body whole, or in pieces that are sent as they are made. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Iterable<string>;
}

/**
 * An HTTP server that stands for one of the old systems in tests. It behaves as the documentation of that system says;
 * none of it has met the real one.
 */
export abstract class StandIn {
  /** What goes wrong from now on, in this order. */
  readonly faults: Fault[] = [];
  /** The requests so far. */
  readonly seen: Seen[] = [];
  /** Called before each answer, with the request: changes the data while somebody reads. */
  beforeAnswer: (request: string) => void = () => {};
  /** How many requests a window takes; without it any number. */
  limit: { requests: number; windowMs: number } | undefined;
  readonly #server: Server;
  #window = { endsAt: 0, left: 0 };

  constructor() {
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(() => response.destroy());
    });
  }

  protected abstract answer(seen: Seen): Answer;
  protected abstract failure(status: number, seen: Seen): string;
  protected abstract get type(): string;

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const seen = {
      request: `${request.method} ${request.url}`,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    this.seen.push(seen);
    this.beforeAnswer(seen.request);
    const fault = this.#faultOf(seen.request);
    const answer = fault?.status ? this.#refusal(fault, seen) : (this.#limited(seen) ?? this.answer(seen));
    response.writeHead(answer.status, { 'content-type': this.type, ...this.#limitHeaders(), ...answer.headers });
    await send(response, answer.body ?? '', fault?.cutAfter);
  }

  #faultOf(request: string): Fault | undefined {
    const index = this.faults.findIndex(({ of }) => !of || of.test(request));
    const fault = this.faults[index];
    if (!fault) return undefined;
    fault.times = (fault.times ?? 1) - 1;
    if (fault.times <= 0) this.faults.splice(index, 1);
    return fault;
  }

  #refusal({ status = 500, resetAfter = 1 }: Fault, seen: Seen): Answer {
    const headers = {
      'retry-after': String(resetAfter),
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': String(Math.ceil(Date.now() / 1000) + resetAfter),
    };
    return { status, body: this.failure(status, seen), ...([429, 503].includes(status) && { headers }) };
  }

  #limited(seen: Seen): Answer | undefined {
    if (!this.limit) return undefined;
    if (Date.now() >= this.#window.endsAt)
      this.#window = { endsAt: Date.now() + this.limit.windowMs, left: this.limit.requests };
    if (this.#window.left-- > 0) return undefined;
    const seconds = Math.max(1, Math.ceil((this.#window.endsAt - Date.now()) / 1000));
    return { status: 429, headers: { 'retry-after': String(seconds) }, body: this.failure(429, seen) };
  }

  #limitHeaders(): Record<string, string> {
    if (!this.limit) return {};
    return {
      'x-rate-limit-limit': String(this.limit.requests),
      'x-rate-limit-remaining': String(Math.max(0, this.#window.left)),
      'x-rate-limit-reset': String(Math.ceil(this.#window.endsAt / 1000)),
    };
  }
}

async function send(response: ServerResponse, body: string | Iterable<string>, cutAfter?: number): Promise<void> {
  let left = cutAfter ?? Number.POSITIVE_INFINITY;
  for (const piece of typeof body === 'string' ? [body] : body) {
    const bytes = Buffer.from(piece);
    const isSent = response.write(bytes.subarray(0, left));
    left -= bytes.length;
    if (left <= 0) {
      // What was written is on its way before the connection breaks.
      setTimeout(() => response.destroy(), 20);
      return;
    }
    if (!isSent) await once(response, 'drain');
  }
  response.end();
}
