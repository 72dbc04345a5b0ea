import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** How long browsers remember what they were allowed, in seconds. */
const maxAge = 600;

/**
 * Lets the browser frontends of these origins call the service and read what it tells in headers.
 *
 * @param methods that the addresses of the service take
 */
export async function allowOrigins(
  app: FastifyInstance,
  origins: string[] | undefined,
  methods: string[],
): Promise<void> {
  if (!origins) return;
  await app.register(cors, {
    origin: origins,
    methods,
    allowedHeaders: [
      'accept-language',
      'apollo-require-preflight',
      // Apollo Client sends these if it is told the name of the app.
      'apollographql-client-name',
      'apollographql-client-version',
      'authorization',
      'content-type',
      'idempotency-key',
      'last-event-id',
      'osvc-crest-application-context',
      'x-api-key',
      'x-estimate-only',
      'x-http-method-override',
      'x-request-id',
    ],
    exposedHeaders: [
      'idempotent-replayed',
      'location',
      'retry-after',
      'x-rate-limit-limit',
      'x-rate-limit-remaining',
      'x-rate-limit-reset',
      'x-request-id',
    ],
    maxAge,
  });
}
