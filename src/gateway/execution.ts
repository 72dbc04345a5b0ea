import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { findReadTogether } from '../resource/read-together.ts';
import { forPartners } from '../schema/partner-members.ts';
import { asGraphqlJs } from './compiled-errors.ts';
import type { RequestContext } from './context.ts';
import { shapeOf } from './document-shape.ts';
import type { Asked } from './steps.ts';

type Gateway = ApolloServerOptionsWithGateway<never>['gateway'];

/** How often an operation has to come before it is compiled: what nobody sends again is not worth it. */
const worthCompiling = 3;

/** Of fields, fragments filled in: code that is larger takes longer to make than it saves. */
const maxCompiled = 500;

/** As graphql-js has it for requests that it executes itself. */
const maxVariableErrors = 50;

type Audience = 'partner' | 'direct';

interface Usage {
  times: number;
  /** Absent until it is worth while, and for what is left to graphql-js. */
  compiled?: CompiledQuery['query'] | undefined;
}

type FieldWithArguments = GraphQLField<unknown, unknown>;

/** What graphql-js reads of a request's values: its variables, and the arguments of each field that was executed. */
interface Values {
  variables: Record<string, unknown>;
  args: Map<FieldNode, { field: FieldWithArguments; values: Record<string, unknown> }>;
}

const valuesOf = new WeakMap<object, Values>();

/** The arguments of a field: for the many times that a list has it, read once. */
function argumentsOf(field: FieldWithArguments, node: FieldNode, context: object): Record<string, unknown> {
  const { variables, args } = valuesOf.get(context) as Values;
  const known = args.get(node);
  if (known?.field === field) return known.values; // a fragment may select it of several types
  const values = getArgumentValues(field, node, variables);
  args.set(node, { field, values });
  return values;
}

/** Executes an operation. The values of its variables are read from the request where they have not been before. */
export type Execute = (
  asked: Pick<Asked, 'document' | 'operation' | 'operationName' | 'variables' | 'context'>,
  coerced?: Record<string, unknown>,
) => Promise<ExecutionResult>;

/** Reads the values of a request's variables as graphql-js does. */
export const readVariables = (schema: GraphQLSchema, operation: OperationDefinitionNode, variables: object) =>
  getVariableValues(schema, operation.variableDefinitions ?? [], variables as Record<string, unknown>, {
    maxErrors: maxVariableErrors,
  });

/**
 * Executes operations, compiled once they come again. Compiled code has its own way with values, where what is absent
 * may become null: so arguments are read by graphql-js. Introspection stays with it, as it is decided in its fields who
 * sees what.
 * Partners and direct customers have compiled code of their own.
 */
export function compiledExecution(schema: GraphQLSchema): Execute {
  const toCompile = {
    partner: withArgumentsOfGraphqlJs(forPartners(schema)),
    direct: withArgumentsOfGraphqlJs(schema),
  };
  // A document is the same object as long as Apollo Server or a known operation has it.
  const usages = { partner: new WeakMap<object, Usage>(), direct: new WeakMap<object, Usage>() };

  const compiledFor = (
    audience: Audience,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): CompiledQuery['query'] | undefined => {
    if (operation.operation === 'subscription') return undefined;
    const usage = usages[audience].get(operation) ?? { times: 0 };
    usages[audience].set(operation, usage);
    if (++usage.times === worthCompiling && shapeOf(document).fields <= maxCompiled && !introspects(document)) {
      const compiled = compileQuery(toCompile[audience], document, operation.name?.value);
      if (isCompiledQuery(compiled)) usage.compiled = compiled.query;
    }
    return usage.compiled;
  };

  return async ({ document, operation, operationName, variables, context }, given) => {
    const audience = context.caller.organization.isPartner ? 'partner' : 'direct';
    const compiled = compiledFor(audience, document, operation);
    if (!compiled)
      return execute({ schema, document, contextValue: context, variableValues: variables, operationName });
    const { coerced, errors } = given ? { coerced: given } : readVariables(schema, operation, variables);
    if (errors) return { errors };
    valuesOf.set(context, { variables: coerced, args: new Map() });
    const result = await compiled(undefined, context, coerced);
    return result.errors ? { ...result, errors: asGraphqlJs(result.errors, document) } : result;
  };
}

/**
 * Makes Apollo Server execute in a way of ours, while it keeps parsing, validation and plugins to itself: it has one way
 * to bring an executor along, which is meant for gateways.
 */
export function executingWith(schema: GraphQLSchema, execution: Execute): Gateway {
  return {
    onSchemaLoadOrUpdate(listener) {
      listener({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    async load() {
      return {
        async executor({ document, operation, operationName, request, context }): Promise<ExecutionResult> {
          const variables = request.variables ?? {};
          // There is none where the name names none, which graphql-js tells.
          if (!(operation as typeof operation | undefined))
            return execute({ schema, document, operationName: request.operationName });
          return execution({ document, operation, operationName, variables, context: context as RequestContext });
        },
      };
    },
    async stop() {},
  };
}

function withArgumentsOfGraphqlJs(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD](config, name, typeName, mapped) {
      const { resolve } = config;
      const type = mapped.getType(typeName);
      if (!resolve || !config.args || Object.keys(config.args).length === 0 || !type || !('getFields' in type))
        return undefined;
      const field = type.getFields()[name] as FieldWithArguments;
      const find = findReadTogether(field);
      return {
        ...config,
        resolve: (source, _args, context, info) => {
          const args = argumentsOf(field, info.fieldNodes[0] as FieldNode, context);
          return find?.(source, args, context) ?? resolve(source, args, context, info);
        },
      };
    },
  });
}

function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    [Kind.FIELD]({ name }) {
      found ||= name.value === '__schema' || name.value === '__type';
    },
  });
  return found;
}
