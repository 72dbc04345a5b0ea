// The partner's gateway: Apollo Gateway over the composed supergraph.
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { composeSupergraph } from './compose.mjs';

const gateway = new ApolloGateway({
  supergraphSdl: await composeSupergraph(),
  buildService: ({ name, url }) =>
    new RemoteGraphQLDataSource({
      url,
      willSendRequest({ request }) {
        // Asked for each request, so that a new key needs no restart.
        if (name === 'group_gateway') request.http.headers.set('x-api-key', process.env.GROUP_GATEWAY_KEY);
      },
    }),
});

const { url } = await startStandaloneServer(new ApolloServer({ gateway, includeStacktraceInErrorResponses: false }), {
  listen: { host: '127.0.0.1', port: Number(process.env.PORT ?? 0) },
});
console.log(`gateway at ${new URL('graphql', url.replace('127.0.0.1', 'localhost'))}`);
