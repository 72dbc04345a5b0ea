import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  fastify,
  LogController,
  type onRequestHookHandler,
} from 'fastify';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import type { Authenticator } from '../auth/authenticate.ts';
import type { Caller } from '../auth/caller.ts';
import type { Config } from '../config.ts';
import type { Replicas } from '../database/replicas.ts';
import type { Stores } from '../resource/context.ts';
import type { Schemas } from '../schema/build-schema.ts';
import { activeTracer } from '../telemetry/tracing.ts';
import { Admission, type Place } from './admission.ts';
import { refuseLargeAnswers } from './answer-size.ts';
import { RequestContext } from './context.ts';
import { allowOrigins } from './cross-origin.ts';
import { Deadline, deadlines } from './deadline.ts';
import { refuseLargeDocuments } from './document-limits.ts';
import { refuseEarly } from './early-refusal.ts';
import { formatError } from './errors.ts';
import { EventLoop } from './event-loop.ts';
import { compiledExecution, executingWith } from './execution.ts';
import { limitFailedKeys } from './failed-keys.ts';
import { addHealth, type Check } from './health.ts';
import { answerHttpErrors, earlyErrors, refuseBadHost } from './http-errors.ts';
import { idempotentMutations } from './idempotency.ts';
import { showEachAudienceItsSchema } from './introspection.ts';
import { readJsonBodies } from './json-body.ts';
import { KnownOperations } from './known-operations.ts';
import { acceptableAnswers, announcedMutations, LiveUpdates, subscriptions } from './live-updates.ts';
import { logRequests } from './log.ts';
import { addMetrics, countErrors, countResults } from './metrics.ts';
import { addPages, type Pages } from './pages.ts';
import { chargeOperations, refuseExhausted, tellBudget, tellCharge } from './rate-limit.ts';
import { RateLimiter } from './rate-limiter.ts';
import { readFromReplicas } from './read-from-replicas.ts';
import { requestIdOf } from './request-id.ts';
import { addRequestScope } from './request-scope.ts';
import { addSdl } from './sdl.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { type Step, stepsPlugin } from './steps.ts';
import { traceOperations, traceRequests } from './tracing.ts';
import { documentsById, refuseUntrusted, type TrustedDocuments } from './trusted-documents.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set for requests that need a key. */
    caller?: Caller;
    deadline: Deadline;
    place: Place;
  }
}

/** How long a request may take to arrive. */
const arrivalMs = 30_000;

export interface Gateway {
  stores: Stores;
  schemas: Schemas;
  authenticator: Authenticator;
  /** Where queries may be read from, beside the primary. */
  replicas: Replicas | undefined;
  checks: Check[];
  pages: Pages;
  log: Logger;
  config: Config;
  /** What nodes share their counts in. */
  redis: Redis | undefined;
  trustedDocuments: TrustedDocuments;
}

/** Finds out who sends a request; at once for a key that was looked up a moment ago. */
function authenticating(
  authenticator: Authenticator,
  admission: Admission,
  findCaller: (request: FastifyRequest) => Promise<Caller>,
): onRequestHookHandler {
  return (request, _reply, done) => {
    const remembered = admission.isFull ? undefined : authenticator.remembered(request.headers);
    if (remembered) {
      request.caller = remembered;
      return done();
    }
    admission
      .checkIn(() => findCaller(request))
      .then((caller) => {
        request.caller = caller;
        done();
      }, done);
  };
}

/** Puts HTTP, Apollo Server and the schema together. */
export async function createServer(gateway: Gateway): Promise<FastifyInstance> {
  const { stores, schemas, authenticator, replicas, checks, pages, log, config, redis, trustedDocuments } = gateway;
  const eventLoop = new EventLoop();
  const admission = new Admission(config.MAX_CONCURRENT_REQUESTS, () => eventLoop.isLate);
  const app: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: config.MAX_BODY_BYTES,
    requestTimeout: arrivalMs,
    trustProxy: config.TRUSTED_PROXIES ?? false,
    ...earlyErrors,
    // What still arrives on an open connection while the service stops is served.
    return503OnClosing: false,
    genReqId: requestIdOf,
    ...refuseEarly(admission, log),
  });
  readJsonBodies(app);
  app.decorateRequest('caller');
  app.decorateRequest('deadline', null as unknown as Deadline);
  app.decorateRequest('place', null as unknown as Place);
  addRequestScope(app);
  await allowOrigins(app, config.CORS_ORIGINS);
  addSecurityHeaders(app);
  const traced = activeTracer() !== undefined;
  if (traced) traceRequests(app);
  logRequests(app);
  answerHttpErrors(app);
  addHealth(app, checks);
  await addPages(app, pages);
  addMetrics(app);

  const limiter = (name: string, points: number) =>
    points === 0 ? undefined : new RateLimiter(name, points, config.RATE_LIMIT_WINDOW_S, redis);
  const spending = limiter('points', config.RATE_LIMIT_POINTS);
  const findCaller = limitFailedKeys(authenticator, limiter('failed-keys', config.RATE_LIMIT_FAILED_KEYS));
  const authenticate = authenticating(authenticator, admission, findCaller);
  tellBudget(app, spending);

  showEachAudienceItsSchema();
  countResults(schemas.served);
  const steps: Step[] = [
    refuseLargeAnswers(config.MAX_ANSWER_BYTES),
    countErrors,
    ...(traced ? [traceOperations] : []),
    acceptableAnswers,
    chargeOperations(schemas.served, config.MAX_COST, spending),
    idempotentMutations,
    announcedMutations,
    deadlines,
    ...(replicas ? [readFromReplicas(replicas)] : []),
  ];
  const execution = compiledExecution(schemas.served);
  const knownOperations = new KnownOperations(schemas.served, steps, execution);
  const apollo = new ApolloServer<RequestContext>({
    gateway: executingWith(schemas.served, execution),
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
      stepsPlugin(steps, (asked) => knownOperations.remember(asked)),
      subscriptions,
      // No field has a cache hint, and the plugin that gathers them would be called for each field of an answer.
      ApolloServerPluginCacheControlDisabled(),
      // It would tell a gateway the times of fields, which OpenTelemetry is for.
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
    logger: log,
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  addSdl(app, schemas.sdl, authenticate);
  const liveUpdates = new LiveUpdates();
  app.addHook('preClose', async () => liveUpdates.end());
  const serving = { stores, schemas, authenticator };
  const contextOf = (request: FastifyRequest) =>
    new RequestContext(serving, request as typeof request & { caller: Caller });
  const answerWithApollo = fastifyApolloHandler(apollo, { context: async (request) => contextOf(request) });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: [
      (_request, reply, done) => {
        reply.header('cache-control', 'no-store');
        done();
      },
      refuseBadHost,
      authenticate,
      refuseExhausted(spending),
    ],
    preHandler: [
      ...(config.TRUSTED_DOCUMENTS_ONLY ? [refuseUntrusted(trustedDocuments)] : []),
      refuseLargeDocuments(config),
    ],
    handler: async (request, reply) => {
      const known = knownOperations.find(request);
      request.deadline = new Deadline();
      const body = await admission.run((place) => {
        request.place = place;
        return request.deadline.run(config.REQUEST_TIMEOUT_MS, reply, async () =>
          known ? knownOperations.answer(known, contextOf(request), reply) : answerWithApollo.call(app, request, reply),
        );
      });
      if (!request.live?.subscription) return body;
      tellCharge(request, reply); // a stream is not sent as other answers are
      return liveUpdates.serve(request.live, reply);
    },
  });
  return app;
}
