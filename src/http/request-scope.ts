import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { socketOperation } from '../graphql/subscriptions/socket-events.ts';
import { type RequestScope, requestScope } from '../telemetry/request-scope.ts';

declare module 'fastify' {
  interface FastifyRequest {
    scope: RequestScope;
  }
}

/** Gives each request the scope that statements and traces find it by. */
export function addRequestScope(app: FastifyInstance): void {
  app.decorateRequest('scope');
  app.decorateRequest('socketEvents', undefined);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    request.socketEvents = socketOperation.getStore();
    request.scope = { id: request.id, statements: 0, databaseMs: 0, rows: 0, points: 0, operation: 'none' };
    requestScope.run(request.scope, done);
  });
  // The body arrives in events of the connection, which know no request.
  app.addHook('preValidation', (request, _reply, done) => requestScope.run(request.scope, done));
}

/** The status of a request whose client went away before its answer. nginx introduced it. */
const clientClosedRequest = 499;

/**
 * Listens for the end of a request, also of one whose client went away, which Fastify's `onResponse` is silent about.
 *
 * @param listen is told the status that the client got
 */
export function onEnd({ raw, request }: FastifyReply, listen: (status: number) => void): void {
  raw.once('close', () => listen(isAnswered(raw, request) ? raw.statusCode : clientClosedRequest));
}

const switchingProtocols = 101;

/** A request that was made in this process, for a WebSocket, has no connection that could break. */
function isAnswered({ writableFinished, writableEnded, statusCode }: ServerResponse, request: FastifyRequest): boolean {
  return writableFinished || statusCode === switchingProtocols || (writableEnded && request.socketEvents !== undefined);
}
