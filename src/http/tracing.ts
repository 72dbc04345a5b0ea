import { propagation, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';
import type { FindFace } from '../rest/faces.ts';
import { activeTracer, endFailed } from '../telemetry/tracing.ts';
import { onEnd } from './request-scope.ts';

/** A span for each request to `/graphql` and to the REST APIs, below the caller's own where it sends `traceparent`. */
export function traceRequests(app: FastifyInstance, findFace: FindFace): void {
  app.addHook('onRequest', async (request, reply) => {
    const { method, headers, protocol, hostname, port, routeOptions, id, scope } = request;
    const tracer = activeTracer();
    const { url: route } = routeOptions;
    if (!tracer || route === undefined || (route !== '/graphql' && !findFace(route))) return;
    const parent = propagation.extract(ROOT_CONTEXT, headers);
    const attributes = {
      'http.request.method': method,
      'http.route': route,
      // Without the ids that stand in a path: no values go into traces.
      'url.path': route,
      'url.scheme': protocol,
      'server.address': hostname,
      ...(port && { 'server.port': port }),
      'http.response.header.x-request-id': [id],
    };
    const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent);
    scope.trace = trace.setSpan(parent, span);
    onEnd(reply, (status) => {
      span.setAttribute('http.response.status_code', status);
      if (status >= 500) endFailed(span, String(status));
      else span.end();
    });
  });
}
