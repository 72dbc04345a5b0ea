import { type DocumentNode, Kind, specifiedScalarTypes, visit } from 'graphql';
import { BadRequestError } from '../errors.ts';

const maxPrefixLength = 64;
/** Names with an underscore in front are GraphQL's and the federation's. */
const prefixPattern = /^[A-Za-z][A-Za-z0-9_]*$/;

/**
 * What the schema costs in names or parts that a node does not have yet: anybody can make up any number of them, and
 * each takes the node 100 ms in which it does nothing else.
 */
export const writingPoints = 500;

/** The types whose fields are the root fields. */
const rootTypes = new Set(['Query', 'Mutation', 'Subscription']);
const builtIn = new Set([...rootTypes, ...specifiedScalarTypes.map(({ name }) => name)]);

export const isRootType = (name: string) => rootTypes.has(name);

/** Whether a type has the same name in every schema: the roots, GraphQL's own, and the federation's. */
export const keepsItsName = (typeName: string) => builtIn.has(typeName) || typeName.startsWith('_');

/**
 * The parameter `prefix` of an address: what goes before the names of types and root fields, '' where it is absent.
 *
 * @throws BadRequestError
 */
export function readPrefix(parameter: unknown): string {
  if (parameter === undefined) return '';
  if (typeof parameter !== 'string') throw new BadRequestError('The parameter "prefix" must be there once.');
  if (!prefixPattern.test(parameter) || parameter.length > maxPrefixLength)
    throw new BadRequestError(
      `The parameter "prefix" must be a letter and up to ${maxPrefixLength - 1} more letters, digits and underscores, such as "Acme_", or left out.`,
    );
  return parameter;
}

/** A schema's definitions with the prefix before the names of its types and root fields. */
export function withPrefix(document: DocumentNode, prefix: string): DocumentNode {
  const renamed = <T extends { name: { value: string } }>(node: T): T => ({
    ...node,
    name: { ...node.name, value: `${prefix}${node.name.value}` },
  });
  const rename = <T extends { name: { value: string } }>(node: T) =>
    keepsItsName(node.name.value) ? undefined : renamed(node);
  return visit(document, {
    [Kind.NAMED_TYPE]: { leave: rename },
    [Kind.OBJECT_TYPE_DEFINITION]: {
      leave: (type) => (isRootType(type.name.value) ? { ...type, fields: type.fields?.map(renamed) } : rename(type)),
    },
    [Kind.INTERFACE_TYPE_DEFINITION]: { leave: rename },
    [Kind.UNION_TYPE_DEFINITION]: { leave: rename },
    [Kind.ENUM_TYPE_DEFINITION]: { leave: rename },
    [Kind.INPUT_OBJECT_TYPE_DEFINITION]: { leave: rename },
    [Kind.SCALAR_TYPE_DEFINITION]: { leave: rename },
  });
}
