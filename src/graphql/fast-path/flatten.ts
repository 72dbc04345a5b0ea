import {
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { fragmentsOf, rootFields } from '../documents/root-fields.ts';

/** A document that is left to graphql-js. */
class NotFlat extends Error {}

/**
 * Asks the billing provider, which may take long or fail. So it is asked once, and only for an answer that the caller
 * gets.
 */
const providerTypes = new Set(['GroupCredits', 'WebsiteCredits', 'OrganizationCredits']);

/** Tells another time each time it is asked, so two answers say nothing about each other. */
const changingField = 'ApiKey.lastUsedAt';

/** Code for more fields takes longer to make than it saves. */
const maxFields = 200;

/**
 * Compiled code joins names with underscores, numbers list entries as `idx`, and keeps values under their names in plain
 * objects: other names could meet there.
 */
const isSafe = (name: string) => /^(?!idx)[a-z][a-z0-9]*$/i.test(name) && !(name in Object.prototype);

/**
 * Writes a query out as it will be executed: graphql-js itself collects the fields of each object, so fragments are
 * filled in, directives are decided by the request's variables, and fields that meet are one.
 *
 * @param variables as the schema reads them
 * @returns a document without fragments and directives, or undefined where it is to be left to graphql-js
 */
export function flatten(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): OperationDefinitionNode | undefined {
  const fragments = fragmentsOf(document);
  let count = 0;

  const selectionOf = (type: GraphQLObjectType, fields: Map<string, readonly FieldNode[]>): SelectionSetNode => {
    if (fields.size === 0) throw new NotFlat(); // compiled code has no empty objects
    return {
      kind: Kind.SELECTION_SET,
      selections: [...fields].map(([key, nodes]) => flatField(type, key, nodes)),
    };
  };

  const flatField = (parent: GraphQLObjectType, key: string, nodes: readonly FieldNode[]): FieldNode => {
    const node = nodes[0] as FieldNode;
    const name = node.name.value;
    if (++count > maxFields) throw new NotFlat();
    if (name === '__typename' && (key === name || isSafe(key))) return { ...node, directives: [] };
    const field = parent.getFields()[name];
    if (!field || !isSafe(name) || !isSafe(key) || `${parent.name}.${name}` === changingField) throw new NotFlat();
    const selectionSet = belowField(field.type, nodes);
    return { ...node, directives: [], ...(selectionSet && { selectionSet }) };
  };

  const belowField = (returned: GraphQLOutputType, nodes: readonly FieldNode[]): SelectionSetNode | undefined => {
    const type = getNamedType(returned);
    if (providerTypes.has(type.name)) throw new NotFlat();
    const below = (object: GraphQLObjectType) =>
      selectionOf(object, collectSubfields(schema, fragments, variables, object, nodes as FieldNode[]));
    if (isObjectType(type)) return below(type);
    if (!isAbstractType(type)) return undefined;
    const selections = schema.getPossibleTypes(type).map(
      (object): SelectionNode => ({
        kind: Kind.INLINE_FRAGMENT,
        typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: object.name } },
        directives: [],
        selectionSet: below(object),
      }),
    );
    return { kind: Kind.SELECTION_SET, selections };
  };

  try {
    const { type, fields } = rootFields(schema, document, operation, variables);
    return { ...operation, directives: [], selectionSet: selectionOf(type, fields) };
  } catch (error) {
    if (error instanceof NotFlat) return undefined;
    throw error;
  }
}
