import type { Server, ServerOptions } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';

export type Timeouts = Pick<Config, 'CLIENT_TIMEOUT_MS' | 'KEEP_ALIVE_TIMEOUT_MS'>;

/** The part of a request's time that its headers may take: they are small. */
const headersMs = 10_000;

/** How late a time-out may be; by itself Node.js looks every 30 s. */
const lookEveryMs = 1000;

/** Ends connections that send too slowly. */
export function timeoutOptions({ CLIENT_TIMEOUT_MS, KEEP_ALIVE_TIMEOUT_MS }: Timeouts) {
  return {
    requestTimeout: CLIENT_TIMEOUT_MS,
    headersTimeout: Math.min(headersMs, CLIENT_TIMEOUT_MS),
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    connectionsCheckingInterval: Math.min(lookEveryMs, CLIENT_TIMEOUT_MS),
  } satisfies ServerOptions;
}

/**
 * Ends connections on which no request comes after an answer. For Node.js a connection is not idle while bytes arrive,
 * and line breaks are bytes, but start no request.
 */
export function endIdleConnections(server: Server, timeouts: Timeouts): void {
  const { keepAliveTimeout, headersTimeout } = timeoutOptions(timeouts);
  const idleMs = keepAliveTimeout + headersTimeout + lookEveryMs;
  const states = new WeakMap<Socket, { requests: number; timer?: NodeJS.Timeout }>();
  server.on('connection', (socket) => {
    const state: { requests: number; timer?: NodeJS.Timeout } = { requests: 0 };
    states.set(socket, state);
    socket.once('close', () => clearTimeout(state.timer));
  });
  server.on('request', ({ socket }, response) => {
    const state = states.get(socket);
    if (!state) return;
    clearTimeout(state.timer);
    state.requests++;
    response.once('close', () => {
      state.requests--;
      if (state.requests === 0 && !socket.destroyed) state.timer = setTimeout(() => socket.destroy(), idleMs).unref();
    });
  });
  // A connection that becomes a WebSocket is no longer HTTP's. Node.js upgrades none where nobody listens for it.
  server.on('newListener', function listen(event) {
    if (event !== 'upgrade') return;
    server.off('newListener', listen);
    server.on('upgrade', (_request, socket) => clearTimeout(states.get(socket as Socket)?.timer));
  });
}

/** Ends connections whose clients take nothing of their answer: it would stay in memory. */
export function endUnreadAnswers(app: FastifyInstance, { CLIENT_TIMEOUT_MS }: Timeouts): void {
  app.addHook('onSend', (_request, { raw: { socket } }, payload, done) => {
    // Node.js sets its own once the answer is sent. A request that was made in this process has no connection.
    if (socket instanceof Socket) socket.setTimeout(CLIENT_TIMEOUT_MS);
    done(null, payload);
  });
}
