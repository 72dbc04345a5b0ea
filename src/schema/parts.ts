import {
  type DocumentNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  visit,
} from 'graphql';
import { BadRequestError } from '../errors.ts';
import { isRootType } from './prefix.ts';

const maxNames = 200;

/**
 * The parameter `only` of an address: names of root fields and types.
 *
 * @throws BadRequestError
 */
export function readOnly(parameter: unknown): string[] | undefined {
  if (parameter === undefined) return undefined;
  const names = [parameter].flat().flatMap((part) => String(part).split(','));
  if (names.length > maxNames || names.some((name) => !/^[A-Za-z]\w*$/.test(name)))
    throw new BadRequestError(
      `The parameter "only" must be up to ${maxNames} names of root fields and types, with commas between them, such as "groups,updateGroup,Website", or left out.`,
    );
  return [...new Set(names)];
}

/** A type with all that a document may meet from it on. */
function addReachable(schema: GraphQLSchema, type: GraphQLNamedType, reached: Set<string>): void {
  const isAbstract = isInterfaceType(type) || isUnionType(type);
  if (reached.has(type.name)) return;
  reached.add(type.name);
  if (isAbstract) for (const possible of schema.getPossibleTypes(type)) addReachable(schema, possible, reached);
  if (isInputObjectType(type))
    for (const field of Object.values(type.getFields())) addReachable(schema, getNamedType(field.type), reached);
  if (!isObjectType(type) && !isInterfaceType(type)) return;
  for (const field of Object.values(type.getFields())) addReachableFrom(schema, field, reached);
}

function addReachableFrom(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>, reached: Set<string>): void {
  addReachable(schema, getNamedType(field.type), reached);
  for (const { type } of field.args) addReachable(schema, getNamedType(type), reached);
}

/** Interfaces that types of a set have, though no field leads to them: their other types are not in the set. */
function addInterfaces(schema: GraphQLSchema, reached: Set<string>): void {
  for (const name of [...reached]) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    for (const implemented of type.getInterfaces()) {
      reached.add(implemented.name);
      for (const field of Object.values(implemented.getFields())) addReachableFrom(schema, field, reached);
    }
  }
}

/**
 * The part of a schema's definitions that some root fields and types need.
 *
 * @param schema the same schema, with the names that the caller sees
 * @throws BadRequestError for a name that is none of the schema's
 */
export function withOnly(document: DocumentNode, schema: GraphQLSchema, only: string[]): DocumentNode {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const rootFields = Object.assign(Object.create(null), ...roots.map((type) => type?.getFields()));
  const reached = new Set<string>();
  const unknown: string[] = [];
  for (const name of only) {
    const type = isRootType(name) ? undefined : schema.getType(name);
    if (type) addReachable(schema, type, reached);
    else if (rootFields[name]) addReachableFrom(schema, rootFields[name], reached);
    else unknown.push(name);
  }
  if (unknown.length > 0)
    throw new BadRequestError(
      `The parameter "only" has ${unknown.map((name) => `"${name}"`).join(', ')}: you see no root field and no type of this name. Names have no prefix here.`,
    );
  addInterfaces(schema, reached);
  const kept = (node: { name: { value: string } }) => (reached.has(node.name.value) ? undefined : null);
  return visit(document, {
    [Kind.OBJECT_TYPE_DEFINITION](type) {
      if (!isRootType(type.name.value)) return kept(type);
      const fields = type.fields?.filter(({ name }) => only.includes(name.value)) ?? [];
      return fields.length > 0 ? { ...type, fields } : null;
    },
    [Kind.INTERFACE_TYPE_DEFINITION]: kept,
    [Kind.UNION_TYPE_DEFINITION]: kept,
    [Kind.ENUM_TYPE_DEFINITION]: kept,
    [Kind.INPUT_OBJECT_TYPE_DEFINITION]: kept,
    [Kind.SCALAR_TYPE_DEFINITION]: kept,
  });
}
