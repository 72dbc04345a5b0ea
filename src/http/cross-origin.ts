import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** How long browsers remember what they were allowed, in seconds. */
const maxAge = 600;

/** Lets the browser frontends of these origins call the service and read what it tells in headers. */
export async function allowOrigins(app: FastifyInstance, origins: string[] | undefined): Promise<void> {
  if (!origins) return;
  await app.register(cors, {
    origin: origins,
    methods: ['GET', 'POST'],
    allowedHeaders: [
      'accept-language',
      'apollo-require-preflight',
      'authorization',
      'content-type',
      'idempotency-key',
      'last-event-id',
      'x-api-key',
      'x-request-id',
    ],
    exposedHeaders: [
      'idempotent-replayed',
      'retry-after',
      'x-rate-limit-limit',
      'x-rate-limit-remaining',
      'x-rate-limit-reset',
      'x-request-id',
    ],
    maxAge,
  });
}
