import type { Replicas } from '../../database/replicas/replicas.ts';
import type { OperationPlugin } from '../operation-plugins.ts';

/** Reads queries from a replica where one is up to date; mutations, with the reading in them, stay with the primary. */
export function readQueries(replicas: Replicas | undefined): OperationPlugin {
  return {
    onRequest({ operation, context }) {
      if (operation.operation !== 'query') return undefined;
      return replicas?.choose().then((replica) => {
        context.replica = replica;
      });
    },
  };
}
