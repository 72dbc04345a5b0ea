import type { Fetcher } from '@graphiql/toolkit';
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import type { LiveRun } from './live/event-list.tsx';
import { EventLog } from './live/event-log.ts';
import { from, takeResumed } from './live/resume.ts';
import { fetchSchema } from './schema.ts';

/** What the page tells of a run beside its answer. */
export interface Run {
  /** HTTP status. */
  status: number;
  /** From the click to the last byte, in milliseconds. */
  ms: number;
  requestId: string | null;
  rateLimit?: { limit: string | null; remaining: string; reset: string | null };
  /** What it cost, in points of the rate limit. */
  cost?: number;
}

interface Listeners {
  onRun(run: Run): void;
  /** An operation is sent. */
  onSend(run: LiveRun): void;
  /** The key, the network or the service failed. */
  onTrouble(): void;
}

const troubled = new Set([401, 429, 500, 502, 503, 504]);

interface Asked {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

function operationOf(query: string, name?: string | null): Asked | undefined {
  try {
    const document = parse(query);
    const operation = getOperationAST(document, name);
    return operation ? { document, operation } : undefined;
  } catch {
    return undefined; // the service says what is wrong with it
  }
}

function rateLimitOf(headers: Headers): Pick<Run, 'rateLimit'> {
  const remaining = headers.get('x-rate-limit-remaining');
  if (remaining === null) return {};
  return {
    rateLimit: { limit: headers.get('x-rate-limit-limit'), remaining, reset: headers.get('x-rate-limit-reset') },
  };
}

/** The headers that a tab has of its own win, in whatever case; one with an authorization brings its key with it. */
function headersWith(key: string, own: Record<string, unknown> = {}): Headers {
  const headers = new Headers({ 'x-api-key': key });
  for (const [name, value] of Object.entries(own)) headers.set(name, String(value));
  if (headers.has('authorization')) headers.delete('x-api-key');
  return headers;
}

interface Request {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

async function follow(request: Request, { document, operation }: Asked, headers: Headers, log: EventLog) {
  const { createClient } = await import('graphql-sse');
  const client = createClient({ url: '/graphql', headers: Object.fromEntries(headers), retryAttempts: 0 });
  const position = log.view().position;
  const resumed = position === undefined ? request : from(position, document, operation, request);
  return client.iterate({ ...request, ...resumed }) as AsyncIterableIterator<ExecutionResult>;
}

async function send(request: Request, headers: Headers, { onRun, onTrouble }: Listeners) {
  headers.set('content-type', 'application/json');
  headers.set('accept', 'application/graphql-response+json');
  const started = performance.now();
  try {
    const response = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(request) });
    const answer = await response.json();
    onRun({
      status: response.status,
      ms: performance.now() - started,
      requestId: response.headers.get('x-request-id'),
      cost: answer.extensions?.cost?.requested,
      ...rateLimitOf(response.headers),
    });
    if (troubled.has(response.status)) onTrouble();
    return answer;
  } catch {
    onTrouble();
    return { errors: [new GraphQLError('The service did not answer. Run it again when it does.')] };
  }
}

/** Sends what GraphiQL asks for, with a key, and reports how it went. */
export function createFetcher(key: string, listeners: Listeners): Fetcher {
  return async ({ query, variables, operationName }, options) => {
    const headers = headersWith(key, options?.headers);
    if (operationName === 'IntrospectionQuery') return fetchSchema(headers, listeners.onTrouble);
    // Just after a change of tabs GraphiQL still has the name of the other tab's operation.
    const named = operationOf(query, operationName);
    const request: Request = {
      query,
      ...(variables && { variables }),
      ...(operationName && named && { operationName }),
    };
    const asked = named ?? operationOf(query);
    const resumed = takeResumed();
    if (asked?.operation.operation !== 'subscription') {
      listeners.onSend({});
      return send(request, headers, listeners);
    }
    const log = resumed ?? new EventLog();
    listeners.onSend({ log });
    return log.follow(await follow(request, asked, headers, log));
  };
}
