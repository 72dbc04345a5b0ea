import { GraphQLError, type GraphQLSchema } from 'graphql';
import { requirementOf } from '../../auth/requirements.ts';
import { ForbiddenError } from '../../errors.ts';
import { mutationResults } from '../../telemetry/metrics.ts';
import { rootFields } from '../documents/root-fields.ts';
import type { OperationPlugin } from '../operation-plugins.ts';
import { OperationRefused } from '../operation-refused.ts';

/**
 * Refuses a mutation document as a whole where the key may not do one of its root fields: otherwise the fields before it
 * would have been carried out, and their results lost with it.
 */
export const authorizeMutations = (schema: GraphQLSchema): OperationPlugin => ({
  onRequest({ document, operation, context: { caller, variables } }) {
    if (operation.operation !== 'mutation') return;
    const { type, fields } = rootFields(schema, document, operation, variables);
    const errors: GraphQLError[] = [];
    for (const [key, nodes] of fields) {
      const field = type.getFields()[nodes[0]?.name.value ?? ''];
      if (!field) continue; // __typename
      try {
        requirementOf(field)(caller);
      } catch (error) {
        if (!(error instanceof ForbiddenError)) throw error;
        mutationResults.inc({ mutation: field.name, result: 'error' });
        errors.push(new GraphQLError(error.message, { nodes, path: [key], originalError: error }));
      }
    }
    if (errors.length > 0) throw new OperationRefused(errors, { status: 200, hasData: true });
  },
});
