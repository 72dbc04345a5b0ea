import { randomUUID } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Authenticator } from '../auth/authenticate.ts';
import type { Caller } from '../auth/caller.ts';
import type { Config } from '../config.ts';
import type { Stores } from '../resource/context.ts';
import type { Schemas } from '../schema/build-schema.ts';
import { Admission } from './admission.ts';
import { type RequestContext, requestContext } from './context.ts';
import { allowOrigins } from './cross-origin.ts';
import { Deadline, deadlines } from './deadline.ts';
import { refuseLargeDocuments } from './document-limits.ts';
import { formatError, unexpectedErrors } from './errors.ts';
import { limitFailedKeys } from './failed-keys.ts';
import { addHealth, type Check } from './health.ts';
import { answerHttpErrors, earlyErrors, refuseBadHost } from './http-errors.ts';
import { showEachAudienceItsSchema } from './introspection.ts';
import { readJsonBodies } from './json-body.ts';
import { logRequests } from './log.ts';
import { chargeOperations, refuseExhausted, tellBudget } from './rate-limit.ts';
import { RateLimiter } from './rate-limiter.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { documentsById, refuseUntrusted, type TrustedDocuments } from './trusted-documents.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set for requests to `/graphql`. */
    caller?: Caller;
    deadline: Deadline;
  }
}

/** How long a request may take to arrive. */
const arrivalMs = 30_000;

export interface Gateway {
  stores: Stores;
  schemas: Schemas;
  authenticator: Authenticator;
  checks: Check[];
  log: Logger;
  config: Config;
  /** What nodes share their counts in. */
  redis: Redis | undefined;
  trustedDocuments: TrustedDocuments;
}

/** Puts HTTP, Apollo Server and the schema together. */
export async function createServer({
  stores,
  schemas,
  authenticator,
  checks,
  log,
  config,
  redis,
  trustedDocuments,
}: Gateway): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: config.MAX_BODY_BYTES,
    requestTimeout: arrivalMs,
    trustProxy: config.TRUSTED_PROXIES ?? false,
    ...earlyErrors,
    // What still arrives on an open connection while the service stops is served.
    return503OnClosing: false,
    genReqId: ({ headers }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
    },
  });
  readJsonBodies(app);
  app.decorateRequest('caller');
  app.decorateRequest('deadline', null as unknown as Deadline);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  await allowOrigins(app, config.CORS_ORIGINS);
  await addSecurityHeaders(app);
  logRequests(app);
  answerHttpErrors(app);
  addHealth(app, checks);

  const limiter = (name: string, points: number) =>
    points === 0 ? undefined : new RateLimiter(name, points, config.RATE_LIMIT_WINDOW_S, redis);
  const spending = limiter('points', config.RATE_LIMIT_POINTS);
  const authenticate = limitFailedKeys(authenticator, limiter('failed-keys', config.RATE_LIMIT_FAILED_KEYS));
  const admission = new Admission(config.MAX_CONCURRENT_REQUESTS);
  tellBudget(app, spending);

  showEachAudienceItsSchema();
  const apollo = new ApolloServer<RequestContext>({
    schema: schemas.partner,
    // A request without a key is refused before it gets here.
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // A browser asks leave before it sends one of these to another site, and each request has one: its key.
    csrfPrevention: { requestHeaders: ['x-api-key', 'authorization'] },
    formatError,
    persistedQueries: documentsById(trustedDocuments, config.TRUSTED_DOCUMENTS_ONLY),
    plugins: [
      unexpectedErrors,
      chargeOperations(schemas.partner, config.MAX_COST, spending),
      deadlines,
      ApolloServerPluginLandingPageDisabled(),
    ],
    logger: log,
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  const answer = fastifyApolloHandler(apollo, {
    context: async (request) => requestContext(stores, schemas, request as typeof request & { caller: Caller }),
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: [
      async (_request, reply) => {
        reply.header('cache-control', 'no-store');
      },
      refuseBadHost,
      async () => admission.refuseWhenFull(),
      async (request) => {
        request.caller = await authenticate(request);
      },
      refuseExhausted(spending),
    ],
    preHandler: [
      ...(config.TRUSTED_DOCUMENTS_ONLY ? [refuseUntrusted(trustedDocuments)] : []),
      refuseLargeDocuments(config),
    ],
    handler: (request, reply) => {
      request.deadline = new Deadline();
      return admission.run(() =>
        request.deadline.run(config.REQUEST_TIMEOUT_MS, reply, async () => answer.call(app, request, reply)),
      );
    },
  });
  return app;
}
