import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context, Span } from '@opentelemetry/api';
import type { OperationType } from './metrics.ts';

/** What is known of the request that some code runs for, wherever that code is. */
export interface RequestScope {
  /** The request's id, as in the log and the header `x-request-id`. */
  readonly id: string;
  /** How many statements it has sent. */
  statements: number;
  operation: OperationType;
  /** The organization whose share of the connections it uses, once its key is known. */
  organization?: string;
  /** What the spans of its parts are children of, where traces are on. */
  trace?: Context;
  /** That of its operation. */
  span?: Span;
}

export const requestScope = new AsyncLocalStorage<RequestScope>();
