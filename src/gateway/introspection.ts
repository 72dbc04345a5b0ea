import { type GraphQLSchema, SchemaMetaFieldDef, TypeMetaFieldDef } from 'graphql';

/** Asked of a request's context: the schema that its caller is shown. */
export interface Audience {
  visibleSchema: GraphQLSchema;
}

/**
 * Lets introspection show a caller the schema of its audience. Requests are validated and executed with the whole
 * schema, so that one frontend's documents serve partners and direct customers; only what `__schema` and `__type`
 * answer differs. graphql-js has these two fields once for all schemas, and no other place to say it.
 */
export function showEachAudienceItsSchema(): void {
  SchemaMetaFieldDef.resolve = (_source, _args, context, { schema }) => (context as Audience).visibleSchema ?? schema;
  TypeMetaFieldDef.resolve = (_source, { name }, context, { schema }) =>
    ((context as Audience).visibleSchema ?? schema).getType(name);
}
