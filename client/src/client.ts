import { ApolloClient, ApolloLink, HttpLink } from '@apollo/client';
import { GroupGatewayCache } from './cache/group-gateway-cache.ts';
import { idempotencyLink } from './links/idempotency.ts';
import { liveUpdatesLink } from './links/live-updates.ts';
import { lostAnswersLink } from './links/lost-answers.ts';
import { retryLink } from './links/retry.ts';

export interface GroupGatewayClientOptions extends Omit<ApolloClient.Options, 'link' | 'cache'> {
  /** The address of the service, e.g. `https://groups.example`; of a server of yours that adds the key, its address. */
  url: string;
  /** Whoever uses a browser can read it there. Absent where a server of yours adds it. */
  apiKey?: string;
  /** What sends the requests, instead of the `fetch` of the platform. */
  fetch?: typeof fetch;
}

/**
 * An Apollo Client for the group gateway: with a cache that knows the schema, live updates over server-sent events,
 * mutations that are carried out once, and repeats of what the service could not serve. One client for one key.
 */
export function createGroupGatewayClient(given: GroupGatewayClientOptions): ApolloClient {
  const { url, apiKey, fetch: send = (...args: Parameters<typeof fetch>) => fetch(...args), ...options } = given;
  const uri = `${url.replace(/\/(graphql\/?)?$/, '')}/graphql`;
  const headers: Record<string, string> = apiKey === undefined ? {} : { 'x-api-key': apiKey };
  const cache = new GroupGatewayCache();
  const link = ApolloLink.from([
    lostAnswersLink(cache),
    idempotencyLink(),
    retryLink(),
    ApolloLink.split(
      ({ operationType }) => operationType === 'subscription',
      liveUpdatesLink({ uri, headers, fetch: send }),
      new HttpLink({ uri, headers, fetch: send }),
    ),
  ]);
  return new ApolloClient({ ...options, link, cache });
}
