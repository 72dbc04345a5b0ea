import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../auth/caller.ts';
import { activeTracer } from '../telemetry/tracing.ts';
import { refuseLargeAnswers } from './answer-size.ts';
import { RequestContext } from './context.ts';
import { deadlines } from './deadline.ts';
import { formatError } from './errors.ts';
import { compiledExecution, executingWith } from './execution.ts';
import { httpRules } from './http-rules.ts';
import { idempotentMutations } from './idempotency.ts';
import { showEachAudienceItsSchema } from './introspection.ts';
import { KnownOperations } from './known-operations.ts';
import { acceptableAnswers, announcedMutations, subscriptions } from './live-updates.ts';
import { countErrors, countResults } from './metrics.ts';
import { chargeOperations } from './rate-limit.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { readQueries } from './read-queries.ts';
import type { Gateway } from './server.ts';
import { type Step, stepsPlugin } from './steps.ts';
import { traceOperations } from './tracing.ts';
import { documentsById } from './trusted-documents.ts';

/** Answers requests that are authenticated and within the limits of their documents. */
export interface Operations {
  /** The text of the answer, whose status and headers the reply has; where it is to be a stream, the subscription is open. */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  close(): Promise<void>;
}

/** Puts Apollo Server and the schema together. @param spending absent where there is no limit in time */
export async function openOperations(gateway: Gateway, spending: RateLimiter | undefined): Promise<Operations> {
  const { schemas, reader, replicas, log, config, trustedDocuments } = gateway;
  showEachAudienceItsSchema();
  countResults(schemas.served);
  // In this order before and after an operation: what costs nothing and refuses comes before what takes hold of something.
  const steps: Step[] = [
    refuseLargeAnswers(config.MAX_ANSWER_BYTES),
    countErrors,
    ...(activeTracer() ? [traceOperations] : []),
    acceptableAnswers,
    chargeOperations(schemas.served, config.MAX_COST, spending),
    idempotentMutations,
    announcedMutations,
    deadlines,
    readQueries(reader, replicas),
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
      httpRules,
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

  const contextOf = (request: FastifyRequest) =>
    new RequestContext(gateway, request as typeof request & { caller: Caller });
  const answerWithApollo = fastifyApolloHandler(apollo, { context: async (request) => contextOf(request) });
  return {
    async answer(request, reply) {
      const known = knownOperations.find(request);
      return known
        ? knownOperations.answer(known, contextOf(request), reply)
        : answerWithApollo.call(request.server, request, reply);
    },
    close: () => apollo.stop(),
  };
}
