import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { FastifyServerOptions } from 'fastify';
import type { Logger } from 'pino';
import { type Authenticator, keyOf } from '../auth/authenticate.ts';
import type { ConcurrencyLimiter } from '../concurrency/concurrency-limiter.ts';
import { TimeSlicedQueue } from '../concurrency/time-sliced-queue.ts';
import { extensionsOf, OverloadedError } from '../errors.ts';
import type { Face } from '../rest/face.ts';
import type { FindFace } from '../rest/faces.ts';
import { graphqlErrors, httpRequests, restRequests } from '../telemetry/metrics.ts';
import { requestIdOf } from './request-id.ts';
import { endIdleConnections, type Timeouts, timeoutOptions } from './timeouts.ts';

const overloaded = new OverloadedError();
const { code, message, statusCode, retryAfterS } = overloaded;
const extensions = extensionsOf(overloaded);
const graphqlBody = JSON.stringify({ errors: [{ message, extensions }] });
const headers: OutgoingHttpHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'retry-after': String(retryAfterS),
};

/**
 * How often refusals go to the log and the metrics. To report them one by one would delay the requests that are served.
 */
const tellEveryMs = 1000;

/** A browser needs the headers that tell it what it may read, as every answer that goes the whole way has them. */
const isBrowser = ({ headers: { origin, 'sec-fetch-site': site } }: IncomingMessage) =>
  origin !== undefined || site !== undefined;

/** The path of a request as its route sees it. */
function pathOf({ url = '' }: IncomingMessage): string {
  const [path = ''] = url.split(/[?#]/, 1);
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // Fastify says that it is none
  }
}

const isGraphql = (path: string) => /^\/graphql\/?$/.test(path);

/** The same refusal in the form of a REST API. */
function restBody(face: Face, { method = '', url = '', headers: { host = '' } }: IncomingMessage): string {
  const fault = { status: statusCode, code, message, extensions };
  return JSON.stringify(face.errorBody(fault, { origin: `http://${host}`, method, url }));
}

/**
 * Makes the HTTP server refuse what the node cannot take on of an organization before Fastify sees it. In overload that
 * is most of what comes, so a refusal has to cost next to nothing. What has no key is refused as long as anybody waits.
 */
export function shedLoad(
  limiter: ConcurrencyLimiter,
  authenticator: Pick<Authenticator, 'remembered'>,
  log: Logger,
  timeouts: Timeouts,
  findFace: FindFace,
): Required<Pick<FastifyServerOptions, 'serverFactory'>> {
  let untold = 0;
  /** Those of them that were for a REST API. */
  const ofRest = { athena: 0, oracle: 0 };
  const tell = () => {
    const { athena, oracle } = ofRest;
    httpRequests.inc({ status: statusCode, operation: 'none' }, untold - athena - oracle);
    for (const [api, count] of Object.entries(ofRest))
      restRequests.inc({ api, status: statusCode, operation: 'none' }, count);
    graphqlErrors.inc({ code }, untold);
    log.warn({ refused: untold }, 'overload: requests were refused');
    untold = 0;
    Object.assign(ofRest, { athena: 0, oracle: 0 });
  };
  const refuse = (request: IncomingMessage, response: ServerResponse, face: Face | undefined, stopping: boolean) => {
    if (untold++ === 0) setTimeout(tell, tellEveryMs);
    if (face) ofRest[face.name]++;
    const body = face ? restBody(face, request) : graphqlBody;
    response
      .writeHead(statusCode, {
        ...headers,
        'content-length': Buffer.byteLength(body),
        'x-request-id': requestIdOf(request),
        connection: stopping ? 'close' : 'keep-alive',
      })
      .end(body);
  };
  const admits = ({ headers }: IncomingMessage) => {
    const caller = authenticator.remembered(headers);
    if (!caller && keyOf(headers) === undefined) return false;
    return limiter.admits(caller?.organization.id);
  };
  const portions = new TimeSlicedQueue();
  return {
    serverFactory(handle) {
      const server = createServer(timeoutOptions(timeouts), (request, response) => {
        const path = pathOf(request);
        const face = findFace(path);
        face?.adaptRequest?.(request);
        const mayRefuse = limiter.isBusy && (face || isGraphql(path)) && !isBrowser(request);
        if (mayRefuse && !admits(request)) portions.take(() => refuse(request, response, face, !server.listening));
        else handle(request, response);
      });
      endIdleConnections(server, timeouts);
      return server;
    },
  };
}
