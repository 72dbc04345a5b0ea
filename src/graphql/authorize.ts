import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import { requirementOf } from '../auth/requirements.ts';
import { ForbiddenError } from '../errors.ts';
import { type OperationPlugin, OperationRefused } from './operation-plugins.ts';

/** The fragments of a document, by name. */
export function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  return Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** The root fields of an operation as graphql-js executes them: fragments are filled in, and directives decided. */
export function rootFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
) {
  const type = schema.getRootType(operation.operation);
  if (!type) throw new Error(`The schema has no ${operation.operation}`);
  return { type, fields: collectFields(schema, fragmentsOf(document), variables, type, operation.selectionSet) };
}

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
        errors.push(new GraphQLError(error.message, { nodes, path: [key], originalError: error }));
      }
    }
    if (errors.length > 0) throw new OperationRefused(errors, { status: 200, hasData: true });
  },
});
