import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import { OperationTypeNode } from 'graphql';
import type { Caller } from '../auth/caller.ts';
import { LimitError } from '../errors.ts';
import type { OperationDependencies } from '../graphql/operations.ts';
import { RequestContext } from '../graphql/request-context.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';
import { execute } from '../rest/execute.ts';
import type { Face } from '../rest/face.ts';
import { isWrite, type RestAnswer, type Route } from '../rest/route.ts';
import { originOfRequest } from './http-errors.ts';

/** Works on a request within its time, once there is a permit for it. */
export type RunWithin = <Result>(
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => Promise<Result>,
) => Promise<Result>;

interface RestDependencies {
  shared: OperationDependencies;
  spending: RateLimiter | undefined;
  /** What a request for data passes first, as at `/graphql`. */
  onRequest: onRequestHookHandler[];
  runWithin: RunWithin;
}

/** The path as Fastify writes it. */
const toFastify = (path: string) => path.replace(/\{(\w+)\}/g, ':$1');

/** The paths of a route: its own, and those that stand for it. */
const pathsOf = ({ path }: Route, { aliases = {} }: Face) => [
  path,
  ...Object.entries(aliases)
    .filter(([start]) => path.startsWith(start))
    .map(([start, alias]) => alias + path.slice(start.length)),
];

/** Many clients name a type for a body that is empty. Where there is none to be, that is no fault. */
const ignoreTypeOfNothing: onRequestHookHandler = ({ raw: { headers } }, _reply, done) => {
  if ((headers['content-length'] ?? '0') === '0' && !headers['transfer-encoding']) delete headers['content-type'];
  done();
};

/** The routes of a REST API, with everything around them that is around an operation of GraphQL. */
export function addRestFace(app: FastifyInstance, face: Face, dependencies: RestDependencies): void {
  const { shared, spending, onRequest, runWithin } = dependencies;
  const { MAX_COST: maxCost, MAX_ANSWER_BYTES: maxBytes } = shared.config;
  const execution = { changeNotifier: shared.changeNotifier, maxCost, spending };

  async function answer(route: Route, request: FastifyRequest): Promise<RestAnswer> {
    const context = new RequestContext(shared, request as typeof request & { caller: Caller });
    request.deadline.operation = isWrite(route) ? OperationTypeNode.MUTATION : OperationTypeNode.QUERY;
    if (!isWrite(route)) context.replica = await shared.replicas?.choose();
    const { params, query, body, url } = request;
    const raw = { origin: originOfRequest(request), url, params, query, body };
    return execute(route, raw, Object.assign(context, { maxCost }), execution);
  }

  function send(reply: FastifyReply, { status, headers = {}, body, type = 'application/json' }: RestAnswer) {
    reply.code(status).headers(headers);
    if (body === undefined) return reply.send();
    const text = face.stringify(body);
    const bytes = Buffer.byteLength(text);
    if (bytes > maxBytes) throw new LimitError('ANSWER_TOO_LARGE', maxBytes, bytes);
    return reply.type(`${type}; charset=utf-8`).send(text);
  }

  for (const route of face.routes)
    for (const path of pathsOf(route, face))
      app.route({
        method: route.method,
        url: toFastify(path),
        config: { readExactly: face.readExactly },
        onRequest: isWrite(route) && route.body ? onRequest : [ignoreTypeOfNothing, ...onRequest],
        handler: async (request, reply) => send(reply, await runWithin(request, reply, () => answer(route, request))),
      });
}
