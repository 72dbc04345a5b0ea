import { randomUUID } from 'node:crypto';
import { HeaderMap } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Deadline } from '../concurrency/deadline.ts';
import { isBusy, isStatementTimeout } from '../database/connection/failures.ts';
import { CallerError, DatabaseBusyError, extensionsOf, StatementTimeoutError } from '../errors.ts';

/**
 * The error that was thrown, at a field or before any. GraphQL itself also rewords errors of others, and then points at
 * the document.
 */
export function originOf(error: unknown): unknown {
  const origin = thrownOf(error);
  if (isStatementTimeout(origin)) return new StatementTimeoutError();
  return isBusy(origin) ? new DatabaseBusyError() : origin;
}

/** Whether the database had no time, which is no fault of the request or of the service. */
export const isOfDatabase = (origin: unknown): origin is StatementTimeoutError | DatabaseBusyError =>
  origin instanceof StatementTimeoutError || origin instanceof DatabaseBusyError;

function thrownOf(error: unknown): unknown {
  const origin = unwrapResolverError(error);
  if (!(origin instanceof GraphQLError) || origin.nodes || origin.originalError instanceof GraphQLError) return origin;
  return origin.originalError ?? origin;
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
  `The service failed, and this is not your fault. Try again. If it fails again, give the operator the error id ${id}.`;

export function logUnexpected(log: FastifyBaseLogger, error: unknown, details: object = {}): string {
  const errorId = randomUUID();
  log.error({ err: error, errorId, ...details }, 'unexpected error');
  return errorId;
}

/** Refuses a whole operation: an error of the catalogue in the form that Apollo Server answers with its own status. */
export function toGraphQLError(error: CallerError): GraphQLError {
  const headers = new HeaderMap(error.retryAfterS === undefined ? [] : [['retry-after', String(error.retryAfterS)]]);
  return new GraphQLError(error.message, {
    extensions: { ...extensionsOf(error), http: { status: error.statusCode, headers } },
  });
}

/** Logs each unexpected error once, under an id that the caller is given. */
export function logErrors(
  errors: readonly GraphQLError[],
  { log, deadline }: { log: FastifyBaseLogger; deadline: Deadline },
  operation: string | null | undefined,
): void {
  for (const error of errors) {
    const origin = originOf(error);
    if (isOfDatabase(origin)) {
      if (deadline.isCancelled) causes.set(error, deadline.reason);
      else log.warn({ code: origin.code, path: error.path?.join('.'), operation }, 'the database took too long');
    }
    if (!isUnexpected(error) || errorIds.has(error)) continue;
    if (deadline.isCancelled) causes.set(error, deadline.reason);
    else errorIds.set(error, logUnexpected(log, originOf(error), { path: error.path?.join('.'), operation }));
  }
}

/**
 * What a caller gets to see of logged errors where Apollo Server does not format them: in answers of plugins, and in
 * events.
 */
export function formatErrors(errors: readonly GraphQLError[]): GraphQLFormattedError[] {
  return errors.map((error) => {
    const { http: _, ...extensions } = error.extensions;
    return formatError({ ...error.toJSON(), extensions: { code: 'INTERNAL_SERVER_ERROR', ...extensions } }, error);
  });
}

/** What a caller gets to see of an error: everything if it is expected, only its id if it is not. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const origin = causes.get(error as object) ?? originOf(error);
  if (origin instanceof CallerError) return { ...formatted, message: origin.message, extensions: extensionsOf(origin) };
  if (isUnexpected(error)) {
    const errorId = errorIds.get(error as object) ?? randomUUID();
    return { ...formatted, message: masked(errorId), extensions: { code: 'INTERNAL_SERVER_ERROR', errorId } };
  }
  const { code = 'BAD_REQUEST', ...extensions } = formatted.extensions ?? {};
  // Apollo Server calls whatever has no code an internal error; what gets here is the fault of the request.
  return { ...formatted, extensions: { ...extensions, code: code === 'INTERNAL_SERVER_ERROR' ? 'BAD_REQUEST' : code } };
}
