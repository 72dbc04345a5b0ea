import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { fastPathAnswers, fastPathDifferences } from '../../telemetry/metrics.ts';
import { doApart } from '../../telemetry/request-scope.ts';
import { variableUses } from '../plugins/variables.ts';
import type { RequestContext } from '../request-context.ts';
import { type CompiledQuery, compiler } from './compile.ts';
import { flatten } from './flatten.ts';

/** In points. Smaller answers are no faster when they are compiled. */
const worthCompiling = 3;

/** Compiled code completes an answer at one go: a large one is left to graphql-js, which pauses. */
const isWorthCompiling = ({ charge, hasLargeAnswer }: RequestContext) =>
  (charge.cost ?? 0) >= worthCompiling && !hasLargeAnswer;

/** How often a query has to come before it is compiled: what nobody sends again is not worth it. */
const compiledAtTime = 3;

/** Each combination of the variables that directives depend on is a query of its own. */
const maxCombinations = 8;

/** How often a comparison may have no result, because the data changed or a field failed. */
const maxComparisons = 5;

/** For how long graphql-js alone answers a query of which a field failed: otherwise all of it would be read twice. */
const pauseMs = 10_000;

/** One query with its directives decided, and what is known of it. */
interface Query {
  times: number;
  /** Absent until it is compiled, and for what is left to graphql-js. */
  compiled?: CompiledQuery | undefined;
  /** Whether an answer of the compiled query was the same as that of graphql-js. */
  isTrusted: boolean;
  /** Comparisons without a result. */
  comparisons: number;
  pausedUntil: number;
}

/** An answer of a query that is not trusted yet, until graphql-js has answered it as well. */
interface Comparison {
  query: Query;
  answer: Promise<ExecutionResult>;
}

const isEqual = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Answers queries with large answers by compiled code, once they come again. The first compiled answer is compared with
 * that of graphql-js and thrown away; where they differ, the query stays with graphql-js. So does an answer with errors.
 */
export function compiledQueries(schema: GraphQLSchema): ApolloServerPlugin<RequestContext> {
  const compile = compiler(schema);
  // An operation is the same object as long as Apollo Server remembers its document.
  const queries = new WeakMap<OperationDefinitionNode, Map<string, Query>>();

  const find = (
    document: DocumentNode,
    operation: OperationDefinitionNode,
    { variables }: RequestContext,
  ): Query | undefined => {
    const combinations = queries.get(operation) ?? new Map<string, Query>();
    queries.set(operation, combinations);
    const combination = [...variableUses(schema, document, operation).inDirectives]
      .map((name) => variables[name])
      .join();
    const known = combinations.get(combination);
    if (known || combinations.size === maxCombinations) return known;
    const query: Query = { times: 0, isTrusted: false, comparisons: 0, pausedUntil: 0 };
    combinations.set(combination, query);
    return query;
  };

  const compileOnTime = (
    query: Query,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    { variables }: RequestContext,
  ): void => {
    if (++query.times !== compiledAtTime) return;
    const flat = flatten(schema, document, operation, variables);
    query.compiled = flat && compile(flat);
  };

  /**
   * Whether the answers differ although the data did not change between them: graphql-js reads everything again, before
   * and after the compiled query.
   */
  const differs = async (
    { compiled }: Query,
    { contextValue, ...asked }: Omit<ExecutionArgs, 'schema'> & { contextValue: RequestContext },
  ): Promise<boolean> => {
    const reference = async () => execute({ schema, ...asked, contextValue: contextValue.anew() });
    const before = await reference();
    const answer = await compiled?.(contextValue.anew());
    const after = await reference();
    return answer !== undefined && isEqual(before.data, after.data) && !isEqual(answer.data, before.data);
  };

  return {
    async requestDidStart() {
      let comparison: Comparison | undefined;
      return {
        async responseForOperation({ document, operation, contextValue: context }) {
          if (operation?.operation !== 'query' || !isWorthCompiling(context)) return null;
          const query = find(document, operation, context);
          if (!query) return null;
          compileOnTime(query, document, operation, context);
          const { compiled } = query;
          if (!compiled || query.pausedUntil > performance.now()) return null;
          // Where graphql-js answers in the end, it reads all of it itself, and the request costs what that does.
          const { result: answer, charge } = doApart(() =>
            compiled(context.anew()).catch((error: unknown) => ({ errors: [error] }) as ExecutionResult),
          );
          if (!query.isTrusted) {
            comparison = { query, answer };
            return null;
          }
          const { data, errors } = await answer;
          if (errors) {
            query.pausedUntil = performance.now() + pauseMs;
            return null;
          }
          charge();
          fastPathAnswers.inc();
          return {
            http: { status: 200, headers: new HeaderMap() },
            body: { kind: 'single', singleResult: { data: data ?? null } },
          };
        },
        async willSendResponse({ response: { body }, document, operation, queryHash, contextValue, request, logger }) {
          if (!comparison || body.kind !== 'single' || !document) return;
          const { query, answer } = comparison;
          const { data, errors } = await answer;
          const { data: expected, errors: expectedErrors } = body.singleResult;
          const isWhole = !errors && !expectedErrors;
          if (isWhole && isEqual(data, expected)) {
            query.isTrusted = true;
            return;
          }
          if (!query.isTrusted && ++query.comparisons === maxComparisons) query.compiled = undefined;
          const asked = {
            document,
            operationName: operation?.name?.value,
            variableValues: request.variables,
            contextValue,
          };
          if (!isWhole || !(await differs(query, asked))) return;
          query.compiled = undefined;
          fastPathDifferences.inc();
          logger.warn(`the compiled answer to document ${queryHash} differs: graphql-js answers it from now on`);
        },
      };
    },
  };
}
