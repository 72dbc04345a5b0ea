import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { forPartners } from '../schema/partner-members.ts';
import { asGraphqlJs } from './compiled-errors.ts';
import type { RequestContext } from './context.ts';
import { shapeOf } from './document-shape.ts';

type Gateway = ApolloServerOptionsWithGateway<never>['gateway'];

/** How often a query has to come before it is compiled: what nobody sends again is not worth it. */
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

/** The values of a request's variables, by its context, as graphql-js reads them. */
const variablesOf = new WeakMap<object, Record<string, unknown>>();

/**
 * Executes operations, queries compiled once they come again: Apollo Server has one way to bring an executor along,
 * which is meant for gateways, and keeps parsing, validation and plugins to itself. Compiled code has its own way with
 * values, where what is absent may become null: so mutations stay with graphql-js, and arguments are read by it. So does
 * introspection, in whose fields it is decided who sees what.
 * Partners and direct customers have compiled code of their own.
 */
export function compiledExecution(schema: GraphQLSchema): Gateway {
  const toCompile = {
    partner: withArgumentsOfGraphqlJs(forPartners(schema)),
    direct: withArgumentsOfGraphqlJs(schema),
  };
  // A document is the same object as long as Apollo Server remembers it.
  const usages = { partner: new WeakMap<object, Usage>(), direct: new WeakMap<object, Usage>() };

  const compiledFor = (
    audience: Audience,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): CompiledQuery['query'] | undefined => {
    if (operation.operation !== 'query') return undefined;
    const usage = usages[audience].get(operation) ?? { times: 0 };
    usages[audience].set(operation, usage);
    if (++usage.times === worthCompiling && shapeOf(document).fields <= maxCompiled && !introspects(document)) {
      const compiled = compileQuery(toCompile[audience], document, operation.name?.value);
      if (isCompiledQuery(compiled)) usage.compiled = compiled.query;
    }
    return usage.compiled;
  };

  return {
    onSchemaLoadOrUpdate(listener) {
      listener({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    async load() {
      return {
        async executor({ document, operation, request, context: contextValue }): Promise<ExecutionResult> {
          const { variables: variableValues, operationName } = request;
          // There is none where the name names none, which graphql-js tells.
          const audience = (contextValue as RequestContext).caller.organization.isPartner ? 'partner' : 'direct';
          const compiled = (operation as typeof operation | undefined) && compiledFor(audience, document, operation);
          if (!compiled) return execute({ schema, document, contextValue, variableValues, operationName });
          const { coerced, errors } = getVariableValues(
            schema,
            operation.variableDefinitions ?? [],
            variableValues ?? {},
            { maxErrors: maxVariableErrors },
          );
          if (errors) return { errors };
          variablesOf.set(contextValue, coerced);
          const result = await compiled(undefined, contextValue, coerced);
          return result.errors ? { ...result, errors: asGraphqlJs(result.errors, document) } : result;
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
      const field = type.getFields()[name] as GraphQLField<unknown, unknown>;
      return {
        ...config,
        resolve: (source, _args, context, info) => {
          const [node] = info.fieldNodes as [(typeof info.fieldNodes)[number]];
          return resolve(source, getArgumentValues(field, node, variablesOf.get(context)), context, info);
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
