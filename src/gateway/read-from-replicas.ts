import type { ApolloServerPlugin } from '@apollo/server';
import type { Replicas } from '../database/replicas.ts';
import { type RequestContext, withPrisma } from './context.ts';

/** Reads queries from a replica where one is up to date; mutations, with the reading in them, stay on the primary. */
export function readFromReplicas(replicas: Replicas): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, contextValue }) {
          if (operation?.operation !== 'query') return;
          const prisma = await replicas.reader();
          if (prisma) withPrisma(contextValue, prisma);
        },
      };
    },
  };
}
