import type { FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import { makeServer, type ServerOptions } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Config } from '../../config.ts';
import { ForbiddenOriginError, OverloadedError } from '../../errors.ts';
import { CallerCounts } from '../../graphql/subscriptions/limits.ts';
import { checkJson } from '../bodies/json-scan.ts';
import { BoundedSocket } from './bounded-socket.ts';
import { type SessionServices, SocketSession } from './session.ts';
import { routeUpgrades, upgradeOf } from './upgrade.ts';

/** The longest message, in bytes. It is read before anything is known of its sender. Told in docs/schema.md. */
const maxMessageBytes = 128 * 1024;
/** How long a client may take to say who it is. */
const initMs = 3000;
/** What is in flight when the node stops has as long to be answered. */
const stopMs = 5000;

const subprotocol = 'graphql-transport-ws';

export type SocketLimits = Pick<Config, 'MAX_BODY_BYTES' | 'MAX_BODY_VALUES' | 'CORS_ORIGINS'>;

/** The WebSockets of this node. They speak `graphql-transport-ws`, which the library graphql-ws reads. */
export class Sockets {
  readonly #limits: SocketLimits;
  readonly #services: SessionServices;
  readonly #server: WebSocketServer;
  readonly #open = new Set<BoundedSocket>();
  #isStopping = false;

  constructor(services: Omit<SessionServices, 'counts'>, limits: SocketLimits) {
    this.#limits = limits;
    this.#services = { ...services, counts: new CallerCounts() };
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      autoPong: false,
      perMessageDeflate: false,
      maxPayload: Math.min(maxMessageBytes, limits.MAX_BODY_BYTES),
      handleProtocols: (offered) => offered.has(subprotocol) && subprotocol,
    });
    routeUpgrades(services.app);
  }

  /** Takes over the requests that ask for a WebSocket. */
  readonly accept: onRequestHookHandler = (request, reply, done) => {
    const upgrade = upgradeOf(request.raw);
    if (!upgrade) return done();
    if (this.#isStopping) return done(new OverloadedError());
    if (!this.#isAllowed(request)) return done(new ForbiddenOriginError());
    reply.hijack();
    this.#server.handleUpgrade(request.raw, upgrade.socket, upgrade.head, (socket) => {
      leaveHttp(reply);
      this.#serve(socket, request);
    });
  };

  /** A page of another site must not use what a browser holds; the key is not in a cookie, but may be in an address. */
  #isAllowed({ headers: { origin }, host }: FastifyRequest): boolean {
    if (origin === undefined || this.#limits.CORS_ORIGINS?.includes(origin)) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  }

  #serve(webSocket: WebSocket, request: FastifyRequest): void {
    const socket = new BoundedSocket(webSocket);
    const session = new SocketSession(this.#services, socket, request);
    const began = performance.now();
    this.#open.add(socket);
    let answered = () => {};
    const closed = makeServer(protocolOf(session, () => answered)).opened(
      {
        protocol: socket.protocol,
        send: (text) => socket.send(text),
        close: (code = 1000, reason = '') => socket.close(code, reason),
        onMessage: (take) =>
          socket.onMessage(async (text, done) => {
            answered = done;
            try {
              checkJson(text, this.#limits.MAX_BODY_VALUES);
              await take(text);
            } catch (error) {
              session.fail(error);
            }
          }),
      },
      undefined,
    );
    socket.onClose((code, reason) => {
      this.#open.delete(socket);
      void closed(code, reason);
      const { organization, apiKey } = session.caller ?? {};
      const ms = Math.round(performance.now() - began);
      request.log.info({ code, ms, organization: organization?.id, apiKey: apiKey?.prefix }, 'WebSocket closed');
    });
  }

  /** Ends all, so that their clients connect to another node. Operations in flight are answered. */
  stop(): void {
    this.#isStopping = true;
    for (const socket of this.#open) {
      socket.closeWhenAnswered(1012, 'Service restart');
      setTimeout(() => socket.close(1012, 'Service restart'), stopMs).unref();
    }
  }
}

/** @param answered what to call once the message that is taken up is answered */
function protocolOf(session: SocketSession, answered: () => () => void): ServerOptions {
  return {
    connectionInitWaitTimeout: initMs,
    onConnect: ({ connectionParams }) => session.begin(connectionParams),
    onSubscribe: (_context, id, payload) => session.answer(id, payload, answered()),
    subscribe: ({ contextValue }) => contextValue as never,
    // An answer is a finished one: graphql-ws would format its errors once more.
    onNext: (_context, _id, _payload, _args, result) => result as never,
  };
}

/** As far as HTTP is concerned, the request is answered. */
function leaveHttp({ raw }: FastifyReply): void {
  raw.statusCode = 101;
  if (raw.socket) raw.detachSocket(raw.socket);
  raw.emit('close');
}
