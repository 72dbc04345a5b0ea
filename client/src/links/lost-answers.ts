import { ApolloLink, Observable } from '@apollo/client';
import type { GroupGatewayCache } from '../cache/group-gateway-cache.ts';
import { failureOf } from '../errors.ts';

/** Codes of requests that the service may have carried out, at least in part. */
const unclear = new Set(['REQUEST_TIMEOUT', 'STATEMENT_TIMEOUT', 'INTERNAL_SERVER_ERROR', 'IDEMPOTENCY_KEY_IN_FLIGHT']);

/** Without a code, it is no answer of the service. */
const isUnclear = (code: unknown) => code === undefined || unclear.has(code as string);

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: readonly { path?: readonly unknown[]; extensions?: Record<string, unknown> }[];
}

/** Whether a mutation was carried out, or may have been, though there are errors, which keep its answer from the cache. */
function mayBeDone({ data, errors = [] }: Answer): boolean {
  const isAnswered = Object.values(data ?? {}).some((value) => value !== null);
  // An error below a mutation is one of reading what it changed.
  return errors.some(({ path = [], extensions }) => isAnswered || path.length > 1 || isUnclear(extensions?.code));
}

/** Makes the cache forget what a mutation can have changed if it may be done, and no answer gets to the cache. */
export const lostAnswersLink = (cache: GroupGatewayCache): ApolloLink =>
  new ApolloLink((operation, forward) => {
    if (operation.operationType !== 'mutation') return forward(operation);
    return new Observable((observer) =>
      forward(operation).subscribe({
        next(result) {
          if (mayBeDone(result as Answer)) cache.forgetChangesOf(operation);
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
