import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Caller } from '../auth/caller.ts';
import type { Config } from '../config.ts';
import type { Replicas } from '../database/replicas/replicas.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';
import { activeTracer } from '../telemetry/tracing.ts';
import type { TrustedDocuments } from './documents/trusted-documents.ts';
import { documentsById } from './documents/trusted-documents.ts';
import { formatError } from './errors.ts';
import { compiledQueries } from './fast-path/compiled-queries.ts';
import { type OperationPlugin, runInOrder } from './operation-plugins.ts';
import { limitAnswerSize } from './plugins/answer-size.ts';
import { authorizeMutations } from './plugins/authorize.ts';
import { countErrors } from './plugins/count-errors.ts';
import { deadlines } from './plugins/deadline.ts';
import { endDryRuns } from './plugins/dry-runs.ts';
import { limitErrors } from './plugins/error-size.ts';
import { httpRules } from './plugins/http-rules.ts';
import { idempotentMutations } from './plugins/idempotency.ts';
import { introspection } from './plugins/introspection.ts';
import { chargeOperations } from './plugins/rate-limit.ts';
import { readQueries } from './plugins/read-queries.ts';
import { maxValidationErrors, suggestions } from './plugins/suggestions.ts';
import { traceOperations } from './plugins/trace.ts';
import { coerceVariables } from './plugins/variables.ts';
import { prefixAnswers, translatedDocuments } from './prefix/prefixed-names.ts';
import { RequestContext, type SharedServices } from './request-context.ts';
import { acceptableAnswers, notifyOfMutations, streamsByGet, subscriptions } from './subscriptions/live-updates.ts';

/** Answers requests that are authenticated and within the limits of their documents. */
export interface Operations {
  /** The text of the answer, whose status and headers the reply has; where it is to be a stream, the subscription is open. */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  close(): Promise<void>;
}

export interface OperationDependencies extends SharedServices {
  /** Where else than from the primary queries may be read. */
  replicas: Replicas | undefined;
  trustedDocuments: TrustedDocuments;
  config: Config;
  log: Logger;
}

/**
 * Puts Apollo Server, the schema and what is done around each operation together.
 *
 * @param spending absent where there is no limit in time
 */
export async function openOperations(
  dependencies: OperationDependencies,
  spending: RateLimiter | undefined,
): Promise<Operations> {
  const { schemas, replicas, log, config, trustedDocuments } = dependencies;
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
    idempotentMutations(schema),
    endDryRuns,
    notifyOfMutations,
    deadlines(schema),
    readQueries(replicas),
    introspection(schema),
    prefixAnswers,
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
      translatedDocuments,
      streamsByGet,
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
    context: async (request) => new RequestContext(dependencies, request as typeof request & { caller: Caller }),
  });
  return {
    answer: async (request, reply) => answer.call(request.server, request, reply),
    close: () => apollo.stop(),
  };
}
