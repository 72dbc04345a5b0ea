import { buildHTTPExecutor } from '@graphql-tools/executor-http';
import { type AsyncExecutor, type ExecutionRequest, getOperationASTFromRequest } from '@graphql-tools/utils';
import { OperationTypeNode } from 'graphql';
import { isolateFailures } from './isolate-failures.ts';
import { type ApiKeySource, sendWithKey } from './transport.ts';

export interface ExecutorOptions {
  /**
   * The address of the service's GraphQL, e.g. `https://groups.example/graphql`.
   */
  url: string;
  /**
   * The organization's key, or a function that hands it out. The function is asked for every request, so that a key can
   * be rotated without a restart: let it read the newest one.
   */
  apiKey: ApiKeySource;
  /** How long a request may take in all, in milliseconds; subscriptions may last. By default 10,000. */
  timeoutMs?: number;
  /**
   * How often a query is sent again that got no answer of the service: by default 2. Mutations are never sent again.
   */
  retries?: number;
  /**
   * Headers of the request to your gateway that are passed on, where the context has them at `request.headers`,
   * `req.headers` or `headers`. By default `accept-language`, `traceparent`, `tracestate` and `x-request-id`.
   */
  forwardHeaders?: string[];
  /** By default that of the platform. */
  fetch?: typeof globalThis.fetch;
}

export const defaultForwardHeaders = ['accept-language', 'traceparent', 'tracestate', 'x-request-id'];

/** What says who asks: the key of the gateway does, and nobody else's. */
const neverForwarded = ['x-api-key', 'authorization', 'cookie'];

type IncomingHeaders = Headers | Record<string, string | string[] | undefined>;

interface Incoming {
  request?: { headers?: IncomingHeaders };
  req?: { headers?: IncomingHeaders };
  headers?: IncomingHeaders;
}

/** Also other classes of the same shape, as servers bring them. */
const isHeaders = (headers: IncomingHeaders): headers is Headers => typeof headers.get === 'function';

function readHeader(headers: IncomingHeaders, name: string): string | undefined {
  if (isHeaders(headers)) return headers.get(name) ?? undefined;
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function forwarded(names: string[], context: Incoming | undefined): Record<string, string> {
  const headers = context?.request?.headers ?? context?.req?.headers ?? context?.headers;
  if (!headers) return {};
  return Object.fromEntries(
    names.map((name) => [name, readHeader(headers, name)]).filter(([, value]) => value !== undefined),
  );
}

const operationOf = (request: ExecutionRequest) => getOperationASTFromRequest(request).operation;

/** Sends operations to the service, with the key, a deadline, and further attempts of queries. */
export function createExecutor({
  url,
  apiKey,
  timeoutMs = 10_000,
  retries = 2,
  forwardHeaders = defaultForwardHeaders,
  fetch = (...args) => globalThis.fetch(...args),
}: ExecutorOptions): AsyncExecutor {
  const names = forwardHeaders.map((name) => name.toLowerCase());
  const refused = names.filter((name) => neverForwarded.includes(name));
  if (refused.length > 0)
    throw new Error(`"forwardHeaders" must not have ${refused.join(', ')}: the service is asked with "apiKey" alone.`);
  const send = (request: ExecutionRequest, operation: OperationTypeNode) =>
    // One for each request: one that lasts holds on to a listener of each until that is collected, which reads like a leak.
    buildHTTPExecutor({
      endpoint: url,
      method: 'POST', // subscriptions, too
      ...(operation !== OperationTypeNode.SUBSCRIPTION && { timeout: timeoutMs }),
      headers: forwarded(names, request.context),
      // One caller that goes away must not take the answer of another one with it.
      deduplicateInflightRequests: false,
      fetch: (address: string, init?: RequestInit) => {
        const attempts = operation === OperationTypeNode.QUERY ? 1 + retries : 1;
        return sendWithKey(fetch, apiKey, attempts, address, init ?? {});
      },
    })(request);
  return isolateFailures((request) => send(request, operationOf(request)));
}
