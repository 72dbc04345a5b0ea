import type { FastifyInstance } from 'fastify';

/** A reason why the service cannot serve now, or undefined. */
export type Check = () => Promise<string | undefined>;

/** `/livez`: the process lives. `/readyz`: it can serve, else 503 with the reasons. */
export function addHealth(app: FastifyInstance, checks: Check[]): void {
  app.get('/livez', async () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const reasons = (await Promise.all(checks.map((check) => check()))).filter((reason) => reason !== undefined);
    reply.header('cache-control', 'no-store');
    return reasons.length === 0 ? { status: 'ready' } : reply.code(503).send({ status: 'not ready', reasons });
  });
}
