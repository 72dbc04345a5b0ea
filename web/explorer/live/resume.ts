import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  print,
  visit,
} from 'graphql';
import type { EventLog } from './event-log.ts';

interface Request {
  query: string;
  variables?: Record<string, unknown>;
}

/** The same subscription from a position on: in the argument `after`, or in the variable that stands there. */
export function from(
  position: string,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  request: Request,
): Request {
  const [root] = operation.selectionSet.selections;
  if (root?.kind !== Kind.FIELD) return request;
  const given = root.arguments?.find(({ name }) => name.value === 'after');
  if (given?.value.kind === Kind.VARIABLE)
    return { ...request, variables: { ...request.variables, [given.value.name.value]: position } };
  const after: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: 'after' },
    value: { kind: Kind.STRING, value: position },
  };
  const resumed: FieldNode = {
    ...root,
    arguments: [...(root.arguments ?? []).filter((each) => each !== given), after],
  };
  const query = print(visit(document, { Field: (node) => (node === root ? resumed : undefined) }));
  return { ...request, query };
}

let waiting: EventLog | undefined;

/** The next subscription that is run goes on with this log. */
export const resumeNext = (log: EventLog) => {
  waiting = log;
};

export function takeResumed(): EventLog | undefined {
  const log = waiting;
  waiting = undefined;
  return log;
}
