import { applySchemaTransforms, type SubschemaConfig } from '@graphql-tools/delegate';
import { collectSubFields } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { causeOf, withOneError } from './one-error.ts';

type Row = Record<string, unknown>;

/** The error of a look-up that failed as a whole, which each of its rows has; not one of a single row. */
const isOfWholeLookUp = (value: unknown): value is Error =>
  value instanceof Error && ((causeOf(value) as { path?: readonly unknown[] }).path?.length ?? 0) < 2;

/** The row, or the error that leaves nothing of it: one at a field that must not be null. */
function rowOrError(row: unknown, type: GraphQLObjectType, info: GraphQLResolveInfo): unknown {
  if (typeof row !== 'object' || row === null || !Object.values(row).some(isOfWholeLookUp)) return row;
  const variables = { coerced: info.variableValues, sources: {} };
  const { fields } = collectSubFields(info.schema, info.fragments, variables, type, [...info.fieldNodes]);
  for (const [responseKey, [node]] of fields) {
    const value = (row as Row)[responseKey];
    if (node && isOfWholeLookUp(value) && isNonNullType(type.getFields()[node.name.value]?.type)) return value;
  }
  return row;
}

async function rowsOrErrors(value: unknown, type: GraphQLObjectType, info: GraphQLResolveInfo): Promise<unknown> {
  if (!Array.isArray(value)) return rowOrError(value, type, info);
  const rows = (await Promise.all(value)).map((row) => rowOrError(row, type, info));
  const list = getNullableType(info.returnType);
  const ofNonNull = isListType(list) && isNonNullType(list.ofType);
  return (ofNonNull && rows.find((row) => row instanceof Error)) || rows;
}

/** Whether what fails can be null where it is, in place of an error. */
function canBeNull(type: GraphQLOutputType): boolean {
  if (!isNonNullType(type)) return true;
  return isListType(type.ofType) && canBeNull(type.ofType.ofType);
}

type Change = (value: unknown, info: GraphQLResolveInfo) => unknown;

function changeResolver(field: GraphQLField<unknown, unknown>, change: Change): void {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = async (source, args, context, info) => change(await resolve(source, args, context, info), info);
}

/**
 * Tells a failed look-up of merged types as one error, at the first row, with the number of rows that it concerns.
 * Without this, GraphQL reports it for each row. A field that must not be null keeps an error in each row.
 *
 * @param schema the stitched schema, whose resolvers are changed
 * @param groupGateway what `createGroupGatewaySubschema` returned
 */
export function withOneErrorPerRequest(schema: GraphQLSchema, groupGateway: SubschemaConfig): GraphQLSchema {
  const ours = applySchemaTransforms(groupGateway.schema, groupGateway);
  const merged = new Set(Object.keys(groupGateway.merge ?? {}));
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    const own = ours.getType(type.name);
    for (const field of Object.values(type.getFields()).filter((each) => canBeNull(each.type))) {
      const target = getNamedType(field.type);
      if (isObjectType(target) && merged.has(target.name))
        changeResolver(field, (value, info) => withOneError(rowsOrErrors(value, target, info), info));
      else if (merged.has(type.name) && isObjectType(own) && field.name in own.getFields())
        changeResolver(field, (value, info) =>
          isOfWholeLookUp(value) ? withOneError(Promise.resolve(value), info) : value,
        );
    }
  }
  return schema;
}
