import { ApolloLink, Observable } from '@apollo/client';
import { type Failure, failureIn, failureOf } from '../errors.ts';

export const mostTries = 5;
/** Whoever waits longer wants to know why. */
export const longestWaitMs = 30_000;

const isRepeatable = ({ operationType, getContext }: ApolloLink.Operation) =>
  operationType === 'query' || (operationType === 'mutation' && 'idempotency-key' in (getContext().headers ?? {}));

/** How long to wait before the same request can succeed; undefined where it would fail again. */
function waitMs({ kind, code, retryAfterMs }: Partial<Failure>, tries: number): number | undefined {
  // Without a code it is no answer of the service: something before it, or nothing.
  const passes = kind === 'unreachable' || (kind === 'unavailable' && code === undefined);
  if (tries >= mostTries || (retryAfterMs === undefined && !passes)) return undefined;
  // Many clients that were refused at once do not come back at once.
  const ownMs = 250 * 2 ** tries * (1 + Math.random());
  const ms = Math.max(retryAfterMs ?? 0, ownMs);
  return ms > longestWaitMs ? undefined : ms;
}

/**
 * Sends again what the service could not serve, after the time that it asks for: queries, and mutations with an
 * idempotency key. An answer that has data is one.
 */
export const retryLink = (): ApolloLink =>
  new ApolloLink((operation, forward) => {
    if (!isRepeatable(operation)) return forward(operation);
    return new Observable((observer) => {
      let tries = 0;
      let sent: { unsubscribe(): void } | undefined;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const send = () => {
        tries++;
        let waits = false;
        const waitAfter = (failure: Partial<Failure>) => {
          const ms = waitMs(failure, tries);
          if (ms === undefined) return false;
          waits = true;
          timer = setTimeout(send, ms);
          return true;
        };
        sent = forward(operation).subscribe({
          next(result) {
            const failed = result.data == null && 'errors' in result && waitAfter(failureIn(result as object));
            if (!failed) observer.next(result);
          },
          error(error) {
            if (!waitAfter(failureOf(error))) observer.error(error);
          },
          complete() {
            if (!waits) observer.complete();
          },
        });
      };
      send();
      return () => {
        clearTimeout(timer);
        sent?.unsubscribe();
      };
    });
  });
