import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { Permit } from '../concurrency/concurrency-limiter.ts';
import type { Permission } from '../generated/prisma/client.ts';
import type { Charge } from '../rate-limit/charge.ts';
import type { ResolverContext } from '../resources/resolver-context.ts';

/** What a handler may use: what resolvers may use, and what only matters around it. */
export interface RestContext extends ResolverContext {
  charge: Charge;
  permit: Permit;
  headers: IncomingHttpHeaders;
  /** The header `Idempotency-Key`, as it was sent. */
  idempotencyKey: string | undefined;
  /** The most points that a request may cost. */
  maxCost: number;
}

/** A request as it came, before its values are checked. */
export interface RawRequest {
  /** Scheme and host, for example `https://groups.example`. */
  origin: string;
  /** The path with the query, as it was sent. */
  url: string;
  params: unknown;
  query: unknown;
  body: unknown;
}

export interface RestRequest<Params, Query, Body> {
  origin: string;
  url: string;
  params: Params;
  query: Query;
  body: Body;
}

export interface RestAnswer {
  status: number;
  headers?: Record<string, string>;
  /** What becomes JSON; absent for an empty body. */
  body?: unknown;
  /** By default `application/json`. */
  type?: string;
}

/** An answer as the reference describes it. */
export interface AnswerDescription {
  description: string;
  schema?: z.ZodType;
  type?: string;
}

interface RouteDescription<Params, Query, Body> {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** As OpenAPI writes it, for example `/api/v1/groups/{group_id}`. */
  path: string;
  operationId: string;
  tag: string;
  summary: string;
  description: string;
  params: z.ZodType<Params>;
  query: z.ZodType<Query>;
  /** Absent for requests that have none. */
  body?: z.ZodType<Body>;
  /** A body that is known to work. */
  example?: unknown;
  answers: Record<number, AnswerDescription>;
  /** In points, before the request runs. */
  cost(query: Query): number;
}

type Handler<Params, Query, Body, Result> = (
  request: RestRequest<Params, Query, Body>,
  context: RestContext,
) => Promise<Result>;

export interface ReadRoute<Params = unknown, Query = unknown> extends RouteDescription<Params, Query, undefined> {
  read: Handler<Params, Query, undefined, RestAnswer>;
}

export interface WriteRoute<Params = unknown, Query = unknown, Body = unknown, Outcome extends object = object>
  extends RouteDescription<Params, Query, Body> {
  /** The mutation of GraphQL that does the same: its outcomes are counted under one name. */
  mutation: string;
  permission?: Permission;
  /** Refuses what is refused before the values are checked. */
  guard?(body: unknown, context: RestContext): void;
  /** Calls the service. Its outcome is what an idempotency key remembers. */
  write: Handler<Params, Query, Body, Outcome>;
  /** Makes the answer of an outcome. */
  answer(outcome: Outcome, request: RestRequest<Params, Query, Body>, context: RestContext): Promise<RestAnswer>;
}

export type Route = ReadRoute | WriteRoute;

/** Types a route by its schemas, and forgets the types: routes of all kinds stand in one list. */
export const readRoute = <Params, Query>(route: ReadRoute<Params, Query>) => route as unknown as ReadRoute;

export const writeRoute = <Params, Query, Body, Outcome extends object>(
  route: WriteRoute<Params, Query, Body, Outcome>,
) => route as unknown as WriteRoute;

export const isWrite = (route: Route): route is WriteRoute => 'write' in route;

/** The fields that are set: absent keeps, so undefined must not stand for a value. */
export function defined<T extends object>(fields: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  const set = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set) as { [Name in keyof T]: Exclude<T[Name], undefined> };
}
