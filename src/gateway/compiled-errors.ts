import { type ASTNode, type DocumentNode, GraphQLError, visit } from 'graphql';

/** What compiled code says of an argument that a variable gives no value. */
const isAboutArgument = (message: string) => /^Argument ['"]/.test(message);

/**
 * Errors of compiled code as graphql-js has them: with what they are about in the document, and where a value of ours breaks
 * the schema, with an error of ours as their origin.
 */
export function asGraphqlJs(errors: readonly GraphQLError[], document: DocumentNode): GraphQLError[] {
  return errors.map(({ message, path, locations, originalError }) => {
    const ours = originalError ?? (isAboutArgument(message) ? undefined : new Error(message));
    return new GraphQLError(message, { nodes: nodesAt(locations, document), path, originalError: ours });
  });
}

/** What stands at places of the document; where things begin together, the outermost. */
function nodesAt(locations: GraphQLError['locations'], document: DocumentNode): ASTNode[] {
  const places = new Set(locations?.map(({ line, column }) => `${line}:${column}`));
  const nodes: ASTNode[] = [];
  visit(document, {
    enter(node) {
      const start = node.loc?.startToken;
      if (start && places.delete(`${start.line}:${start.column}`)) nodes.push(node);
    },
  });
  return nodes;
}
