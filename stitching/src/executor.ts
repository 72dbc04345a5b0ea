import { buildHTTPExecutor } from '@graphql-tools/executor-http';
import {
  type AsyncExecutor,
  type ExecutionRequest,
  type ExecutionResult,
  getOperationASTFromRequest,
} from '@graphql-tools/utils';
import { Kind, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { tellFailures } from './failures.ts';
import { isolateFailures, type Sending } from './isolate-failures.ts';
import { pauseBeforeNext, sleep } from './retry.ts';
import { type ApiKeySource, type Attempt, sendWithKey } from './transport.ts';

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
  /** How long a request may take with all attempts, in milliseconds; subscriptions may last. By default 10,000. */
  timeoutMs?: number;
  /**
   * How often a request is sent again, by default 2: a query that got no answer of the service, or one of a service that
   * is overloaded. A mutation is sent again if it has an `idempotency-key`, or if the service says that it did nothing.
   */
  retries?: number;
  /**
   * Headers of the request to your gateway that are passed on, where the context has them at `request.headers`,
   * `req.headers` or `headers`. By default `accept-language`, `traceparent`, `tracestate` and `x-request-id`.
   */
  forwardHeaders?: string[];
  /** By default that of the platform. */
  fetch?: typeof globalThis.fetch;
  /**
   * Told what engineers need to know: a line for each request that failed, and when a saved schema is used. By default
   * `console.warn`.
   */
  warn?: (message: string) => void;
}

export const defaultTimeoutMs = 10_000;
export const defaultRetries = 2;
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

/** How a log names what was sent, such as `query of groupsByExternalId`. */
function describe({ operation, selectionSet: { selections } }: OperationDefinitionNode): string {
  const fields = selections.map((selection) => (selection.kind === Kind.FIELD ? selection.name.value : '…'));
  return `${operation} of ${[...new Set(fields)].slice(0, 5).join(', ')}`;
}

/** Sends operations to the service, with the key, a deadline, and further attempts where they do no harm. */
export function createExecutor({
  url,
  apiKey,
  timeoutMs = defaultTimeoutMs,
  retries = defaultRetries,
  forwardHeaders = defaultForwardHeaders,
  fetch = (...args) => globalThis.fetch(...args),
  warn,
}: ExecutorOptions): AsyncExecutor {
  const names = forwardHeaders.map((name) => name.toLowerCase());
  const refused = names.filter((name) => neverForwarded.includes(name));
  if (refused.length > 0)
    throw new Error(`"forwardHeaders" must not have ${refused.join(', ')}: the service is asked with "apiKey" alone.`);

  async function send(request: ExecutionRequest, deadline: number): Promise<Sending> {
    const operation = getOperationASTFromRequest(request);
    const headers = forwarded(names, request.context);
    const hasIdempotencyKey = 'idempotency-key' in headers;
    const isQuery = operation.operation === OperationTypeNode.QUERY;
    const isSubscription = operation.operation === OperationTypeNode.SUBSCRIPTION;
    const repeating = { isRepeatable: isQuery || hasIdempotencyKey, hasIdempotencyKey, retries, deadline };
    const begin = Date.now();
    for (let count = 1; ; count++) {
      const attempt: Attempt = {};
      // One for each request: one that lasts holds on to a listener of each until that is collected, which reads like a leak.
      const result = (await buildHTTPExecutor({
        endpoint: url,
        method: 'POST', // subscriptions, too
        ...(!isSubscription && { timeout: Math.max(deadline - Date.now(), 1) }),
        headers,
        // One caller that goes away must not take the answer of another one with it.
        deduplicateInflightRequests: false,
        fetch: (address: string, init?: RequestInit) => sendWithKey(fetch, apiKey, attempt, address, init ?? {}),
      })(request)) as ExecutionResult;
      if (!result.errors?.length) return { result, tell: () => result };
      const sent = { count, attempt, errors: result.errors };
      const pause = isSubscription ? undefined : pauseBeforeNext(sent, repeating);
      if (pause === undefined) {
        const told = { ...sent, operation: describe(operation), milliseconds: Date.now() - begin };
        return { result, tell: () => (warn ? { ...result, errors: tellFailures(told, warn) } : result) };
      }
      await sleep(pause, request.signal);
    }
  }
  return (request) => {
    const deadline = Date.now() + timeoutMs;
    return isolateFailures((part) => send(part, deadline), request) as never;
  };
}
