import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from './context.ts';

/** Rules of GraphQL over HTTP that Apollo Server lacks. */
export const httpRules: ApolloServerPlugin<RequestContext> = {
  async requestDidStart({ request }) {
    // Clients with no operation name to send leave the field empty.
    if (request.operationName === '') delete request.operationName;
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
