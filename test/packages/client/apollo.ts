import { ApolloClient, HttpLink } from '@apollo/client';
import { createCache } from '../../../client/src/index.ts';
import { serviceUrl } from '../../support/graphql.ts';

/** Apollo Client as a frontend sets it up. */
export function apolloClient(
  key: string,
  { url = serviceUrl(), fetch: send = fetch }: { url?: string; fetch?: typeof fetch } = {},
): ApolloClient {
  const link = new HttpLink({ uri: `${url}/graphql`, headers: { 'x-api-key': key }, fetch: send });
  return new ApolloClient({ link, cache: createCache() });
}

/** `fetch` that remembers the names of the operations it sends. */
export function recordingFetch(): { fetch: typeof fetch; sent: string[] } {
  const sent: string[] = [];
  return {
    sent,
    fetch: (address, init) => {
      sent.push(JSON.parse(String(init?.body)).operationName);
      return fetch(address, init);
    },
  };
}
