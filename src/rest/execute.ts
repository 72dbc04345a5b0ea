import { requireWriter } from '../auth/caller.ts';
import { repeatableRequest } from '../auth/repeatable-request.ts';
import type { ChangeNotifier } from '../database/change-notifier.ts';
import { IdempotentRequest } from '../database/idempotent-request.ts';
import { ForbiddenError, LimitError, RateLimitedError } from '../errors.ts';
import { type RateLimiter, secondsUntil } from '../rate-limit/rate-limiter.ts';
import { bodyCost, missedBy, repeatableCost } from '../rate-limit/settlement.ts';
import { isFinal, revive } from '../schema/repeatable-mutations.ts';
import { costPoints, mutationResults } from '../telemetry/metrics.ts';
import { requestScope } from '../telemetry/request-scope.ts';
import { checkQuery, checkValues } from './check-values.ts';
import { isWrite, type RawRequest, type RestAnswer, type RestContext, type Route, type WriteRoute } from './route.ts';

export interface ExecutionDependencies {
  changeNotifier: ChangeNotifier;
  /** The most points that a request may cost. */
  maxCost: number;
  /** Absent where there is no limit in time. */
  spending: RateLimiter | undefined;
}

/**
 * Answers a request of a route: in the order in which an operation of GraphQL is cost, authorized, remembered and
 * carried out.
 */
export async function execute(
  route: Route,
  raw: RawRequest,
  context: RestContext,
  dependencies: ExecutionDependencies,
): Promise<RestAnswer> {
  const scope = requestScope.getStore();
  if (scope) scope.operation = isWrite(route) ? 'mutation' : 'query';
  const query = checkQuery(route, raw);
  const isRepeatable = isWrite(route) && context.idempotencyKey !== undefined;
  const cost = route.cost(query) + bodyCost(context.charge.bodyValues) + (isRepeatable ? repeatableCost : 0);
  await spend(cost, context, dependencies);
  try {
    if (isWrite(route)) return await write(route, raw, query, context, dependencies);
    return await route.read(checkValues(route, raw, query) as Parameters<typeof route.read>[0], context);
  } finally {
    settle(cost, context, dependencies);
  }
}

async function spend(
  cost: number,
  { caller, charge }: RestContext,
  { maxCost, spending }: ExecutionDependencies,
): Promise<void> {
  charge.cost = cost;
  const most = Math.min(maxCost, spending?.points ?? maxCost);
  if (cost > most) throw new LimitError('OPERATION_TOO_EXPENSIVE', most, cost);
  if (!spending) return;
  const { spent, ...budget } = await spending.spend(caller.organization.id, cost);
  charge.budget = budget;
  if (!spent) throw new RateLimitedError(budget, secondsUntil(budget.resetAt), cost);
}

/** Charges what the request took beyond its estimate. */
function settle(cost: number, { caller, charge }: RestContext, { spending }: ExecutionDependencies): void {
  const missed = charge.budget ? missedBy(cost) : 0;
  costPoints.inc({ when: 'estimated' }, cost);
  costPoints.inc({ when: 'settled' }, missed);
  if (missed > 0) void spending?.charge(caller.organization.id, missed);
}

async function write(
  route: WriteRoute,
  raw: RawRequest,
  query: unknown,
  context: RestContext,
  { changeNotifier }: ExecutionDependencies,
): Promise<RestAnswer> {
  const { caller, idempotencyKey: key } = context;
  try {
    requireWriter(caller, route.permission);
  } catch (error) {
    if (error instanceof ForbiddenError) mutationResults.inc({ mutation: route.mutation, result: 'error' });
    throw error;
  }
  route.guard?.(raw.body, context);
  const request = checkValues(route, raw, query);
  const work = () => counted(route, () => route.write(request, context));
  try {
    if (key === undefined) return await route.answer(await work(), request, context);
    const asked = [route.operationId, request.params, withoutBigints(request.body)];
    return await once(route, repeatableRequest(caller, context.headers, key, ...asked), work, request, context);
  } finally {
    changeNotifier.notify(caller.organization.id);
  }
}

async function once(
  route: WriteRoute,
  repeatable: ReturnType<typeof repeatableRequest>,
  work: () => Promise<object>,
  request: Parameters<WriteRoute['write']>[0],
  context: RestContext,
): Promise<RestAnswer> {
  const attempt = await IdempotentRequest.begin(context.prisma, repeatable, (wait) => context.permit.yieldWhile(wait));
  try {
    const outcome = await attempt.once(route.operationId, work, isFinal, revive);
    const answer = await route.answer(outcome, request, context);
    return attempt.isReplay ? { ...answer, headers: { ...answer.headers, 'idempotent-replayed': 'true' } } : answer;
  } finally {
    attempt.end();
  }
}

async function counted(route: WriteRoute, work: () => Promise<object>): Promise<object> {
  try {
    const outcome = await work();
    mutationResults.inc({ mutation: route.mutation, result: outcome.constructor.name });
    return outcome;
  } catch (error) {
    mutationResults.inc({ mutation: route.mutation, result: 'error' });
    throw error;
  }
}

/** JSON has no bigint, and a fingerprint is made of JSON. */
function withoutBigints(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(withoutBigints);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutBigints(inner)]));
}
