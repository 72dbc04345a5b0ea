import type { Caller } from '../../auth/caller.ts';
import { TooManySubscriptionsError } from '../../errors.ts';

/** How many subscriptions one node serves at once, and how many WebSockets. Told in docs/running.md. */
const perKey = 20;
const perOrganization = 200;

/** Counts what callers hold open, and limits it by key and by organization. */
export class CallerCounts {
  readonly #counts = new Map<string, number>();

  #count(name: string, step: 1 | -1): void {
    const now = (this.#counts.get(name) ?? 0) + step;
    if (now === 0) this.#counts.delete(name);
    else this.#counts.set(name, now);
  }

  /**
   * Counts one of a caller.
   *
   * @returns counts it no more
   * @throws TooManySubscriptionsError
   */
  admit({ apiKey, organization }: Caller, what: 'subscriptions' | 'WebSockets'): () => void {
    const atMost = (limit: number, id: string, whose: string) => {
      if ((this.#counts.get(id) ?? 0) >= limit)
        throw new TooManySubscriptionsError(what, `the limit is ${limit} for ${whose}`);
    };
    atMost(perKey, apiKey.id, 'an API key');
    atMost(perOrganization, organization.id, 'an organization');
    this.#count(apiKey.id, 1);
    this.#count(organization.id, 1);
    let counted = true;
    return () => {
      if (!counted) return;
      counted = false;
      this.#count(apiKey.id, -1);
      this.#count(organization.id, -1);
    };
  }
}
