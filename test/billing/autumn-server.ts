import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AutumnAnswer, AutumnBooks } from './autumn-books.ts';

/**
 * What the server does instead of answering as it should. `before`: nothing of the request is done; `after`: it is
 * done, and only its answer suffers.
 */
export type AutumnFault =
  | { kind: 'status'; status: number; code?: string; retryAfter?: number; body?: string; after?: boolean }
  | { kind: 'hang' | 'reset' | 'reset-in-answer' | 'malformed' | 'wrong-shape' | 'huge' | 'drip'; after?: boolean };

interface ArmedFault {
  fault: AutumnFault;
  /** For how many more calls. */
  times: number;
  /** Only calls whose path contains this. */
  path: string;
}

export const secretKey = 'am_sk_test_0123456789abcdef';

/** A local Autumn over real HTTP, with faults by command: for a customer, a path and a number of calls. */
export class AutumnServer {
  readonly books = new AutumnBooks();
  /** The paths that were called, in order. */
  readonly calls: string[] = [];
  /** How long each call takes. */
  latencyMs = 0;
  readonly #faults = new Map<string, ArmedFault[]>();
  readonly #held = new Set<ServerResponse>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      response.on('close', () => this.#held.delete(response));
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  static async open(): Promise<AutumnServer> {
    const autumn = new AutumnServer();
    await new Promise<void>((done) => autumn.#server.listen(0, '127.0.0.1', done));
    return autumn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  /** Calls that are held without an answer. */
  get held(): number {
    return this.#held.size;
  }

  arm(
    customerId: string,
    fault: AutumnFault,
    { times = Number.POSITIVE_INFINITY, path = '' }: { times?: number | undefined; path?: string } = {},
  ): void {
    this.#faults.set(customerId, [...(this.#faults.get(customerId) ?? []), { fault, times, path }]);
  }

  mend(customerId: string): void {
    this.#faults.delete(customerId);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  #fault(customerId: string, path: string): AutumnFault | undefined {
    const armed = this.#faults.get(customerId)?.find((one) => one.times > 0 && path.includes(one.path));
    if (armed) armed.times--;
    return armed?.fault;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = parse(Buffer.concat(chunks).toString());
    const path = request.url ?? '';
    this.calls.push(path);
    if (this.latencyMs > 0) await sleep(this.latencyMs);
    const fault = this.#fault(String(body?.customer_id), path);
    const idempotencyKey = request.headers['idempotency-key'] as string | undefined;
    const work = () => this.#work(request, path, body, idempotencyKey);
    if (!fault) return send(response, await work());
    if (fault.after) await work();
    return this.#misbehave(fault, response, work);
  }

  async #work(request: IncomingMessage, path: string, body: unknown, key: string | undefined): Promise<AutumnAnswer> {
    if (request.headers.authorization !== `Bearer ${secretKey}`)
      return { status: 401, json: { message: 'Invalid secret key', code: 'invalid_secret_key', env: 'sandbox' } };
    if (request.headers['x-api-version'] === undefined)
      return { status: 400, json: { message: 'x-api-version is missing', code: 'invalid_inputs', env: 'sandbox' } };
    return this.books.answer(path, body, key);
  }

  async #misbehave(fault: AutumnFault, response: ServerResponse, work: () => Promise<AutumnAnswer>): Promise<void> {
    switch (fault.kind) {
      case 'status': {
        const { status, code = 'internal_error', retryAfter, body } = fault;
        response.statusCode = status;
        if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter));
        // A provider may repeat what it was sent: none of it may get any further.
        response.end(body ?? JSON.stringify({ message: `Refused for ${secretKey}`, code, env: 'sandbox' }));
        return;
      }
      case 'hang':
        this.#held.add(response);
        return;
      case 'reset':
        response.socket?.resetAndDestroy();
        return;
      case 'reset-in-answer':
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"id": "');
        setTimeout(() => response.socket?.resetAndDestroy(), 5);
        return;
      case 'malformed':
        response.end('<html>welcome to the captive portal</html>');
        return;
      case 'wrong-shape':
        response.end(JSON.stringify({ id: 7, balances: 'none', list: null, success: 'perhaps' }));
        return;
      case 'huge':
        return flood(response);
      case 'drip':
        return drip(response, JSON.stringify((await work()).json), this.#held);
    }
  }
}

function send(response: ServerResponse, { status, json, headers }: AutumnAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json));
}

/** A string without end, as fast as the client reads it. */
async function flood(response: ServerResponse): Promise<void> {
  response.write('{"id": "');
  const chunk = 'x'.repeat(256 * 1024);
  while (!response.destroyed) if (!response.write(chunk)) await new Promise((next) => setTimeout(next, 1));
}

/** The right answer, a byte in 100 ms. */
async function drip(response: ServerResponse, text: string, held: Set<ServerResponse>): Promise<void> {
  held.add(response);
  for (const character of text) {
    if (response.destroyed) return;
    response.write(character);
    await new Promise((next) => setTimeout(next, 100));
  }
  response.end();
}

function parse(text: string): { customer_id?: unknown } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
