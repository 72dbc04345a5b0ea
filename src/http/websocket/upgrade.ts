import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** The connections that may become WebSockets, by their requests. */
const upgrades = new WeakMap<IncomingMessage, { socket: Socket; head: Buffer }>();

/** The connection of a request that asks for a WebSocket. */
export const upgradeOf = (request: IncomingMessage) => upgrades.get(request);

/** Routes requests for WebSockets as all others. Other upgrades are ignored, as HTTP allows. */
export function routeUpgrades(app: FastifyInstance): void {
  app.server.on('upgrade', (request, connection, head) => {
    const socket = connection as Socket;
    socket.on('error', () => {});
    if (request.headers.upgrade?.toLowerCase() !== 'websocket' || request.method !== 'GET')
      return ignoreUpgrade(app.server, request, socket, head);
    upgrades.set(request, { socket, head });
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    response.on('finish', () => socket.end());
    app.routing(request, response);
  });
}

/** Of the connection, not of the request. */
const ofUpgrade = new Set(['upgrade', 'http2-settings', 'connection']);

/**
 * Has a request read once more, without its wish: Node.js upgrades all or none. Java's client, for one, asks for HTTP/2
 * each time.
 */
function ignoreUpgrade(server: Server, request: IncomingMessage, socket: Socket, head: Buffer): void {
  const { method, url, rawHeaders, headers } = request;
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let n = 0; n < rawHeaders.length; n += 2)
    if (!ofUpgrade.has((rawHeaders[n] as string).toLowerCase())) lines.push(`${rawHeaders[n]}: ${rawHeaders[n + 1]}`);
  if (/\bclose\b/i.test(headers.connection ?? '')) lines.push('connection: close');
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
}
