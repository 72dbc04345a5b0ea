import { once } from 'node:events';
import { type IncomingMessage, METHODS, STATUS_CODES } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type {
  FastifyError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifyServerOptions,
  onRequestHookHandler,
} from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import {
  BadRequestError,
  CallerError,
  extensionsOf,
  ForbiddenError,
  MethodNotAllowedError,
  NotFoundError,
} from '../errors.ts';
import { isOfDatabase, logUnexpected, masked, originOf } from '../graphql/errors.ts';
import { type HttpFault, statusOf } from '../rest/face.ts';
import type { FindFace } from '../rest/faces.ts';
import { graphqlErrors } from '../telemetry/metrics.ts';

function answer(code: string, message: string, extensions: object = {}): { errors: GraphQLFormattedError[] } {
  return { errors: [{ message, extensions: { code, ...extensions } }] };
}

/** How long the rest of a body that is refused is read, and forgotten. */
const discardMs = 5000;

/** A client that still sends when the connection closes sees a broken pipe instead of the answer. */
export async function discardBody(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return;
  request.resume();
  await Promise.race([once(request, 'end').catch(() => {}), setTimeout(discardMs, undefined, { ref: false })]);
}

type Thrown = Error & Partial<FastifyError>;

/** What brought an error about: of a request that was cancelled, that it was. */
function causeOf(thrown: Thrown, { deadline }: FastifyRequest): Thrown {
  const error = originOf(thrown) as Thrown;
  const isOwn = error instanceof CallerError && !isOfDatabase(error);
  // A request that never got to its work has no deadline, whatever the types say.
  return isOwn ? error : ((deadline as typeof deadline | null)?.reason ?? error);
}

/** What an error comes to; the unexpected is logged. */
function faultOf(error: Thrown, request: FastifyRequest): HttpFault {
  if (error instanceof CallerError)
    return {
      status: error instanceof ForbiddenError ? 403 : error.statusCode,
      code: error.code,
      message: error.message,
      extensions: extensionsOf(error),
    };
  const { statusCode: status = 500, code: cause } = error;
  const badRequest = { status, code: 'BAD_REQUEST', extensions: {}, cause };
  if (status === 415)
    return { ...badRequest, message: 'The body must be JSON, sent with the header "content-type: application/json".' };
  if (status >= 400 && status < 500) return { ...badRequest, message: error.message };
  const errorId = logUnexpected(request.log, error);
  return { status: 500, code: 'INTERNAL_SERVER_ERROR', message: masked(errorId), extensions: { errorId } };
}

/** Answers errors in the form of what is at the address: of a REST API, or else of GraphQL. */
const answerErrors = (findFace: FindFace) =>
  async function answerError(thrown: Thrown, request: FastifyRequest, reply: FastifyReply) {
    if (reply.raw.destroyed) return reply; // the client left
    const error = causeOf(thrown, request);
    if (error instanceof CallerError) {
      reply.headers(error.headers);
      if (error.retryAfterS !== undefined) reply.header('retry-after', String(error.retryAfterS));
    }
    const fault = faultOf(error, request);
    const { code, message, extensions } = fault;
    graphqlErrors.inc({ code });
    const face = findFace(request.url);
    if (!face) return reply.code(fault.status).send(answer(code, message, extensions));
    const place = { origin: originOfRequest(request), method: request.method, url: request.url };
    reply.code(statusOf(fault)).type('application/json; charset=utf-8');
    return reply.send(JSON.stringify(face.errorBody(fault, place)));
  };

/** Scheme and host as the client names them. */
export const originOfRequest = ({ protocol, host }: FastifyRequest) => `${protocol}://${host}`;

/** Answers what goes wrong before GraphQL in the form of GraphQL, and in their own form what goes wrong in REST APIs. */
export function answerHttpErrors(app: FastifyInstance, findFace: FindFace): void {
  const answerError = answerErrors(findFace);
  const notFound = ({ url }: FastifyRequest) =>
    findFace(url) ? new NotFoundError('There is nothing at this address.') : new NotFoundError();
  app.setErrorHandler(answerError);
  // Before the body is read: nobody has a key here.
  app.addHook('onRequest', (request, _reply, done) => (request.is404 ? done(notFound(request)) : done()));
  app.setNotFoundHandler((request, reply) => answerError(notFound(request), request, reply));
}

/**
 * Answers 405 to every other method at the addresses of routes that are added from here on.
 *
 * @returns to be called when all routes are there
 */
export function refuseOtherMethods(app: FastifyInstance): () => void {
  const routes = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = routes.get(url) ?? new Set();
    for (const each of [method].flat()) methods.add(each);
    routes.set(url, methods);
  });
  return () => {
    for (const method of METHODS) if (!app.supportedMethods.includes(method)) app.addHttpMethod(method);
    for (const [url, methods] of [...routes]) {
      if (url === '*') continue; // where the plugin for other origins answers browsers
      const allowed = [...methods].sort();
      app.route({
        method: METHODS.filter((method) => !methods.has(method)),
        url,
        onRequest: ({ method }, _reply, done) => done(new MethodNotAllowedError(method, allowed)),
        handler: () => {},
      });
    }
  };
}

const clientErrors: Record<string, [status: number, message: string]> = {
  HPE_HEADER_OVERFLOW: [431, 'The headers are too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
};

/** The same for what goes wrong before there is a route, and before there is a request. */
export const earlyErrors = (
  findFace: FindFace,
): Pick<FastifyServerOptions, 'frameworkErrors' | 'clientErrorHandler'> => ({
  frameworkErrors: answerErrors(findFace),
  clientErrorHandler(error, socket) {
    if (!socket.writable) return void socket.destroy();
    const [status, message] = clientErrors[error.code] ?? [400, 'This is no HTTP request.'];
    graphqlErrors.inc({ code: 'BAD_REQUEST' });
    const body = JSON.stringify(answer('BAD_REQUEST', message));
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json; charset=utf-8\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  },
});

/** Refuses headers that no address can have, as HTTP asks for: the request's address is put together with them. */
export const refuseBadHost: onRequestHookHandler = ({ protocol, hostname }, _reply, done) => {
  if (URL.canParse(`${protocol}://${hostname}/`)) return done();
  done(
    new BadRequestError('The header "host" must be the name or address of a host, and "x-forwarded-proto" a scheme.'),
  );
};
