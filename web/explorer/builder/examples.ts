import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { selectionOf } from '../document/selections.ts';

const byScalar: Record<string, unknown> = { Int: 1, Float: 1, Boolean: false };

/** A value to begin with: of an input, what it cannot do without. */
export function exampleOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return exampleOf(type.ofType);
  if (isListType(type)) return [exampleOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter(isRequiredInputField)
        .map((field) => [field.name, exampleOf(field.type)]),
    );
  return byScalar[type.name] ?? '';
}

const upperFirst = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** What makes an argument a variable of the operation. */
export interface Variable {
  name: string;
  /** As it is declared. */
  definition: string;
  /** As the argument is given. */
  argument: string;
  value: unknown;
}

export function variableFor(argument: GraphQLArgument, fieldName: string, taken: ReadonlySet<string>): Variable {
  const name = taken.has(argument.name) ? `${fieldName}${upperFirst(argument.name)}` : argument.name;
  return {
    name,
    definition: `$${name}: ${argument.type}`,
    argument: `${argument.name}: $${name}`,
    value: argument.defaultValue ?? exampleOf(argument.type),
  };
}

export interface NewField {
  /** On one line. */
  text: string;
  variables: Variable[];
}

/** A field with what it cannot do without, and a few fields of its own. */
export function newField(
  field: GraphQLField<unknown, unknown>,
  schema: GraphQLSchema,
  taken: ReadonlySet<string>,
): NewField {
  const variables = field.args.filter(isRequiredArgument).map((argument) => variableFor(argument, field.name, taken));
  const given = variables.map(({ argument }) => argument).join(', ');
  const selection = selectionOf(getNamedType(field.type), schema);
  return { text: `${field.name}${given && `(${given})`}${selection && ` ${selection}`}`, variables };
}
