import { randomUUID } from 'node:crypto';
import { type ApolloServerOptions, HeaderMap } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { CallerError, NoConnectionError } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { RequestContext } from './context.ts';

/** Prisma makes an error of its own of one that has a code, and keeps the code. */
function withoutPrisma(error: unknown): unknown {
  const isOverload = error instanceof Prisma.PrismaClientKnownRequestError && error.code === noConnection.code;
  return isOverload ? noConnection : error;
}

const noConnection = new NoConnectionError();

/**
 * What was thrown, at a field or before any. GraphQL, too, words what others threw anew, and then points at the document.
 */
function originOf(error: unknown): unknown {
  const origin = unwrapResolverError(error);
  if (!(origin instanceof GraphQLError)) return withoutPrisma(origin);
  if (origin.nodes || origin.originalError instanceof GraphQLError) return origin;
  return withoutPrisma(origin.originalError ?? origin);
}

/**
 * What GraphQL itself finds wrong with a request points at its document. A scalar's complaint about a value of ours,
 * at the path of a field, does not.
 */
function isUnexpected(error: unknown): boolean {
  const origin = originOf(error);
  if (origin instanceof GraphQLError) return origin !== error && origin.nodes === undefined;
  return !(origin instanceof CallerError);
}

/** What errors come from that a request's deadline brought about. */
const causes = new WeakMap<object, unknown>();

/** Ids under which errors were logged. */
const errorIds = new WeakMap<object, string>();

export const masked = (id: string) =>
  `The service failed, and this is not your fault. Try again, and if it stays, tell the operator the error id ${id}.`;

export function logUnexpected(log: FastifyBaseLogger, error: unknown, details: object = {}): string {
  const errorId = randomUUID();
  log.error({ err: error, errorId, ...details }, 'unexpected error');
  return errorId;
}

/** Refuses a whole operation: an error of the catalogue in the form that Apollo Server answers with its own status. */
export function toGraphQLError(error: CallerError): GraphQLError {
  const headers = new HeaderMap(error.retryAfterS === undefined ? [] : [['retry-after', String(error.retryAfterS)]]);
  return new GraphQLError(error.message, {
    extensions: { code: error.code, ...error.extensions, http: { status: error.statusCode, headers } },
  });
}

/** Logs each unexpected error once, under an id that the caller is given. */
export function logErrors(
  errors: readonly GraphQLError[],
  { log, deadline }: Pick<RequestContext, 'log' | 'deadline'>,
  operation: string | null | undefined,
): void {
  for (const error of errors) {
    if (!isUnexpected(error)) continue;
    if (deadline.isCancelled) causes.set(error, deadline.reason);
    else errorIds.set(error, logUnexpected(log, originOf(error), { path: error.path?.join('.'), operation }));
  }
}

/** What a caller is told of errors beside Apollo Server, which are logged in the same way. */
export function tellErrors(errors: readonly GraphQLError[], log: FastifyBaseLogger): GraphQLFormattedError[] {
  return errors.map((error) => {
    if (isUnexpected(error)) errorIds.set(error, logUnexpected(log, originOf(error), { path: error.path?.join('.') }));
    return formatError(error.toJSON(), error);
  });
}

/** What a caller is told of errors that were logged, in the form that Apollo Server gives them. */
export function formatErrors(errors: readonly GraphQLError[]): GraphQLFormattedError[] {
  return errors.map((error) => {
    const { http: _, ...extensions } = error.extensions;
    return formatError({ ...error.toJSON(), extensions: { code: 'INTERNAL_SERVER_ERROR', ...extensions } }, error);
  });
}

/** What a request that is refused as a whole is answered with, as Apollo Server does it. */
export function refusal(thrown: unknown): { error: GraphQLError; status: number; headers: Map<string, string> } {
  const error =
    thrown instanceof GraphQLError
      ? thrown
      : new GraphQLError((thrown as Error).message, { originalError: thrown as Error });
  const { status = 500, headers = new Map() } = (error.extensions.http ?? {}) as Partial<HttpHead>;
  return { error, status, headers };
}

interface HttpHead {
  status: number;
  headers: Map<string, string>;
}

/** Apollo Server calls whatever has no code an internal error; what gets here is the fault of the request. */
const codeOfRequest = (message: string) =>
  message.startsWith('Too many errors processing variables') ? 'BAD_USER_INPUT' : 'BAD_REQUEST';

/** What a caller is told of an error: all of an expected one, of an unexpected one its id. */
export const formatError: NonNullable<ApolloServerOptions<RequestContext>['formatError']> = (formatted, error) => {
  const origin = causes.get(error as object) ?? originOf(error);
  if (origin instanceof CallerError)
    return { ...formatted, message: origin.message, extensions: { code: origin.code, ...origin.extensions } };
  if (isUnexpected(error)) {
    const errorId = errorIds.get(error as object) ?? randomUUID();
    return { ...formatted, message: masked(errorId), extensions: { code: 'INTERNAL_SERVER_ERROR', errorId } };
  }
  const { code = 'BAD_REQUEST', ...extensions } = formatted.extensions ?? {};
  return {
    ...formatted,
    // Suggestions come from the whole schema, which not everybody is shown.
    message: formatted.message.replace(/ Did you mean .*\?/gs, ''),
    extensions: { ...extensions, code: code === 'INTERNAL_SERVER_ERROR' ? codeOfRequest(formatted.message) : code },
  };
};
