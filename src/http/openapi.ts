import type { FastifyInstance } from 'fastify';
import { openApiDocument } from '../rest/openapi.ts';

/** `/openapi.json`: what the REST APIs take and answer. It is the same for everybody, so it needs no key. */
export function addOpenApi(app: FastifyInstance): void {
  let text: string | undefined;
  app.get('/openapi.json', (_request, reply) => {
    text ??= JSON.stringify(openApiDocument());
    return reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8').send(text);
  });
}
