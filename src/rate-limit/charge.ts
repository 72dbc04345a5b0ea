import type { Budget } from './rate-limiter.ts';

/** What a request costs, and what its organization has left. Filled in while the request is served. */
export interface Charge {
  /** How many values the JSON of its body has: reading them is work as well. */
  bodyValues?: number;
  cost?: number;
  budget?: Budget;
}
