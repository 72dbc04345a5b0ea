import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StripeAnswer } from './stripe-answer.ts';
import { StripeBooks, StripeRefusal } from './stripe-books.ts';
import { meet, type StripeFault } from './stripe-faults.ts';
import { type Params, parseForm, textAt } from './stripe-form.ts';
import { route } from './stripe-routes.ts';

export interface StripeRequest {
  method: string;
  path: string;
  params: Params;
  idempotencyKey: string | undefined;
}

/** What work comes to, though it may have been done. */
type Failing = StripeAnswer & { done?: boolean };

interface Armed {
  fault: StripeFault;
  organizationId: string | undefined;
  writesOnly: boolean;
  /** How many requests go unharmed first. */
  skip: number;
  times: number;
}

/** A server that behaves as Stripe's documentation says, and fails on command. */
export class StripeServer {
  readonly secretKey = `sk_test_${randomBytes(12).toString('hex')}`;
  readonly books = new StripeBooks();
  /** Every request so far, without its key. */
  readonly requests: StripeRequest[] = [];
  /** How long each piece of work takes. */
  latencyMs = 0;
  /** How much longer a write takes. */
  writeLatencyMs = 0;
  /** How many requests it holds without an answer. */
  held = 0;
  /** How many requests were under way at once. */
  peak = 0;
  #underWay = 0;
  url = '';
  /** What the last client said of itself. */
  clientUserAgent: Record<string, unknown> = {};
  readonly #server: Server;
  /** The first answer to each Idempotency-Key; undefined while it is being worked out. */
  readonly #answers = new Map<string, { request: string; answer: StripeAnswer | undefined }>();
  #faults: Armed[] = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  static async open(): Promise<StripeServer> {
    const server = new StripeServer();
    await new Promise<void>((done) => server.#server.listen(0, '127.0.0.1', done));
    server.url = `http://127.0.0.1:${(server.#server.address() as AddressInfo).port}`;
    return server;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  /** From now on requests, of an organization or all, meet a fault. */
  arm(
    fault: StripeFault,
    {
      organizationId,
      writesOnly = false,
      skip = 0,
      times = Number.POSITIVE_INFINITY,
    }: Partial<Omit<Armed, 'fault'>> = {},
  ): void {
    this.#faults.push({ fault, organizationId, writesOnly, skip, times });
  }

  /** Ends the faults of an organization, or all. */
  mend(organizationId?: string): void {
    this.#faults = this.#faults.filter(
      (armed) => organizationId !== undefined && armed.organizationId !== organizationId,
    );
  }

  /** Forgets the answers to Idempotency-Keys, as Stripe may after 24 hours. */
  forgetKeys(): void {
    this.#answers.clear();
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const url = new URL(message.url as string, 'http://stripe');
    const method = message.method as string;
    const request: StripeRequest = {
      method,
      path: url.pathname,
      params: parseForm(method === 'GET' ? url.search.slice(1) : Buffer.concat(chunks).toString()),
      idempotencyKey: method === 'POST' ? (message.headers['idempotency-key'] as string | undefined) : undefined,
    };
    this.requests.push(request);
    this.clientUserAgent = JSON.parse(String(message.headers['x-stripe-client-user-agent'] ?? '{}'));
    this.peak = Math.max(this.peak, ++this.#underWay);
    response.once('close', () => this.#underWay--);
    const fault = this.#faultOf(request);
    const hold = async () => {
      this.held++;
      await new Promise((done) => response.once('close', done));
      this.held--;
    };
    await meet(fault, response, hold, (during) =>
      message.headers.authorization === `Bearer ${this.secretKey}` ? this.#answer(request, during) : unauthorized,
    );
  }

  #faultOf(request: StripeRequest): StripeFault | undefined {
    const armed = this.#faults.find(
      ({ organizationId, writesOnly, times }) =>
        times > 0 &&
        (!writesOnly || request.method === 'POST') &&
        (organizationId === undefined || organizationId === this.#organizationOf(request)),
    );
    if (!armed || armed.skip-- > 0) return undefined;
    armed.times--;
    return armed.fault;
  }

  #organizationOf({ path, params }: StripeRequest): string | undefined {
    const named = textAt(params, 'metadata', 'organization_id');
    const searched = /organization_id'\]:'([\w-]+)'/.exec(textAt(params, 'query') ?? '')?.[1];
    const [, id] = /\/((?:cus|credgr)_\w+)/.exec(path) ?? [];
    const customer = this.books.grants.find((grant) => grant.id === id)?.customer ?? id ?? textAt(params, 'customer');
    return named ?? searched ?? this.books.customers.find((found) => found.id === customer)?.metadata.organization_id;
  }

  /** Repeats the first answer to an Idempotency-Key, whatever it was, unless the request was refused at the door. */
  async #answer(request: StripeRequest, failing: Failing | undefined): Promise<StripeAnswer> {
    const { idempotencyKey: key } = request;
    if (key === undefined) return this.#work(request, failing);
    const text = JSON.stringify([request.path, request.params]);
    const known = this.#answers.get(key);
    if (known && known.request !== text) return keyInUse(400, 'idempotency_error', undefined);
    if (known && !known.answer) return keyInUse(409, 'idempotency_error', 'idempotency_key_in_use');
    if (known?.answer) return { ...known.answer, headers: { ...known.answer.headers, 'idempotent-replayed': 'true' } };
    const entry: { request: string; answer: StripeAnswer | undefined } = { request: text, answer: undefined };
    this.#answers.set(key, entry);
    const answer = await this.#work(request, failing);
    // Refused parameters are not kept: no work began.
    if (answer.status === 400) this.#answers.delete(key);
    entry.answer = { ...answer, body: structuredClone(answer.body) };
    return answer;
  }

  async #work(request: StripeRequest, failing: Failing | undefined): Promise<StripeAnswer> {
    const ms = this.latencyMs + (request.method === 'POST' ? this.writeLatencyMs : 0);
    if (ms > 0) await sleep(ms);
    try {
      if (failing && !failing.done) return failing;
      const body = route(this.books, request);
      return failing ?? { status: 200, body };
    } catch (error) {
      if (error instanceof StripeRefusal) return { status: error.status, body: { error: error.error } };
      throw error;
    }
  }
}

const unauthorized: StripeAnswer = {
  status: 401,
  body: { error: { type: 'invalid_request_error', message: 'Invalid API Key provided: sk_test_********' } },
};

const keyInUse = (status: number, type: string, code: string | undefined): StripeAnswer => ({
  status,
  body: { error: { type, code, message: 'Keys for idempotent requests can only be used with the same parameters.' } },
  headers: status === 409 ? { 'stripe-should-retry': 'true' } : {},
});
