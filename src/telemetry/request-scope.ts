import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context, Span } from '@opentelemetry/api';
import type { OperationType } from './metrics.ts';

/** What is known of the request that some code runs for, wherever that code is. */
export interface RequestScope {
  /** The request's id, as in the log and the header `x-request-id`. */
  readonly id: string;
  /** How many statements it has sent. */
  statements: number;
  /** For how long they ran, one after the other or not, in milliseconds. */
  databaseMs: number;
  /** How many rows of resources it has read or changed. */
  rows: number;
  /** What other work took that no estimate knows of, in points. */
  points: number;
  operation: OperationType;
  /** The organization whose share of the connections it uses, once its key is known. */
  organization?: string;
  /** What the spans of its parts are children of, where traces are on. */
  trace?: Context;
  /** That of its operation. */
  span?: Span;
}

export const requestScope = new AsyncLocalStorage<RequestScope>();

/** Counts rows that were read or changed for the request that runs now. */
export function countRows(rows: number): void {
  const scope = requestScope.getStore();
  if (scope) scope.rows += rows;
}

/** Counts work of the request that runs now which takes neither the database nor rows, in points. */
export function countPoints(points: number): void {
  const scope = requestScope.getStore();
  if (scope) scope.points += points;
}

/**
 * Does a part of the request's work whose result may be thrown away.
 *
 * @returns `charge` adds the part to what the request is charged for
 */
export function doApart<Result>(work: () => Result): { result: Result; charge(): void } {
  const scope = requestScope.getStore();
  if (!scope) return { result: work(), charge() {} };
  const part: RequestScope = { ...scope, databaseMs: 0, rows: 0, points: 0 };
  return {
    result: requestScope.run(part, work),
    charge() {
      scope.databaseMs += part.databaseMs;
      scope.rows += part.rows;
      scope.points += part.points;
    },
  };
}
