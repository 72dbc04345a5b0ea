import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  type ExecutionResult,
  type FieldNode,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { unsliced } from '../../schema/slice-lists.ts';

/** What compiled code needs of a request. */
interface Request {
  variables: Record<string, unknown>;
}

/** Executes one flat query. Its data is right where it has no errors; errors are graphql-js's to tell. */
export type CompiledQuery = (context: Request) => Promise<ExecutionResult>;

type Field = GraphQLField<unknown, unknown>;

/** The nodes that compiled code knows, which have no arguments, and those with them. */
const withArguments = new WeakMap<FieldNode, { node: FieldNode; operation: OperationDefinitionNode }>();

/** Of each request: the arguments of the fields that were executed, which a list has many times. */
const argumentsOf = new WeakMap<Request, Map<FieldNode, Record<string, unknown>>>();

function argumentValues(field: Field, node: FieldNode, request: Request): Record<string, unknown> {
  const known = argumentsOf.get(request) ?? new Map<FieldNode, Record<string, unknown>>();
  argumentsOf.set(request, known);
  let values = known.get(node);
  if (!values) {
    values = getArgumentValues(field, node, request.variables);
    known.set(node, values);
  }
  return values;
}

/**
 * A schema whose fields have no arguments: graphql-js reads them, from the variables that it has read itself. Compiled
 * code has its own way with values, where what is absent may become null. Lists have no pauses, for which compiled code
 * would call a function for each of them.
 */
function withoutArguments(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD](config, name, typeName) {
      const type = schema.getType(typeName);
      const resolve = config.resolve && ((unsliced(config.resolve) as typeof config.resolve) ?? config.resolve);
      if (!resolve || !isObjectType(type)) return undefined;
      if (Object.keys(config.args ?? {}).length === 0) {
        const { resolve: _, ...plain } = config;
        return resolve === defaultFieldResolver ? plain : { ...plain, resolve };
      }
      const field = type.getFields()[name] as Field;
      return {
        ...config,
        args: {},
        resolve: (source, _args, request: Request, info: GraphQLResolveInfo) => {
          const { node, operation } = withArguments.get(info.fieldNodes[0] as FieldNode) as {
            node: FieldNode;
            operation: OperationDefinitionNode;
          };
          return resolve(source, argumentValues(field, node, request), request, {
            ...info,
            operation,
            fieldNodes: [node],
            variableValues: request.variables,
          });
        },
      };
    },
  });
}

/** A flat operation as compiled code is given it: without arguments and variables. */
function strip(operation: OperationDefinitionNode): OperationDefinitionNode {
  const stripped = (selections: readonly SelectionNode[]): SelectionNode[] =>
    selections.map((selection) => {
      const { selectionSet } = selection as FieldNode;
      const inner = selectionSet && {
        selectionSet: { ...selectionSet, selections: stripped(selectionSet.selections) },
      };
      if (selection.kind !== Kind.FIELD) return { ...selection, ...inner };
      const node: FieldNode = { ...selection, arguments: [], ...inner };
      withArguments.set(node, { node: selection, operation });
      return node;
    });
  const { selectionSet } = operation;
  return {
    ...operation,
    variableDefinitions: [],
    selectionSet: { ...selectionSet, selections: stripped(selectionSet.selections) },
  };
}

/** Makes compilers of flat queries. */
export function compiler(schema: GraphQLSchema): (operation: OperationDefinitionNode) => CompiledQuery | undefined {
  const plain = withoutArguments(schema);
  return (operation) => {
    const stripped = strip(operation);
    const compiled = compileQuery(plain, { kind: Kind.DOCUMENT, definitions: [stripped] });
    return isCompiledQuery(compiled) ? async (request) => compiled.query(undefined, request, {}) : undefined;
  };
}
