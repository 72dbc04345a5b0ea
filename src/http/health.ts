import type { FastifyInstance } from 'fastify';
import type { Readiness } from '../readiness.ts';
import { version } from '../version.ts';

/** `/livez`: the process lives. `/readyz`: it can serve, else 503 with the reasons. */
export function addHealth(app: FastifyInstance, readiness: Readiness): void {
  app.get('/livez', async () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const reasons = (await readiness()).map(({ text }) => text);
    reply.header('cache-control', 'no-store');
    return reasons.length === 0
      ? { status: 'ready', version }
      : reply.code(503).send({ status: 'not ready', reasons, version });
  });
}
