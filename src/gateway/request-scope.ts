import type { FastifyInstance } from 'fastify';
import { type RequestScope, requestScope } from '../telemetry/request-scope.ts';

declare module 'fastify' {
  interface FastifyRequest {
    scope: RequestScope;
  }
}

/** Gives each request the scope that statements and traces find it by. */
export function addRequestScope(app: FastifyInstance): void {
  app.decorateRequest('scope');
  app.addHook('onRequest', (request, _reply, done) => {
    request.scope = { id: request.id, statements: 0, operation: 'none' };
    requestScope.run(request.scope, done);
  });
  // The body arrives in events of the connection, which know no request.
  app.addHook('preValidation', (request, _reply, done) => requestScope.run(request.scope, done));
}
