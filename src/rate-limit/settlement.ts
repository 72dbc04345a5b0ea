import { requestScope } from '../telemetry/request-scope.ts';

/** A statement that has to wait for others takes so long; what is beyond is work. */
const usualMs = 50;
/** So many milliseconds of statements, or so many rows, make a point. */
const msPerPoint = 10;
const rowsPerPoint = 10;

/** What remembering the outcome takes: an idempotency key makes a transaction of one statement. */
export const repeatableCost = 2;

/** Of the values in a body. */
const valuesPerPoint = 1000;

/** What sending deliveries of webhooks costs: each is a row that a change wrote, or that is sent again. */
export const deliveriesCost = (attempts: number) => Math.ceil(attempts / rowsPerPoint);

/** What reading a body costs beside what is done with it. */
export const bodyCost = (values = 0) => Math.floor(values / valuesPerPoint);

/** What the request that runs now took beyond what it was estimated to. */
export function missedBy(cost: number): number {
  const { databaseMs, rows, points } = requestScope.getStore() ?? { databaseMs: 0, rows: 0, points: 0 };
  const taken = Math.max((databaseMs - usualMs) / msPerPoint, rows / rowsPerPoint);
  return Math.max(Math.ceil(taken) + points - cost, 0);
}
