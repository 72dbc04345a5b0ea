import { randomUUID } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Authenticator } from '../auth/authenticate.ts';
import type { Caller } from '../auth/caller.ts';
import type { Stores } from '../resource/context.ts';
import type { Schemas } from '../schema/build-schema.ts';
import { type RequestContext, requestContext } from './context.ts';
import { maxTokens, refuseDeepDocument } from './document-limits.ts';
import { formatError, unexpectedErrors } from './errors.ts';
import { addHealth, type Check } from './health.ts';
import { answerHttpErrors, earlyErrors, refuseBadHost } from './http-errors.ts';
import { idempotentMutations } from './idempotency.ts';
import { showEachAudienceItsSchema } from './introspection.ts';
import { LiveUpdates, subscriptions } from './live-updates.ts';
import { logRequests } from './log.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set for requests to `/graphql`. */
    caller?: Caller;
  }
}

/** The largest request body: room for a look-up of 1,000 of the longest external ids, in bytes. */
const bodyLimit = 2 * 1024 * 1024;

export interface Gateway {
  stores: Stores;
  schemas: Schemas;
  authenticator: Authenticator;
  checks: Check[];
  log: Logger;
}

/** Puts HTTP, Apollo Server and the schema together. */
export async function createServer({ stores, schemas, authenticator, checks, log }: Gateway): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    ...earlyErrors,
    // What still arrives on an open connection while the service stops is served.
    return503OnClosing: false,
    genReqId: ({ headers }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
    },
  });
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('caller');
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  logRequests(app);
  answerHttpErrors(app);
  addHealth(app, checks);

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
    parseOptions: { maxTokens },
    plugins: [unexpectedErrors, idempotentMutations, subscriptions, ApolloServerPluginLandingPageDisabled()],
    logger: log,
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  const liveUpdates = new LiveUpdates();
  app.addHook('preClose', async () => liveUpdates.end());
  const answer = fastifyApolloHandler(apollo, {
    context: async (request) =>
      requestContext(stores, schemas, authenticator, request as typeof request & { caller: Caller }),
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: [
      refuseBadHost,
      async (request) => {
        request.caller = await authenticator.authenticate(request.headers);
      },
    ],
    preHandler: refuseDeepDocument,
    handler: async (request, reply) => {
      const body = await answer.call(app, request, reply);
      return request.live?.subscription ? liveUpdates.serve(request.live, reply) : body;
    },
  });
  return app;
}
