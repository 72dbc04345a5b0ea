import type { GraphQLSchema } from 'graphql';
import { LimitError, RateLimitedError } from '../../errors.ts';
import { type RateLimiter, secondsUntil } from '../../rate-limit/rate-limiter.ts';
import { bodyCost, missedBy, repeatableCost } from '../../rate-limit/settlement.ts';
import { costPoints } from '../../telemetry/metrics.ts';
import { operationCosts } from '../cost/operation-costs.ts';
import { toGraphQLError } from '../errors.ts';
import type { OperationPlugin } from '../operation-plugins.ts';

/**
 * Works out what an operation costs and spends it, before anything runs; charges afterwards what it took beyond that.
 * Tells all of it in `extensions.cost`, and nothing runs if that is all that the caller asks for.
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
      const isRepeatable = operation.operation === 'mutation' && context.idempotencyKey !== undefined;
      const cost = points + bodyCost(charge.bodyValues) + (isRepeatable ? repeatableCost : 0);
      if (context.isEstimate) {
        // Its own price is that of a request that gets to no operation.
        context.answer = { data: {}, extensions: { cost: { estimate: cost, most: atMost, limit: most } } };
        return;
      }
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
