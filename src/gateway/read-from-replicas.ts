import type { Replicas } from '../database/replicas.ts';
import type { Step } from './steps.ts';

/** Reads queries from a replica where one is up to date; mutations, with the reading in them, stay on the primary. */
export function readFromReplicas(replicas: Replicas): Step {
  return {
    async before({ operation, context }) {
      if (operation.operation !== 'query') return;
      const prisma = await replicas.reader();
      if (prisma) context.readFrom(prisma);
    },
  };
}
