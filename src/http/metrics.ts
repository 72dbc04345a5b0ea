import type { FastifyInstance, RouteShorthandOptions } from 'fastify';
import { collectDefaultMetrics, register } from 'prom-client';
import type { FindFace } from '../rest/faces.ts';
import {
  httpDuration,
  httpInFlight,
  httpRequests,
  restDuration,
  restRequests,
  stopwatch,
} from '../telemetry/metrics.ts';
import { onEnd } from './request-scope.ts';

/** Found once: to find a label's values in a metric costs more than to count. */
const durations = {
  query: httpDuration.labels({ operation: 'query' }),
  mutation: httpDuration.labels({ operation: 'mutation' }),
  subscription: httpDuration.labels({ operation: 'subscription' }),
  none: httpDuration.labels({ operation: 'none' }),
};

/** `/metrics` in the text format of Prometheus, with those of Node.js and of the process. */
export function serveMetrics(app: FastifyInstance, options: RouteShorthandOptions = {}): void {
  app.get('/metrics', options, async (_request, reply) => {
    reply.header('content-type', register.contentType).header('cache-control', 'no-store');
    return register.metrics();
  });
}

/** Counts requests to `/graphql` and to the REST APIs. */
export function countRequests(app: FastifyInstance, findFace: FindFace): void {
  collectDefaultMetrics();
  app.addHook('onRequest', ({ routeOptions, scope, url }, reply, done) => {
    const api = routeOptions.url === '/graphql' ? undefined : findFace(url)?.name;
    if (routeOptions.url !== '/graphql' && !api) return done();
    const seconds = stopwatch();
    httpInFlight.inc();
    onEnd(reply, (status) => {
      httpInFlight.dec();
      const { operation } = scope;
      if (api) {
        restRequests.inc({ api, status, operation });
        restDuration.observe({ api, operation }, seconds());
        return;
      }
      httpRequests.inc({ status, operation });
      durations[operation].observe(seconds());
    });
    done();
  });
}
