import { type GraphQLSchema, getArgumentValues, OperationTypeNode } from 'graphql';
import type { OperationRequest } from '../operation-plugins.ts';
import { rootFields } from './root-fields.ts';

/** Whether an operation only tries the mutations that it asks for. */
export function isDryRun(
  schema: GraphQLSchema,
  { document, operation, context: { variables } }: OperationRequest,
): boolean {
  if (operation.operation !== OperationTypeNode.MUTATION) return false;
  const { type, fields } = rootFields(schema, document, operation, variables);
  return [...fields.values()].every(([node]) => {
    const field = type.getFields()[node?.name.value ?? ''];
    return node && field && getArgumentValues(field, node, variables).dryRun === true;
  });
}
