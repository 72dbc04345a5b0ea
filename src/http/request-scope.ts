import type { FastifyInstance, FastifyReply } from 'fastify';
import { type RequestScope, requestScope } from '../telemetry/request-scope.ts';

declare module 'fastify' {
  interface FastifyRequest {
    scope: RequestScope;
  }
}

/** Gives each request the scope that statements and traces find it by. */
export function addRequestScope(app: FastifyInstance): void {
  app.decorateRequest('scope');
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    request.scope = { id: request.id, statements: 0, databaseMs: 0, rows: 0, operation: 'none' };
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
export function onEnd({ raw }: FastifyReply, listen: (status: number) => void): void {
  raw.once('close', () => listen(raw.writableFinished ? raw.statusCode : clientClosedRequest));
}
