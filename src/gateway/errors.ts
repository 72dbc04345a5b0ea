import { randomUUID } from 'node:crypto';
import type { ApolloServerOptions, ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { CallerError, UnauthenticatedError } from '../errors.ts';
import type { RequestContext } from './context.ts';

/** What GraphQL itself finds wrong with a request has no other error behind it. */
function isUnexpected(error: unknown): boolean {
  const origin = unwrapResolverError(error);
  return !(origin instanceof CallerError || origin instanceof GraphQLError);
}

/** Ids under which errors were logged. */
const errorIds = new WeakMap<object, string>();

const masked = (id: string) =>
  `The service failed, and this is not your fault. Try again, and if it stays, tell the operator the error id ${id}.`;

function logUnexpected(log: FastifyBaseLogger, error: unknown, details: object = {}): string {
  const errorId = randomUUID();
  log.error({ err: error, errorId, ...details }, 'unexpected error');
  return errorId;
}

/** Logs each unexpected error once, under an id that the caller is given. */
export const unexpectedErrors: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didEncounterErrors({ errors, contextValue, operationName }) {
        for (const error of errors) {
          if (!isUnexpected(error)) continue;
          const details = { path: error.path?.join('.'), operation: operationName };
          errorIds.set(error, logUnexpected(contextValue.log, unwrapResolverError(error), details));
        }
      },
    };
  },
};

/** What a caller is told of an error: all of an expected one, of an unexpected one its id. */
export const formatError: NonNullable<ApolloServerOptions<RequestContext>['formatError']> = (formatted, error) => {
  const origin = unwrapResolverError(error);
  if (origin instanceof CallerError) return { ...formatted, extensions: { code: origin.code } };
  if (isUnexpected(error)) {
    const errorId = errorIds.get(error as object) ?? randomUUID();
    return { ...formatted, message: masked(errorId), extensions: { code: 'INTERNAL_SERVER_ERROR', errorId } };
  }
  // Apollo Server takes the error that ends a long list of bad variables for one of the service.
  const extensions =
    formatted.extensions?.code === 'INTERNAL_SERVER_ERROR' ? { code: 'BAD_USER_INPUT' } : formatted.extensions;
  // Suggestions come from the whole schema, which not everybody is shown.
  return {
    ...formatted,
    message: formatted.message.replace(/ Did you mean .*\?/gs, ''),
    ...(extensions && { extensions }),
  };
};

const answer = (code: string, message: string, extensions: object = {}): { errors: GraphQLFormattedError[] } => ({
  errors: [{ message, extensions: { code, ...extensions } }],
});

/** Answers what goes wrong before GraphQL in the form of GraphQL. */
export function answerHttpErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof UnauthenticatedError)
      return reply.code(401).header('www-authenticate', 'Bearer').send(answer(error.code, error.message));
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500) return reply.code(status).send(answer('BAD_REQUEST', error.message));
    const errorId = logUnexpected(request.log, error);
    return reply.code(500).send(answer('INTERNAL_SERVER_ERROR', masked(errorId), { errorId }));
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send(answer('NOT_FOUND', 'There is nothing at this address: GraphQL is at /graphql.')),
  );
}
