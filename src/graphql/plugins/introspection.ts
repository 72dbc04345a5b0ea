import { type ExecutionResult, execute, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { rootFields } from '../documents/root-fields.ts';
import type { OperationPlugin, OperationRequest } from '../operation-plugins.ts';
import { variableUses } from './variables.ts';

const metaFields = new Set(['__schema', '__type']);

/**
 * The same operation with some of its root fields alone, and the variables that they use: types of others may be none that
 * the caller sees.
 */
function withRootFields(
  schema: GraphQLSchema,
  { document, operation }: OperationRequest,
  selections: OperationDefinitionNode['selectionSet']['selections'],
) {
  const some: OperationDefinitionNode = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } };
  const { all } = variableUses(schema, document, some);
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => all.has(variable.name.value));
  const only: OperationDefinitionNode = { ...some, ...(variableDefinitions && { variableDefinitions }) };
  const definitions = document.definitions.map((definition) => (definition === operation ? only : definition));
  return { ...document, definitions };
}

/**
 * Lets introspection show callers the schema of their audience. Requests are validated and executed with the whole
 * schema, so that one frontend's documents serve partners and direct customers; `__schema` and `__type` are answered
 * from what the caller sees.
 */
export const introspection = (schema: GraphQLSchema): OperationPlugin => ({
  onRequest(request) {
    const { document, operation, operationName, variables, context } = request;
    if (operation.operation !== 'query') return;
    const { fields } = rootFields(schema, document, operation, context.variables);
    const asked = [...fields.values()].filter(([node]) => metaFields.has(node?.name.value ?? ''));
    if (asked.length === 0) return;
    const { data, errors } = execute({
      schema: context.introspectedSchema,
      document: withRootFields(schema, request, asked.flat()),
      operationName,
      variableValues: variables,
    }) as ExecutionResult;
    // Without it, the answer would be that of the whole schema.
    if (!data) throw new Error(`Introspection failed: ${errors?.map(({ message }) => message).join(', ')}`);
    if (asked.length === fields.size) context.answer = { data };
    else context.introspected = data;
  },
  onResponse({ introspected }, { result: { data } }) {
    if (data) for (const key of Object.keys(introspected ?? {})) data[key] = introspected?.[key];
  },
});
