import { RateLimitedError } from '../errors.ts';
import { type Budget, type RateLimiter, secondsUntil } from '../rate-limit/rate-limiter.ts';
import type { Row } from './export-rows.ts';

/** Reading rows in order, without anything nested, costs a tenth of what a list costs. */
const rowsPerPoint = 100;

/** A row, and each id in it, which is read from a row of its own. */
const rowsIn = (row: Row): number =>
  Object.values(row).reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 1);

/** What an export costs an organization: what a page costs is known when it was read. */
export class ExportBill {
  readonly #organization: string;
  readonly #spending: RateLimiter | undefined;
  /** Rows that are paid and not read yet. */
  #paid = 0;

  constructor(organization: string, spending: RateLimiter | undefined) {
    this.#organization = organization;
    this.#spending = spending;
  }

  /** Before a page: makes sure that something is left. @throws RateLimitedError */
  async begin(): Promise<Budget | undefined> {
    if (!this.#spending) return undefined;
    const points = this.#paid > 0 ? 0 : 1;
    const { spent, ...budget } = await this.#spending.spend(this.#organization, points);
    if (!spent) throw new RateLimitedError(budget, secondsUntil(budget.resetAt));
    this.#paid += points * rowsPerPoint;
    return budget;
  }

  /** After a page, also where it costs more than was left. */
  async charge(rows: Row[]): Promise<void> {
    for (const row of rows) this.#paid -= rowsIn(row);
    const points = Math.ceil(Math.max(-this.#paid, 0) / rowsPerPoint);
    this.#paid += points * rowsPerPoint;
    if (points > 0) await this.#spending?.charge(this.#organization, points);
  }
}
