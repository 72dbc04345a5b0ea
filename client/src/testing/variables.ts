import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type TypeNode,
  typeFromAST,
} from 'graphql';

/** Variables that fit a document, for tests that do not care: the required ones. */
export function variablesFor(document: DocumentNode, schema: GraphQLSchema): Record<string, unknown> {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const required = operation?.variableDefinitions?.filter(({ type }) => type.kind === Kind.NON_NULL_TYPE) ?? [];
  return Object.fromEntries(required.map(({ variable, type }) => [variable.name.value, inputOf(schema, type)]));
}

function inputOf(schema: GraphQLSchema, node: TypeNode): unknown {
  const type = typeFromAST(schema, node as Parameters<typeof typeFromAST>[1]) as GraphQLInputType | undefined;
  return type && valueFor(type);
}

function valueFor(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType);
  if (isListType(type)) return [valueFor(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.value;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const needed = type.isOneOf ? fields.slice(0, 1) : fields.filter((field) => isNonNullType(field.type));
    return Object.fromEntries(needed.map((field) => [field.name, valueFor(field.type)]));
  }
  return { Int: 1, Float: 1, Boolean: false, DateTime: '2026-01-01T00:00:00.000Z' }[type.name] ?? '1';
}
