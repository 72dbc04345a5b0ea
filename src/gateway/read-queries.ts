import type { Replicas } from '../database/replicas.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { OperationPlugin } from '../graphql/operation-plugins.ts';

/** Reads queries from a replica where one is up to date; mutations, with the reading in them, have a way of their own. */
export function readQueries(reader: PrismaClient, replicas: Replicas | undefined): OperationPlugin {
  return {
    onRequest({ operation, context }) {
      if (operation.operation !== 'query') return undefined;
      context.reader = reader;
      return replicas?.reader().then((found) => {
        context.reader = found ?? reader;
      });
    },
  };
}
