import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Caller } from '../auth/caller.ts';
import { LimitError, RateLimitedError } from '../errors.ts';
import { toGraphQLError } from '../graphql/errors.ts';
import { operationCosts } from '../graphql/operation-costs.ts';
import type { OperationPlugin } from '../graphql/operation-plugins.ts';
import { costPoints } from '../telemetry/metrics.ts';
import { requestScope } from '../telemetry/request-scope.ts';
import { documentsOf } from './document-limits.ts';
import { type Budget, type RateLimiter, secondsUntil } from './rate-limiter.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the request costs, and what its organization has left; set for requests to `/graphql`. */
    charge: Charge;
  }
}

/** Filled in while a request is served. */
export interface Charge {
  /** How many values the JSON of its body has: reading them is work as well. */
  bodyValues?: number;
  cost?: number;
  budget?: Budget;
}

const organizationOf = ({ caller }: { caller?: Caller }) => (caller as Caller).organization.id;

/** Tells what is left, once it is known, in the headers of an answer. */
export function tellCharge({ charge: { budget } }: FastifyRequest, reply: FastifyReply): void {
  if (!budget) return;
  reply.headers({
    'x-rate-limit-limit': budget.limit,
    'x-rate-limit-remaining': budget.remaining,
    'x-rate-limit-reset': secondsUntil(budget.resetAt),
  });
}

/** To read a document, and find what is wrong with it, takes as long as a point for each so many characters; other values less. */
const charactersPerPoint = 1000;
const bytesPerPoint = 100_000;

/** Charges a request that is refused before it has a cost: by its size, and one point at least. */
async function spendOnRefusal(limiter: RateLimiter, request: FastifyRequest): Promise<Budget> {
  const organization = organizationOf(request);
  const characters = documentsOf(request).reduce((sum, text) => sum + text.length, 0);
  const points = Math.floor(characters / charactersPerPoint + (request.bodyShare?.most ?? 0) / bytesPerPoint);
  if (points > 0) await limiter.charge(organization, points);
  return limiter.spend(organization, 1);
}

/** Tells the budget in the headers of each answer to a valid key, also where the request got to no operation. */
export function tellBudget(app: FastifyInstance, limiter: RateLimiter | undefined): void {
  app.decorateRequest('charge', null as unknown as Charge);
  app.addHook('onRequest', (request, _reply, done) => {
    request.charge = {};
    done();
  });
  if (!limiter) return;
  app.addHook('onSend', (request, reply, payload, done) => {
    const { caller, charge } = request;
    if (!caller) return done(null, payload);
    const tell = () => {
      tellCharge(request, reply);
      done(null, payload);
    };
    if (charge.budget) return tell();
    spendOnRefusal(limiter, request).then((budget) => {
      charge.budget = budget;
      tell();
    }, done);
  });
}

/** Refuses the requests of an organization that has nothing left, before their bodies are read. */
export const refuseExhausted =
  (limiter: RateLimiter | undefined): onRequestHookHandler =>
  (request, _reply, done) => {
    const budget = limiter?.exhausted(organizationOf(request));
    if (!budget) return done();
    request.charge.budget = budget;
    done(new RateLimitedError(budget, secondsUntil(budget.resetAt)));
  };

/** A statement that has to wait for others takes so long; what is beyond is work. */
const usualMs = 50;
/** So many milliseconds of statements, or so many rows, make a point. */
const msPerPoint = 10;
/** Of the values in a body. */
const valuesPerPoint = 1000;
const rowsPerPoint = 10;

/** What an operation took beyond what it was estimated to. */
function missedBy(cost: number): number {
  const { databaseMs, rows } = requestScope.getStore() ?? { databaseMs: 0, rows: 0 };
  const taken = Math.max((databaseMs - usualMs) / msPerPoint, rows / rowsPerPoint);
  return Math.max(Math.ceil(taken) - cost, 0);
}

/**
 * Works out what an operation costs and spends it, before anything runs; charges afterwards what it took beyond that.
 * Tells all of it in `extensions.cost`.
 *
 * @param limiter absent where there is no limit in time
 */
export function chargeOperations(
  schema: GraphQLSchema,
  maxCost: number,
  limiter: RateLimiter | undefined,
): OperationPlugin {
  const costOf = operationCosts(schema);
  const most = Math.min(maxCost, limiter?.points ?? maxCost);
  return {
    async onRequest({ document, operation, variables, context }) {
      const { caller, charge } = context;
      const { points, most: atMost } = costOf(document, operation, variables, context.variables);
      const cost = points + Math.floor((charge.bodyValues ?? 0) / valuesPerPoint);
      charge.cost = cost;
      if (atMost > most) throw toGraphQLError(new LimitError('OPERATION_TOO_EXPENSIVE', most, atMost));
      if (!limiter) return;
      const { spent, ...budget } = await limiter.spend(caller.organization.id, cost);
      charge.budget = budget;
      if (!spent) throw toGraphQLError(new RateLimitedError(budget, secondsUntil(budget.resetAt), cost));
    },
    onResponse({ caller, charge: { cost, budget } }, { result }) {
      if (cost === undefined) return;
      const missed = budget ? missedBy(cost) : 0;
      costPoints.inc({ when: 'estimated' }, cost);
      costPoints.inc({ when: 'settled' }, missed);
      if (missed > 0) void limiter?.charge(caller.organization.id, missed);
      // A text already: with a Date in it, a small answer takes five times as long to write.
      const told = budget && { ...budget, resetAt: budget.resetAt.toISOString() };
      result.extensions = {
        ...result.extensions,
        cost: { requested: cost, ...(missed > 0 && { settled: missed }), ...told },
      };
    },
  };
}
