import { propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';
import { Kind, type OperationDefinitionNode } from 'graphql';
import type { OperationPlugin } from '../graphql/operation-plugins.ts';
import { requestScope } from '../telemetry/request-scope.ts';
import { activeTracer, endFailed } from '../telemetry/tracing.ts';
import { onEnd } from './request-scope.ts';

/** A span for each request to `/graphql`, below the caller's own where it sends `traceparent`. */
export function traceRequests(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const { method, headers, protocol, hostname, port, routeOptions, id, scope } = request;
    const tracer = activeTracer();
    if (!tracer || routeOptions.url !== '/graphql') return;
    const parent = propagation.extract(ROOT_CONTEXT, headers);
    const attributes = {
      'http.request.method': method,
      'http.route': routeOptions.url,
      'url.path': routeOptions.url,
      'url.scheme': protocol,
      'server.address': hostname,
      ...(port && { 'server.port': port }),
      'http.response.header.x-request-id': [id],
    };
    const span = tracer.startSpan(`${method} ${routeOptions.url}`, { kind: SpanKind.SERVER, attributes }, parent);
    scope.trace = trace.setSpan(parent, span);
    onEnd(reply, (status) => {
      span.setAttribute('http.response.status_code', status);
      if (status >= 500) endFailed(span, String(status));
      else span.end();
    });
  });
}

/** How many fields a name tells of. */
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
