import {
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  isNonNullType,
  type OperationDefinitionNode,
  print,
  TypeInfo,
  type VariableDefinitionNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { fragmentsOf } from '../documents/root-fields.ts';
import type { OperationPlugin } from '../operation-plugins.ts';
import { OperationRefused } from '../operation-refused.ts';
import { suggestVisible } from './suggestions.ts';

/** How many faults an answer lists: to look for all of them, with suggestions, takes seconds of CPU time. */
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

/** What matters of where an operation uses its variables. */
interface Uses {
  all: ReadonlySet<string>;
  /** Those that directives depend on. */
  inDirectives: ReadonlySet<string>;
  /** Those that stand where null is not allowed: with a default they may be declared without `!`, and be sent as null. */
  whereNotNull: ReadonlySet<string>;
}

const usesOf = new WeakMap<OperationDefinitionNode, Uses>();

export function variableUses(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Uses {
  const known = usesOf.get(operation);
  if (known) return known;
  const fragments = fragmentsOf(document);
  const all = new Set<string>();
  const inDirectives = new Set<string>();
  const whereNotNull = new Set<string>();
  const toVisit = new Set<OperationDefinitionNode | FragmentDefinitionNode>([operation]);
  const typeInfo = new TypeInfo(schema);
  for (const definition of toVisit)
    visit(
      definition,
      visitWithTypeInfo(typeInfo, {
        VariableDefinition: () => false,
        Variable({ name }) {
          all.add(name.value);
          if (typeInfo.getDirective()) inDirectives.add(name.value);
          if (isNonNullType(typeInfo.getInputType())) whereNotNull.add(name.value);
        },
        FragmentSpread({ name }) {
          const fragment = fragments[name.value];
          if (fragment) toVisit.add(fragment);
        },
      }),
    );
  const uses = { all, inDirectives, whereNotNull };
  usesOf.set(operation, uses);
  return uses;
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

/** Representations of entities are looked up one by one, so each may be an error of its own. */
const isOfEntities = ({ type }: VariableDefinitionNode) => print(type).includes('_Any');

const roundedNumbers = (variables: Variables): GraphQLError[] =>
  definitionsOf(variables)
    .filter((definition) => isRounded(variables.values[definition.variable.name.value]) && !isOfEntities(definition))
    .slice(0, maxErrors)
    .map((definition) =>
      fault(
        `Variable "$${definition.variable.name.value}" has a number that JSON cannot represent exactly: send it as a string.`,
        [definition],
      ),
    );

/** No input has as many members. Of more, graphql-js would write all for each fault. */
const maxMembers = 100;

function hasTooManyMembers(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const inner = Object.values(value);
  return (!Array.isArray(value) && inner.length > maxMembers) || inner.some(hasTooManyMembers);
}

const largeObjects = ({ values }: Variables): GraphQLError[] =>
  Object.keys(values)
    .filter((name) => hasTooManyMembers(values[name]))
    .slice(0, maxErrors)
    .map((name) =>
      fault(`Variable "$${name}" has an object with more than ${maxMembers} members: no input has so many.`),
    );

function nullsWhereNotNull(
  { schema, document, operation }: Variables,
  coerced: Record<string, unknown>,
): GraphQLError[] {
  const nulls = (operation.variableDefinitions ?? []).filter(({ variable }) => coerced[variable.name.value] === null);
  if (nulls.length === 0) return [];
  const { whereNotNull } = variableUses(schema, document, operation);
  return nulls
    .filter(({ variable }) => whereNotNull.has(variable.name.value))
    .map((definition) =>
      fault(`Variable "$${definition.variable.name.value}" must not be null: it stands where a value is needed.`, [
        definition,
      ]),
    );
}

/** What is wrong with the values; names are suggested that the caller sees. */
function valueErrors(
  errors: readonly GraphQLError[],
  variables: Variables,
  visibleSchema: GraphQLSchema,
): GraphQLError[] {
  if (errors.length === 0) return [];
  const visible = getVariableValues(visibleSchema, definitionsOf(variables), variables.values, {
    maxErrors: 2 * maxErrors,
  });
  return errors.map(({ message, nodes }) => fault(suggestVisible(message, visible.errors ?? []), nodes));
}

/** @throws OperationRefused for values that the operation cannot have */
function readVariables(variables: Variables, visibleSchema: GraphQLSchema): Record<string, unknown> {
  const large = largeObjects(variables);
  if (large.length > 0) throw new OperationRefused(large, { status: 400, hasData: false });
  const { coerced, errors = [] } = getVariableValues(variables.schema, definitionsOf(variables), variables.values, {
    maxErrors,
  });
  const faults = [
    ...undeclared(variables),
    ...roundedNumbers(variables),
    ...valueErrors(errors, variables, visibleSchema),
    ...(coerced ? nullsWhereNotNull(variables, coerced) : []),
  ];
  if (!coerced || faults.length > 0)
    throw new OperationRefused(faults.slice(0, maxErrors), { status: 400, hasData: false });
  return coerced;
}

/** Reads the variables, before anything else looks at them; what comes later has values that are in order. */
export const coerceVariables = (schema: GraphQLSchema): OperationPlugin => ({
  onRequest({ document, operation, variables: values, context }) {
    context.variables = readVariables({ schema, document, operation, values }, context.visibleSchema);
  },
});
