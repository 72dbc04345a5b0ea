// The stitched schema behind Apollo Server. The context hands the request's headers on.
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { schema } from './schema.mjs';

const { url } = await startStandaloneServer(new ApolloServer({ schema, includeStacktraceInErrorResponses: false }), {
  context: async ({ req }) => ({ req }),
  listen: { host: '127.0.0.1', port: Number(process.env.PORT ?? 0) },
});
console.log(`gateway at ${new URL('graphql', url.replace('127.0.0.1', 'localhost'))}`);
