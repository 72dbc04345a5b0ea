import type { FastifyInstance, RouteShorthandOptions } from 'fastify';
import { type GraphQLSchema, getNamedType, isUnionType } from 'graphql';
import { collectDefaultMetrics, register } from 'prom-client';
import {
  graphqlErrors,
  httpDuration,
  httpInFlight,
  httpRequests,
  mutationResults,
  stopwatch,
} from '../telemetry/metrics.ts';
import { requestScope } from '../telemetry/request-scope.ts';
import { onEnd } from './request-scope.ts';
import type { Step } from './steps.ts';

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

/** Counts requests to `/graphql`. */
export function countRequests(app: FastifyInstance): void {
  collectDefaultMetrics();
  app.addHook('onRequest', ({ routeOptions, scope }, reply, done) => {
    if (routeOptions.url !== '/graphql') return done();
    const seconds = stopwatch();
    httpInFlight.inc();
    onEnd(reply, (status) => {
      httpInFlight.dec();
      httpRequests.inc({ status, operation: scope.operation });
      durations[scope.operation].observe(seconds());
    });
    done();
  });
}

/** Counts the errors of answers, and tells the request's scope what it is that it asks for. */
export const countErrors: Step = {
  before({ operation }) {
    const scope = requestScope.getStore();
    if (scope) scope.operation = operation.operation;
  },
  after(_context, { result: { errors } }) {
    for (const { extensions } of errors ?? []) graphqlErrors.inc({ code: String(extensions?.code) });
  },
};

/** Counts what each mutation comes to. Results are instances of the classes that their types are made from. */
export function countResults(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve } = field;
    const union = getNamedType(field.type);
    if (!resolve || !isUnionType(union)) continue;
    const members = new Set(union.getTypes().map((type) => type.name));
    field.resolve = async (...args) => {
      try {
        const value = await resolve(...args);
        const member = String(value?.constructor?.name);
        mutationResults.inc({ mutation: field.name, result: members.has(member) ? member : 'other' });
        return value;
      } catch (error) {
        mutationResults.inc({ mutation: field.name, result: 'error' });
        throw error;
      }
    };
  }
}
