import {
  type ASTNode,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { type OperationPlugin, OperationRefused } from './operation-plugins.ts';

/** How many faults are told: looking for all of them, with suggestions, takes a processor seconds. */
const maxErrors = 5;

/** In characters. A message of graphql-js repeats the whole value; what is wrong with it stands at the end. */
const maxMessage = 400;

function shortened(message: string): string {
  if (message.length <= maxMessage) return message;
  const half = maxMessage / 2;
  return `${message.slice(0, half)} … ${message.slice(-half)}`;
}

const fault = (message: string, nodes: readonly ASTNode[] = []) =>
  new GraphQLError(shortened(message), { nodes, extensions: { code: 'BAD_USER_INPUT' } });

/** The variables that decide over directives of an operation: null is no answer to a condition. */
const conditionsOf = new WeakMap<OperationDefinitionNode, readonly string[]>();

export function variablesOfConditions(document: DocumentNode, operation: OperationDefinitionNode): readonly string[] {
  const known = conditionsOf.get(operation);
  if (known) return known;
  const fragments = new Map(
    document.definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const names = new Set<string>();
  const toVisit: (OperationDefinitionNode | FragmentDefinitionNode)[] = [operation];
  for (const definition of toVisit)
    visit(definition, {
      Directive({ arguments: args }: DirectiveNode) {
        for (const { value } of args ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      },
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (fragment && fragments.delete(name.value)) toVisit.push(fragment);
      },
    });
  const found = [...names];
  conditionsOf.set(operation, found);
  return found;
}

interface Variables {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** As they were sent. */
  values: Record<string, unknown>;
}

const definitionsOf = ({ operation }: Variables) => operation.variableDefinitions ?? [];

function undeclared(variables: Variables): GraphQLError[] {
  const declared = new Set(definitionsOf(variables).map(({ variable }) => variable.name.value));
  return Object.keys(variables.values)
    .filter((name) => !declared.has(name))
    .slice(0, maxErrors)
    .map((name) => fault(`Variable "$${name}" is not declared by the operation: declare it, or leave it out.`));
}

/** JSON numbers beyond 2^53 were rounded when the body was parsed, and would mean another row. As texts they are exact. */
function isRounded(value: unknown): boolean {
  const toVisit = [value]; // a value may have more levels than the stack has room for
  for (let next = toVisit.pop(); next !== undefined; next = toVisit.pop()) {
    if (typeof next === 'number' && Number.isInteger(next) && !Number.isSafeInteger(next)) return true;
    if (typeof next === 'object' && next !== null) for (const inner of Object.values(next)) toVisit.push(inner);
  }
  return false;
}

const roundedNumbers = ({ values }: Variables): GraphQLError[] =>
  Object.keys(values)
    .filter((name) => isRounded(values[name]))
    .slice(0, maxErrors)
    .map((name) => fault(`Variable "$${name}" has a number that JSON cannot represent exactly: send it as a string.`));

function nullConditions({ document, operation }: Variables, coerced: Record<string, unknown>): GraphQLError[] {
  return (operation.variableDefinitions ?? [])
    .filter(({ variable: { name } }) => coerced[name.value] === null)
    .filter(({ variable: { name } }) => variablesOfConditions(document, operation).includes(name.value))
    .map((definition) =>
      fault(`Variable "$${definition.variable.name.value}" must not be null: a directive depends on it.`, [definition]),
    );
}

/** @throws OperationRefused for values that the operation cannot have */
function readVariables(variables: Variables): Record<string, unknown> {
  const { coerced, errors = [] } = getVariableValues(variables.schema, definitionsOf(variables), variables.values, {
    maxErrors,
  });
  const faults = [
    ...undeclared(variables),
    ...roundedNumbers(variables),
    ...errors.map(({ message, nodes }) => fault(message, nodes)),
    ...(coerced ? nullConditions(variables, coerced) : []),
  ];
  if (!coerced || faults.length > 0) throw new OperationRefused(faults, { status: 400, hasData: false });
  return coerced;
}

/** Reads the variables, before anything else looks at them; what comes later has values that are in order. */
export const coerceVariables = (schema: GraphQLSchema): OperationPlugin => ({
  onRequest({ document, operation, variables: values, context }) {
    context.variables = readVariables({ schema, document, operation, values });
  },
});
