import { execute, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import type { OperationPlugin, OperationRequest } from './operation-plugins.ts';
import { rootFields } from './root-fields.ts';

const metaFields = new Set(['__schema', '__type']);

/** The same operation with some of its root fields alone. */
function withRootFields(
  { document, operation }: OperationRequest,
  selections: OperationDefinitionNode['selectionSet']['selections'],
) {
  const only: OperationDefinitionNode = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } };
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
    const { data } = execute({
      schema: context.visibleSchema,
      document: withRootFields(request, asked.flat()),
      operationName,
      variableValues: variables,
    }) as { data: Record<string, unknown> };
    if (asked.length === fields.size) context.answer = { data };
    else context.introspected = data;
  },
  onResponse({ introspected }, { result: { data } }) {
    if (data) for (const key of Object.keys(introspected ?? {})) data[key] = introspected?.[key];
  },
});
