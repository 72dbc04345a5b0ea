import type { ApolloClient } from '@apollo/client';
import { type Failure, failureOf } from './errors.ts';
import { AccountGroupChangedDocument, GroupChangedDocument, WebsiteChangedDocument } from './generated/operations.ts';

/**
 * Keeps what is on the screen as the service has it: follows the changes of others, and whatever they make unknown to
 * the cache is asked for again. Account groups need a key that is confined to no websites.
 *
 * @returns ends it
 */
export function followChanges(
  client: ApolloClient,
  { onFailure }: { onFailure?: (failure: Failure) => void } = {},
): () => void {
  const ends = [GroupChangedDocument, WebsiteChangedDocument, AccountGroupChangedDocument].map((query) => {
    let subscription: { unsubscribe(): void } | undefined;
    let ended = false;
    const fail = (error: unknown) => {
      if (ended) return;
      const failure = failureOf(error);
      if (failure.code !== 'LIVE_UPDATES_POSITION_UNKNOWN') return onFailure?.(failure);
      // Changes were missed, and nobody knows which.
      follow();
      void client.resetStore();
    };
    const follow = () => {
      subscription?.unsubscribe();
      // Apollo Client writes each event to the cache, which forgets what it makes unknown.
      subscription = client.subscribe<unknown>({ query }).subscribe({
        next: ({ error }) => error && fail(error),
        error: fail,
      });
    };
    follow();
    return () => {
      ended = true;
      subscription?.unsubscribe();
    };
  });
  return () => ends.forEach((end) => void end());
}
