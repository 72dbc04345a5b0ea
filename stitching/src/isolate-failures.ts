import type { ExecutionRequest, ExecutionResult } from '@graphql-tools/utils';
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  separateOperations,
  visit,
} from 'graphql';

/** The variables that a document uses. */
function usedVariables(document: DocumentNode): Set<string> {
  const used = new Set<string>();
  visit(document, {
    [Kind.VARIABLE_DEFINITION]: () => false,
    [Kind.VARIABLE]: ({ name }) => void used.add(name.value),
  });
  return used;
}

const isField = (selection: SelectionNode): selection is FieldNode => selection.kind === Kind.FIELD;

/** A request for each of the root fields, or none where they cannot be told apart. */
function partsOf(request: ExecutionRequest): ExecutionRequest[] {
  const operation = request.document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const selections = operation?.selectionSet.selections ?? [];
  if (operation?.operation !== OperationTypeNode.QUERY || selections.length < 2 || !selections.every(isField))
    return [];
  const others = request.document.definitions.filter((definition) => definition !== operation);
  const operations = selections.map((selection, position) => ({
    ...operation,
    name: { kind: Kind.NAME as const, value: `part${position}` },
    selectionSet: { ...operation.selectionSet, selections: [selection] },
  }));
  return Object.values(separateOperations({ ...request.document, definitions: [...operations, ...others] })).map(
    (separate) => {
      const used = usedVariables(separate);
      const document = visit(separate, {
        [Kind.VARIABLE_DEFINITION]: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
      });
      const variables = Object.entries(request.variables ?? {}).filter(([name]) => used.has(name));
      const { operationName: _whole, ...rest } = request;
      return { ...rest, document, variables: Object.fromEntries(variables) };
    },
  );
}

/** What came back, and the same as whoever asked is told it: told is only what is the answer. */
export interface Sending {
  result: ExecutionResult;
  tell(): ExecutionResult;
}

/**
 * Queries that are sent as one share its fate: where one field fails that must not be null, the answers to the others
 * are lost, too, and read as null without an error. Then each is asked for by itself.
 */
export async function isolateFailures(
  send: (request: ExecutionRequest) => Promise<Sending>,
  request: ExecutionRequest,
): Promise<ExecutionResult> {
  const whole = await send(request);
  const { data, errors } = whole.result;
  const parts = !data && errors?.some(({ path }) => path) ? partsOf(request) : [];
  if (parts.length === 0) return whole.tell();
  const results = (await Promise.all(parts.map(send))).map((part) => part.tell());
  return {
    data: Object.assign({}, ...results.map((result) => result.data)),
    errors: results.flatMap((result) => result.errors ?? []),
  };
}
