import { LimitError } from '../errors.ts';
import { requestScope } from '../telemetry/request-scope.ts';

// In points, as docs/rest.md tells. They are what the same costs through GraphQL, roundly.
const rowsPerPoint = 10;
/** Of one resource, with the short lists in it. */
export const lookUpCost = () => 1;
/** The billing provider is asked. */
export const creditsCost = () => 2;
export const writeCost = () => 2;
/** A page of so many entries, and a condition on a text that no index serves. */
export const listCost = (size: number, searches = 0) => 1 + Math.floor((size + 50 * searches) / rowsPerPoint);

/** Ends a request that has read more than a request may cost. @throws LimitError */
export function checkRowsRead(maxCost: number): void {
  const points = Math.floor((requestScope.getStore()?.rows ?? 0) / rowsPerPoint);
  if (points > maxCost) throw new LimitError('OPERATION_TOO_EXPENSIVE', maxCost, points);
}
