import {
  buildClientSchema,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { data } from './graphql.ts';

export type Input = GraphQLArgument | GraphQLInputField;

/** The schema as the service shows it to the owner of a key. */
export async function introspect(key: string): Promise<GraphQLSchema> {
  return buildClientSchema(await data(key, getIntrospectionQuery({ oneOf: true })));
}

export const isRequired = (input: Input) => isNonNullType(input.type) && input.defaultValue === undefined;

/** A selection of all that can be selected without arguments, some levels deep. */
export function selectAll(type: GraphQLNamedType, schema: GraphQLSchema, depth: number): string {
  if (isLeafType(type)) return '';
  if (isAbstractType(type))
    return `{ __typename ${schema
      .getPossibleTypes(type)
      .map((member) => `... on ${member.name} ${selectAll(member, schema, depth)}`)
      .join(' ')} }`;
  if (!isObjectType(type)) throw new Error(`${type.name} is nothing to select`);
  const fields = Object.values(type.getFields())
    .filter((field) => !field.args.some(isRequired))
    .filter((field) => depth > 0 || isLeafType(getNamedType(field.type)))
    // The alias keeps members of a union from conflicting.
    .map(
      (field) => `${type.name}_${field.name}: ${field.name} ${selectAll(getNamedType(field.type), schema, depth - 1)}`,
    );
  return `{ __typename ${fields.join(' ')} }`;
}

/** The fields of queries and mutations. */
export function rootFields(schema: GraphQLSchema) {
  return [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map((field) => ({
      field,
      coordinate: `${type?.name}.${field.name}`,
      /** A document that calls the field with all its arguments as variables. */
      document(depth: number): string {
        const variables = field.args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
        const args = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
        const operation = type === schema.getMutationType() ? 'mutation' : 'query';
        return `${operation} ${variables && `(${variables})`} { result: ${field.name} ${args && `(${args})`} ${selectAll(getNamedType(field.type), schema, depth)} }`;
      },
    })),
  );
}

export type RootField = ReturnType<typeof rootFields>[number];

/** The least value that an argument takes, with an id where it takes one. */
function least(type: GraphQLInputType, id: string): unknown {
  if (isNonNullType(type)) return least(type.ofType, id);
  if (isListType(type)) return [least(type.ofType, id)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const needed = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequired);
    return Object.fromEntries(needed.map((field) => [field.name, least(field.type, id)]));
  }
  return { Int: 1, Boolean: true, ID: id }[type.name] ?? 'text.example';
}

/** The least arguments that a field takes. */
export const leastArguments = ({ field }: RootField, id: string): Record<string, unknown> =>
  Object.fromEntries(field.args.filter(isRequired).map((arg) => [arg.name, least(arg.type, id)]));

/** A way from a root field to a member of its arguments. */
export interface Way {
  coordinate: string;
  path: string[];
}

/** All ways from the root fields to inputs of some sort. */
export function waysTo(schema: GraphQLSchema, accept: (input: Input) => boolean): { root: RootField; ways: Way[] }[] {
  const within = (owner: string, inputs: readonly Input[], path: string[], seen: string[]): Way[] =>
    inputs.flatMap((input) => {
      const type = getNamedType(input.type);
      const here = [...path, input.name];
      const way = accept(input) ? [{ coordinate: `${owner}.${input.name}`, path: here }] : [];
      return isInputObjectType(type) && !seen.includes(type.name)
        ? [...way, ...within(type.name, Object.values(type.getFields()), here, [...seen, type.name])]
        : way;
    });
  return rootFields(schema).map((root) => ({ root, ways: within(root.coordinate, root.field.args, [], []) }));
}

/** Puts a value somewhere into the arguments of a field; lists are put around it as the types ask for. */
export function put(
  inputs: readonly Input[],
  target: Record<string, unknown>,
  [name = '', ...rest]: string[],
  value: unknown,
): void {
  const input = inputs.find((candidate) => candidate.name === name) as Input;
  const isList = isListType(getNullableType(input.type));
  if (rest.length === 0) {
    target[name] = isList ? [value] : value;
    return;
  }
  const type = getNamedType(input.type) as GraphQLInputObjectType;
  target[name] ??= isList ? [{}] : {};
  const inner = isList ? (target[name] as unknown[])[0] : target[name];
  put(Object.values(type.getFields()), inner as Record<string, unknown>, rest, value);
}
