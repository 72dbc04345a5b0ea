import { ApolloLink, Observable } from '@apollo/client';
import type { GroupGatewayCache } from '../cache/group-gateway-cache.ts';
import { failureIn, failureOf } from '../errors.ts';

/** Codes of requests that the service did not carry out to their end, or not only. */
const unclear = new Set(['REQUEST_TIMEOUT', 'STATEMENT_TIMEOUT', 'INTERNAL_SERVER_ERROR', 'IDEMPOTENCY_KEY_IN_FLIGHT']);

/** Without a code, it is no answer of the service. */
const isUnclear = (code: string | undefined) => code === undefined || unclear.has(code);

/**
 * Makes the cache forget what a mutation can have changed if it may have been carried out, and Apollo Client writes no
 * answer to the cache: none came, or one with errors.
 */
export const lostAnswersLink = (cache: GroupGatewayCache): ApolloLink =>
  new ApolloLink((operation, forward) => {
    if (operation.operationType !== 'mutation') return forward(operation);
    return new Observable((observer) =>
      forward(operation).subscribe({
        next(result) {
          const isDone = Object.values(result.data ?? {}).some((value) => value !== null);
          const { code } = failureIn(result as object);
          if ('errors' in result && result.errors && (isDone || isUnclear(code))) cache.forgetChangesOf(operation);
          observer.next(result);
        },
        error(error) {
          if (isUnclear(failureOf(error).code)) cache.forgetChangesOf(operation);
          observer.error(error);
        },
        complete: () => observer.complete(),
      }),
    );
  });
