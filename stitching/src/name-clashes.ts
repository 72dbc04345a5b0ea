import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isIntrospectionType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printType,
} from 'graphql';
import { GroupGatewayNameClashError } from './errors.ts';

/** A definition in one line. */
export const withoutDescriptions = (type: GraphQLNamedType) =>
  printType(type)
    .replace(/"""[\s\S]*?"""/g, '')
    .replace(/\s+/g, ' ')
    .trim();

const rootTypes = (schema: GraphQLSchema) => [
  schema.getQueryType(),
  schema.getMutationType(),
  schema.getSubscriptionType(),
];

/** Types of both that differ, or may. */
export function clashesOfTypes(ours: GraphQLSchema, theirs: GraphQLSchema, mergedTypes: string[]): string[] {
  const roots = new Set([...rootTypes(ours), ...rootTypes(theirs)].map((type) => type?.name));
  return Object.values(ours.getTypeMap())
    .filter((type) => !isSpecifiedScalarType(type) && !isIntrospectionType(type))
    .filter(({ name }) => !roots.has(name) && !mergedTypes.includes(name))
    .filter((type) => {
      const other = theirs.getType(type.name);
      // A scalar's text says nothing of what its values are.
      return (
        other &&
        (withoutDescriptions(other) !== withoutDescriptions(type) || type.constructor.name === 'GraphQLScalarType')
      );
    })
    .map(({ name }) => name);
}

/** Root fields of both, such as `Query.groups`. */
export function clashesOfRootFields(ours: GraphQLSchema, theirs: GraphQLSchema): string[] {
  const others = rootTypes(theirs);
  return rootTypes(ours).flatMap((type, position) => {
    const fields = others[position]?.getFields() ?? {};
    return Object.keys(type?.getFields() ?? {})
      .filter((name) => name in fields)
      .map((name) => `${type?.name}.${name}`);
  });
}

/**
 * Stitching merges types and root fields of the same name without asking: the fields of both in one type, the values of
 * one read as the other's, the last of two root fields instead of both. This refuses, unless it is meant, or both are
 * the same.
 *
 * @throws GroupGatewayNameClashError
 */
export function refuseNameClashes(groupGateway: GraphQLSchema, others: GraphQLSchema[], mergedTypes: string[]): void {
  const ours = lexicographicSortSchema(groupGateway);
  const theirs = others.map((schema) => lexicographicSortSchema(schema));
  const types = [...new Set(theirs.flatMap((schema) => clashesOfTypes(ours, schema, mergedTypes)))];
  const fields = [...new Set(theirs.flatMap((schema) => clashesOfRootFields(ours, schema)))];
  if (types.length + fields.length === 0) return;
  const solutions = [
    types.length > 0 &&
      `Types that both schemas have and that differ: ${types.join(', ')}. Set "typePrefix", e.g. "GroupGateway_", to ` +
        'rename those of the group gateway, or name in "mergedTypes" those that mean the same in both.',
    fields.length > 0 &&
      `Root fields that both schemas have: ${fields.join(', ')}. Set "rootFieldPrefix", e.g. "groupGateway_", to rename ` +
        'those of the group gateway.',
  ].filter(Boolean);
  throw new GroupGatewayNameClashError(
    `The group gateway's schema clashes with one that it is stitched with. ${solutions.join(' ')}`,
    [...types, ...fields],
  );
}
