import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { DocumentNode, FormattedExecutionResult, GraphQLError, OperationDefinitionNode } from 'graphql';
import { formatErrors, logErrors } from './errors.ts';
import { OperationRefused } from './operation-refused.ts';
import type { RequestContext } from './request-context.ts';

/** An operation that is asked for: its document is parsed and valid. */
export interface OperationRequest {
  source: string;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  operationName: string | null;
  /** As they were sent. */
  variables: Record<string, unknown>;
  context: RequestContext;
}

/** An answer, until it is written. Its headers have names in lower case. */
export interface OperationResponse {
  /** Absent where the request got to no operation. */
  operation: OperationDefinitionNode | undefined;
  status: number | undefined;
  headers: Map<string, string>;
  result: FormattedExecutionResult;
  /** What went wrong, as it was thrown. */
  errors: readonly GraphQLError[];
}

/** What is done around each operation, whichever way it is executed. */
export interface OperationPlugin {
  /** Before anything of the operation runs. What it throws refuses the operation: {@link OperationRefused} for several errors. */
  onRequest?(request: OperationRequest): Promise<void> | void;
  /** Before the answer is written. */
  onResponse?(context: RequestContext, response: OperationResponse): void;
}

/** Runs the hooks one after the other: Apollo Server would start those of its own plugins all at once. */
export function runInOrder(plugins: readonly OperationPlugin[]): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ source, document, operation, operationName, request, contextValue: context }) {
          // Undefined, whatever the types say, where the document lacks the operation, which graphql-js tells.
          if (!(operation as typeof operation | undefined)) return;
          const variables = request.variables ?? {};
          const asked: OperationRequest = {
            source,
            document,
            operation: operation as OperationDefinitionNode,
            operationName,
            variables,
            context,
          };
          try {
            for (const { onRequest } of plugins) {
              await onRequest?.(asked);
              if (context.answer) return;
            }
          } catch (error) {
            if (!(error instanceof OperationRefused)) throw error;
            context.refused = error;
          }
        },
        async responseForOperation({ contextValue, operationName }) {
          const { refused, answer } = contextValue;
          if (answer)
            return { http: { status: 200, headers: new HeaderMap() }, body: { kind: 'single', singleResult: answer } };
          if (!refused) return null;
          logErrors(refused.errors, contextValue, operationName);
          const errors = formatErrors(refused.errors);
          return {
            http: { status: refused.status, headers: new HeaderMap() },
            body: { kind: 'single', singleResult: refused.hasData ? { data: null, errors } : { errors } },
          };
        },
        async didEncounterErrors({ errors, contextValue, operationName }) {
          logErrors(errors, contextValue, operationName);
        },
        async willSendResponse({ response: { body, http }, operation, errors: thrown = [], contextValue }) {
          if (body.kind !== 'single') return;
          const { status, headers } = http;
          const errors = contextValue.refused?.errors ?? thrown;
          const response: OperationResponse = { operation, status, headers, result: body.singleResult, errors };
          for (const { onResponse } of plugins) onResponse?.(contextValue, response);
          http.status = response.status as number;
          body.singleResult = response.result;
        },
      };
    },
  };
}
