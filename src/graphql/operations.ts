import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../auth/caller.ts';
import { limitAnswerSize } from '../gateway/answer-size.ts';
import { RequestContext } from '../gateway/context.ts';
import { deadlines } from '../gateway/deadline.ts';
import { limitErrors } from '../gateway/error-size.ts';
import { httpRules } from '../gateway/http-rules.ts';
import { idempotentMutations } from '../gateway/idempotency.ts';
import { acceptableAnswers, announcedMutations, subscriptions } from '../gateway/live-updates.ts';
import { countErrors } from '../gateway/metrics.ts';
import { chargeOperations } from '../gateway/rate-limit.ts';
import type { RateLimiter } from '../gateway/rate-limiter.ts';
import { readQueries } from '../gateway/read-queries.ts';
import type { Gateway } from '../gateway/server.ts';
import { traceOperations } from '../gateway/tracing.ts';
import { documentsById } from '../gateway/trusted-documents.ts';
import { activeTracer } from '../telemetry/tracing.ts';
import { authorizeMutations } from './authorize.ts';
import { formatError } from './errors.ts';
import { compiledQueries } from './fast-path/compiled-queries.ts';
import { introspection } from './introspection.ts';
import { type OperationPlugin, runInOrder } from './operation-plugins.ts';
import { maxValidationErrors, suggestions } from './suggestions.ts';
import { coerceVariables } from './variables.ts';

/** Answers requests that are authenticated and within the limits of their documents. */
export interface Operations {
  /** The text of the answer, whose status and headers the reply has; where it is to be a stream, the subscription is open. */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Puts Apollo Server, the schema and what is done around each operation together.
 *
 * @param spending absent where there is no limit in time
 */
export async function openOperations(gateway: Gateway, spending: RateLimiter | undefined): Promise<Operations> {
  const { schemas, replicas, log, config, trustedDocuments } = gateway;
  const schema = schemas.served;
  // In this order before and after an operation: what costs nothing and refuses comes before what takes hold of something.
  const plugins: OperationPlugin[] = [
    limitAnswerSize(config.MAX_ANSWER_BYTES),
    countErrors,
    limitErrors,
    ...(activeTracer() ? [traceOperations] : []),
    acceptableAnswers,
    coerceVariables(schema),
    chargeOperations(schema, config.MAX_COST, spending),
    authorizeMutations(schema),
    idempotentMutations,
    announcedMutations,
    deadlines,
    readQueries(replicas),
    introspection(schema),
  ];
  const apollo = new ApolloServer<RequestContext>({
    schema,
    // A request without a key is refused before it gets here.
    introspection: true,
    validationOptions: { maxErrors: maxValidationErrors },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // A browser asks leave before it sends one of these to another site, and each request has one: its key.
    csrfPrevention: { requestHeaders: ['x-api-key', 'authorization'] },
    formatError,
    persistedQueries: documentsById(trustedDocuments, config.TRUSTED_DOCUMENTS_ONLY),
    plugins: [
      httpRules,
      suggestions,
      runInOrder(plugins),
      subscriptions,
      ...(config.FAST_PATH ? [compiledQueries(schema)] : []),
      // No field has a cache hint, and the plugin that gathers them would be called for each field of an answer.
      ApolloServerPluginCacheControlDisabled(),
      // It would tell a gateway the times of fields, which OpenTelemetry is for.
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
    logger: log,
  });
  await apollo.start();

  const answer = fastifyApolloHandler(apollo, {
    context: async (request) => new RequestContext(gateway, request as typeof request & { caller: Caller }),
  });
  return {
    answer: async (request, reply) => answer.call(request.server, request, reply),
    close: () => apollo.stop(),
  };
}
