import {
  type FastifyBaseLogger,
  type FastifyInstance,
  fastify,
  LogController,
  type onRequestHookHandler,
} from 'fastify';
import type { Redis } from 'ioredis';
import type { Caller } from '../auth/caller.ts';
import { ConcurrencyLimiter, type Permit } from '../concurrency/concurrency-limiter.ts';
import { Deadline } from '../concurrency/deadline.ts';
import { EventLoopLag } from '../concurrency/event-loop-lag.ts';
import type { Snapshots } from '../database/snapshots.ts';
import { refuseLargeDocuments } from '../graphql/documents/limits.ts';
import { refuseUntrusted } from '../graphql/documents/trusted-documents.ts';
import { type OperationDependencies, openOperations } from '../graphql/operations.ts';
import { translateDocuments } from '../graphql/prefix/prefixed-names.ts';
import { LiveUpdates } from '../graphql/subscriptions/live-updates.ts';
import { RateLimiter } from '../rate-limit/rate-limiter.ts';
import type { Readiness } from '../readiness.ts';
import { faces, findFaceAmong } from '../rest/faces.ts';
import { logRequests } from '../telemetry/log.ts';
import { showRequests } from '../telemetry/metrics.ts';
import { activeTracer } from '../telemetry/tracing.ts';
import { authenticating } from './authenticating.ts';
import { compressAnswers } from './bodies/compression.ts';
import { limitJsonInSearch, readJsonBodies } from './bodies/json-body.ts';
import { allowOrigins } from './cross-origin.ts';
import { addExports } from './exports.ts';
import { limitFailedKeys } from './failed-keys.ts';
import { addHealth } from './health.ts';
import { answerHttpErrors, earlyErrors, refuseBadHost, refuseOtherMethods } from './http-errors.ts';
import { shedLoad } from './load-shedding.ts';
import { forLoopbackAlone } from './loopback.ts';
import { countRequests, serveMetrics } from './metrics.ts';
import { addOpenApi } from './openapi.ts';
import { addPackages } from './packages.ts';
import { addPages, leadToExplorer, type Pages } from './pages.ts';
import { parseSearch } from './query-string.ts';
import { addRateLimitHeaders, refuseExhausted, setRateLimitHeaders } from './rate-limit.ts';
import { requestIdOf } from './request-id.ts';
import { addRequestScope } from './request-scope.ts';
import { addRestFace, type RunWithin } from './rest-faces.ts';
import { addSdl } from './sdl.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { endUnreadAnswers } from './timeouts.ts';
import { traceRequests } from './tracing.ts';
import { Sockets } from './websocket/sockets.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set for requests that need a key. */
    caller?: Caller;
    deadline: Deadline;
    permit: Permit;
  }
}

export interface ServerDependencies extends OperationDependencies {
  snapshots: Snapshots;
  readiness: Readiness;
  pages: Pages;
  /** What nodes share their counts in. */
  redis: Redis | undefined;
  /** Absent where there is no limit in time. */
  spending: RateLimiter | undefined;
}

/** Puts HTTP around the operations. */
export async function createServer(dependencies: ServerDependencies): Promise<FastifyInstance> {
  const { snapshots, schemas, authenticator, readiness, pages, log, config, redis, spending, trustedDocuments } =
    dependencies;
  const eventLoop = new EventLoopLag();
  const concurrency = new ConcurrencyLimiter(config.MAX_CONCURRENT_REQUESTS, () => eventLoop.isHigh);
  showRequests(concurrency);
  const served = config.REST_FACES ? faces : [];
  const findFace = findFaceAmong(served);
  const app: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { querystringParser: parseSearch },
    rewriteUrl: ({ url = '/' }) => url.replace(/^\/graphql\/(?=\?|$)/, '/graphql'),
    trustProxy: config.TRUSTED_PROXIES ?? false,
    ...earlyErrors(findFace),
    // What still arrives on an open connection while the service stops is served.
    return503OnClosing: false,
    genReqId: requestIdOf,
    ...shedLoad(concurrency, authenticator, log, config, findFace),
  });
  app.decorateRequest('caller');
  app.decorateRequest('deadline', null as unknown as Deadline);
  app.decorateRequest('permit', null as unknown as Permit);
  const addRefusals = refuseOtherMethods(app);
  addRequestScope(app);
  const methods = ['GET', 'POST', ...(config.REST_FACES ? ['PATCH', 'DELETE'] : [])];
  await allowOrigins(app, config.CORS_ORIGINS, methods);
  addSecurityHeaders(app);
  if (activeTracer()) traceRequests(app, findFace);
  logRequests(app);
  countRequests(app, findFace);
  answerHttpErrors(app, findFace);
  readJsonBodies(app, config, concurrency);
  endUnreadAnswers(app, config);
  await compressAnswers(app);
  addHealth(app, readiness);
  await addPages(app, pages);
  await addPackages(app);
  if (config.METRICS_PORT === undefined) serveMetrics(app, { onRequest: forLoopbackAlone });

  const failures = RateLimiter.of('failed-keys', config.RATE_LIMIT_FAILED_KEYS, config.RATE_LIMIT_WINDOW_S, redis);
  const findCaller = limitFailedKeys(authenticator, failures);
  const authenticate = authenticating(authenticator, concurrency, findCaller);
  addRateLimitHeaders(app, spending, findFace);

  const operations = await openOperations(dependencies, spending);
  app.addHook('onClose', () => operations.close());
  addSdl(app, { sdl: schemas.sdl, spending, onRequest: [authenticate, refuseExhausted(spending)] });
  const runWithin: RunWithin = (request, reply, work) => {
    request.deadline = new Deadline();
    const { deadline, caller } = request as typeof request & { caller: Caller };
    return deadline.run(config.REQUEST_TIMEOUT_MS, reply, () =>
      concurrency.run(caller.organization.id, deadline, (permit) => {
        request.permit = permit;
        return work();
      }),
    );
  };
  const onRequest: onRequestHookHandler[] = [
    (_request, reply, done) => {
      reply.header('cache-control', 'no-store');
      done();
    },
    refuseBadHost,
    authenticate,
    refuseExhausted(spending),
  ];
  if (config.REST_FACES) addOpenApi(app);
  for (const face of served) addRestFace(app, face, { shared: dependencies, spending, onRequest, runWithin });
  addExports(app, { snapshots, authenticator, spending, clientTimeoutMs: config.CLIENT_TIMEOUT_MS, onRequest });
  const liveUpdates = new LiveUpdates();
  const sockets = new Sockets(
    {
      app,
      schema: schemas.served,
      authenticator,
      findCaller: (request) => concurrency.lookUp(() => findCaller(request)),
    },
    config,
  );
  app.addHook('preClose', async () => {
    sockets.stop();
    liveUpdates.end();
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    onRequest: [...(pages.explorer ? [leadToExplorer] : []), sockets.accept, ...onRequest],
    preHandler: [
      limitJsonInSearch(config),
      ...(config.TRUSTED_DOCUMENTS_ONLY ? [refuseUntrusted(trustedDocuments)] : []),
      refuseLargeDocuments(config),
      translateDocuments(),
    ],
    handler: async (request, reply) => {
      const body = await runWithin(request, reply, () => operations.answer(request, reply));
      if (!request.live?.subscription) return body;
      setRateLimitHeaders(request, reply); // a stream is not sent as other answers are
      return liveUpdates.serve(request.live, reply);
    },
  });
  addRefusals();
  return app;
}
