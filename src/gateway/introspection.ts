import {
  type GraphQLField,
  type GraphQLSchema,
  type GraphQLType,
  __Type as IntrospectedType,
  isAbstractType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from 'graphql';

/** Asked of a request's context: the schema that its caller is shown. */
export interface Audience {
  visibleSchema: GraphQLSchema;
}

/**
 * Lets introspection show a caller the schema of its audience. Requests are validated and executed with the whole
 * schema, so that one frontend's documents serve partners and direct customers; only what `__schema` and `__type`
 * answer differs. graphql-js has their fields once for all schemas, and no other place to say it; among those below them
 * the types of an interface are the only ones that it asks of the schema that it executes with.
 */
export function showEachAudienceItsSchema(): void {
  SchemaMetaFieldDef.resolve = (_source, _args, context, { schema }) => (context as Audience).visibleSchema ?? schema;
  TypeMetaFieldDef.resolve = (_source, { name }, context, { schema }) =>
    ((context as Audience).visibleSchema ?? schema).getType(name);
  const { possibleTypes } = IntrospectedType.getFields() as { possibleTypes: GraphQLField<GraphQLType, Audience> };
  possibleTypes.resolve = (type, _args, { visibleSchema }, { schema }) =>
    isAbstractType(type) ? (visibleSchema ?? schema).getPossibleTypes(type) : undefined;
}
