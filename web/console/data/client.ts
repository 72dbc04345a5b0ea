import { ApolloClient, ApolloLink, HttpLink } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { createCache, failureOf, lostAnswersLink } from '@group-gateway/client';
import { defer, from, mergeMap, retry, tap, throwError } from 'rxjs';
import { currentKey } from '../../shared/key.ts';
import { observing } from '../show-graphql/observing.ts';
import { answered, rejectKey, untilRetry } from './connection.ts';

/** Sends with this key instead of that of the tab, and fails where it is not accepted. */
export const withKey = (key: string) => ({ key });

/**
 * Queries wait until the service can answer, or until there is another key, and are sent again: what is on the screen
 * stays. A mutation that is not answered may have been done, so whoever asked for it decides.
 */
const patience = new ApolloLink((operation, forward) => {
  const { key } = operation.getContext();
  return forward(operation).pipe(
    tap(answered),
    retry({
      delay: (error, attempt) => {
        const failure = failureOf(error);
        const keyRefused = failure.kind === 'unauthenticated';
        if (operation.operationType === 'query' && !(key && keyRefused)) return from(untilRetry(error, attempt));
        if (keyRefused && !key) rejectKey(failure);
        return throwError(() => error);
      },
    }),
  );
});

const withHeaders = new SetContextLink(({ key, headers }) => ({
  headers: { ...headers, 'x-api-key': key ?? currentKey() },
}));

const liveRetryMs = 10_000;

/** What the first list does not need comes once there is nothing else to do. */
const idle = () => new Promise<unknown>((done) => requestIdleCallback(done, { timeout: 2000 }));

const live = new ApolloLink((operation, forward) =>
  defer(() => idle().then(() => import('../live/live-link.ts'))).pipe(
    retry({ delay: liveRetryMs }),
    mergeMap(({ liveLink }) => liveLink.request(operation, forward)),
  ),
);

const cache = createCache();

export const client = new ApolloClient({
  link: ApolloLink.split(
    ({ operationType }) => operationType === 'subscription',
    live,
    ApolloLink.from([lostAnswersLink(cache), observing, patience, withHeaders, new HttpLink({ uri: '/graphql' })]),
  ),
  cache,
});
