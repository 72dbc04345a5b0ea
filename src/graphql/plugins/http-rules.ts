import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../request-context.ts';

/** Rules of GraphQL over HTTP that Apollo Server lacks. */
export const httpRules: ApolloServerPlugin<RequestContext> = {
  async requestDidStart({ request }) {
    // Clients with no operation name to send leave the field empty.
    if (request.operationName === '') delete request.operationName;
    // Apollo Server makes a key of the hash as it is, and fails where it is no text.
    const persisted = request.extensions?.persistedQuery as { sha256Hash?: unknown } | undefined;
    if (persisted && typeof persisted === 'object' && typeof persisted.sha256Hash !== 'string')
      persisted.sha256Hash = '';
    return {
      async willSendResponse({ response: { body, http } }) {
        if (body.kind !== 'single' || http.status !== 500) return;
        // graphql-js throws some faults of a request, and Apollo Server takes what is thrown for its own failure.
        const codes = (body.singleResult.errors ?? []).map(({ extensions }) => extensions?.code);
        if (!codes.includes('INTERNAL_SERVER_ERROR')) http.status = 400;
      },
    };
  },
};
