import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode, FormattedExecutionResult, GraphQLError, OperationDefinitionNode } from 'graphql';
import type { RequestContext } from './context.ts';
import { logErrors } from './errors.ts';

/** An operation that a request asks for: of a document that was parsed and validated. */
export interface Asked {
  source: string;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  operationName: string | null;
  variables: Record<string, unknown>;
  context: RequestContext;
}

/** An answer, until it is written. Its headers have names in lower case. */
export interface Answered {
  /** Absent where the request got to none. */
  operation: OperationDefinitionNode | undefined;
  status: number | undefined;
  headers: Map<string, string>;
  result: FormattedExecutionResult;
  /** What went wrong, as it was thrown. */
  errors: readonly GraphQLError[];
}

/** What is done around each operation, whichever way it is executed. */
export interface Step {
  /** Before anything of the operation runs. What it throws refuses the operation. */
  before?(asked: Asked): Promise<void> | void;
  /** Before the answer is written. */
  after?(context: RequestContext, answered: Answered): void;
}

export async function takeSteps(steps: readonly Step[], asked: Asked): Promise<void> {
  for (const step of steps) {
    const taken = step.before?.(asked);
    if (taken) await taken;
  }
}

/** The steps on the way through Apollo Server. */
export function stepsPlugin(
  steps: readonly Step[],
  onAsked: (asked: Asked) => void,
): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ source, document, operation, operationName, request, contextValue }) {
          if (!operation) return; // graphql-js tells that the document lacks it
          const variables = request.variables ?? {};
          const asked = { source, document, operation, operationName, variables, context: contextValue };
          onAsked(asked);
          await takeSteps(steps, asked);
        },
        async didEncounterErrors({ errors, contextValue, operationName }) {
          logErrors(errors, contextValue, operationName);
        },
        async willSendResponse({ response: { body, http }, operation, errors = [], contextValue }) {
          if (body.kind !== 'single') return;
          const { status, headers } = http;
          const answered: Answered = { operation, status, headers, result: body.singleResult, errors };
          for (const step of steps) step.after?.(contextValue, answered);
          http.status = answered.status as number;
          body.singleResult = answered.result;
        },
      };
    },
  };
}
