import type { IncomingMessage } from 'node:http';
import type { Route } from './route.ts';

/** What went wrong with a request, as HTTP says it. */
export interface HttpFault {
  status: number;
  /** What programs recognize it by. */
  code: string;
  message: string;
  /** Further values for programs. */
  extensions: Record<string, unknown>;
  /** The code of Fastify's own errors. */
  cause?: string | undefined;
}

/** Where a fault happened. */
export interface FaultPlace {
  origin: string;
  method: string;
  /** The path with the query. */
  url: string;
}

/** A REST API that the service speaks: its routes, and the shape of what is the same for all of them. */
export interface Face {
  name: 'athena' | 'oracle';
  routes: readonly Route[];
  /** Beginnings of paths, with another beginning that stands for the same. */
  aliases?: Record<string, string>;
  /** Whether a path is one of the face's, there or not. */
  owns(path: string): boolean;
  /** Turns what its clients do in their own way into what HTTP has for it, before anything looks at the request. */
  adaptRequest?(request: IncomingMessage): void;
  /** Faults of its own kind have another status than in GraphQL. */
  errorBody(fault: HttpFault, place: FaultPlace): object;
  /** The header `x-rate-limit-reset`. */
  resetHeader(resetAt: Date): number;
  /** Reads a text that is JSON already known to be in order, where the usual reading is not exact enough. */
  readExactly?(text: string): unknown;
  stringify(body: unknown): string;
}

/** Errors that are a part of an answer of GraphQL, and a whole answer here. */
const statuses: Record<string, number> = { FORBIDDEN: 403, BILLING_PROVIDER_FAILED: 502 };

export const statusOf = ({ code, status }: HttpFault) => statuses[code] ?? status;
