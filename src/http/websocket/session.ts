import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type ExecutionArgs, type FormattedExecutionResult, type GraphQLSchema, parse } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Authenticator } from '../../auth/authenticate.ts';
import type { Caller } from '../../auth/caller.ts';
import { CallerError, OverloadedError, UnauthenticatedError } from '../../errors.ts';
import { logUnexpected } from '../../graphql/errors.ts';
import { heartbeatMs } from '../../graphql/subscriptions/event-stream.ts';
import type { CallerCounts } from '../../graphql/subscriptions/limits.ts';
import { SocketEvents, socketOperation, ToldError } from '../../graphql/subscriptions/socket-events.ts';
import type { BoundedSocket } from './bounded-socket.ts';
import { type SocketHeaders, socketHeaders } from './socket-key.ts';

/** What sessions use of the service. */
export interface SessionServices {
  app: FastifyInstance;
  schema: GraphQLSchema;
  counts: CallerCounts;
  authenticator: Pick<Authenticator, 'authenticate'>;
  /** Authenticates within the limits of an address. */
  findCaller(request: Pick<FastifyRequest, 'headers' | 'ip'>): Promise<Caller>;
}

/** How often a session looks whether its key still is one; nodes remember keys, so this asks the database seldom. */
const keyCheckMs = 1000;
/** How long the subscriptions of a key that ended have to say so, each for itself. */
const farewellMs = 500;

/** For graphql-ws all is a subscription: what a document is turns out when it is answered. */
const anything = parse('subscription { anything }');

/** What the client of a WebSocket may do, and does. */
export class SocketSession {
  readonly #services: SessionServices;
  readonly #socket: BoundedSocket;
  readonly #request: FastifyRequest;
  readonly #subscriptions = new Map<string, SocketEvents>();
  readonly #closed = new AbortController();
  #headers: SocketHeaders = {};
  caller: Caller | undefined;

  constructor(services: SessionServices, socket: BoundedSocket, request: FastifyRequest) {
    this.#services = services;
    this.#socket = socket;
    this.#request = request;
    socket.onClose(() => this.#closed.abort());
  }

  /** Answers `connection_init`. Whoever is refused is disconnected. */
  async begin(payload: Record<string, unknown> | undefined): Promise<boolean> {
    const { headers, ip } = this.#request;
    this.#headers = socketHeaders(headers, payload);
    try {
      this.caller = await this.#services.findCaller({ headers: this.#headers, ip });
      const release = this.#services.counts.admit(this.caller, 'WebSockets');
      this.#untilClosed(release);
    } catch (error) {
      this.fail(error);
      return false;
    }
    const keyCheck = setInterval(() => this.#checkKey(), keyCheckMs).unref();
    const heartbeat = setInterval(() => this.#tellPositions([...this.#subscriptions]), heartbeatMs).unref();
    this.#untilClosed(() => clearInterval(keyCheck));
    this.#untilClosed(() => clearInterval(heartbeat));
    return true;
  }

  /**
   * Answers an operation by a request in this process: what holds for requests over HTTP holds for it.
   *
   * @param began told when the operation turns out to be a subscription
   */
  async answer(
    id: string,
    payload: SubscribePayload,
    began: () => void,
  ): Promise<ExecutionArgs | readonly ToldError[]> {
    const { schema } = this.#services;
    const answered = (contextValue: unknown) => ({ schema, document: anything, contextValue });
    return new Promise((resolve, reject) => {
      const events = new SocketEvents(
        (result) => this.#socket.send(JSON.stringify({ id, type: 'next', payload: result })),
        (untilEnd) => {
          began();
          this.#subscriptions.set(id, events);
          events.closed.addEventListener('abort', () => this.#subscriptions.delete(id));
          resolve(answered(untilEnd));
          this.#tellPositions([[id, events]]);
        },
      );
      this.#send(payload, events).then((result) => {
        const { data, errors = [] } = result;
        resolve(
          data === undefined && errors.length > 0 ? errors.map((error) => new ToldError(error)) : answered(result),
        );
      }, reject);
    });
  }

  async #send(
    { query, variables, operationName, extensions }: SubscribePayload,
    events: SocketEvents,
  ): Promise<FormattedExecutionResult> {
    const { app } = this.#services;
    try {
      const { payload } = await socketOperation.run(events, () =>
        app.inject({
          method: 'POST',
          url: '/graphql',
          remoteAddress: this.#request.socket.remoteAddress ?? '',
          headers: { ...this.#headers, accept: 'application/json', 'content-type': 'application/json' },
          payload: JSON.stringify({ query, variables, operationName, extensions }),
          signal: this.#closed.signal,
        }),
      );
      return payload === '' ? {} : JSON.parse(payload);
    } catch (error) {
      if (app.server.listening && !this.#closed.signal.aborted) throw error;
      const { message, code } = new OverloadedError();
      return { errors: [{ message, extensions: { code } }] };
    }
  }

  /** Ends the connection because of an error. */
  fail(error: unknown): void {
    if (this.#closed.signal.aborted) return;
    if (error instanceof UnauthenticatedError)
      this.#socket.close(4401, 'Unauthorized: the API key is missing, unknown, expired or revoked');
    else if (error instanceof CallerError) this.#socket.close(error.statusCode < 429 ? 4400 : 1013, error.message);
    else this.#socket.close(4500, `Internal server error ${logUnexpected(this.#request.log, error)}`);
  }

  #untilClosed(end: () => void): void {
    const { signal } = this.#closed;
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  }

  #checkKey(): void {
    this.#services.authenticator.authenticate(this.#headers).catch((error) => {
      if (error instanceof UnauthenticatedError) setTimeout(() => this.fail(error), farewellMs).unref();
    });
  }

  /** Where the readers of subscriptions are, also of those that have had no event: as a ping, whose payload is free. */
  #tellPositions(subscriptions: [string, SocketEvents][]): void {
    if (subscriptions.length === 0) return;
    const positions = Object.fromEntries(subscriptions.map(([id, { position }]) => [id, position()]));
    this.#socket.send(JSON.stringify({ type: 'ping', payload: { positions } })).catch(() => {});
  }
}
