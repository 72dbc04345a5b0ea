import { SpanStatusCode, trace } from '@opentelemetry/api';
import { Kind, type OperationDefinitionNode } from 'graphql';
import { requestScope } from '../../telemetry/request-scope.ts';
import { activeTracer } from '../../telemetry/tracing.ts';
import type { OperationPlugin } from '../operation-plugins.ts';

/** How many fields a name contains. */
const mostFields = 3;

/** What an operation asks for, by fields of the schema, e.g. `mutation updateGroup`: its own name is the caller's. */
function nameOf({ operation, selectionSet: { selections } }: OperationDefinitionNode): string {
  const fields = selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : []));
  return [operation, ...new Set(fields.slice(0, mostFields))].join(' ');
}

/** A span for each operation, with its type and its name, never its document or its variables. */
export const traceOperations: OperationPlugin = {
  onRequest({ operation, operationName }) {
    const scope = requestScope.getStore();
    const tracer = activeTracer();
    if (!scope?.trace || !tracer) return;
    const attributes = {
      'graphql.operation.type': operation.operation,
      ...(operationName && { 'graphql.operation.name': operationName }),
    };
    const span = tracer.startSpan(nameOf(operation), { attributes }, scope.trace);
    scope.trace = trace.setSpan(scope.trace, span);
    scope.span = span;
  },
  onResponse(_context, { errors }) {
    const span = requestScope.getStore()?.span;
    if (errors.length > 0) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  },
};
