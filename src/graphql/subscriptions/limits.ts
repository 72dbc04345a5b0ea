import type { Caller } from '../../auth/caller.ts';
import { TooManySubscriptionsError } from '../../errors.ts';

/** How many subscriptions one node serves at once. Told in docs/running.md. */
const perKey = 20;
const perOrganization = 200;

const counts = new Map<string, number>();

function count(name: string, step: 1 | -1): void {
  const now = (counts.get(name) ?? 0) + step;
  if (now === 0) counts.delete(name);
  else counts.set(name, now);
}

/**
 * Counts a subscription of a caller.
 *
 * @returns counts it no more
 * @throws TooManySubscriptionsError
 */
export function admitSubscription({ apiKey, organization }: Caller): () => void {
  if ((counts.get(apiKey.id) ?? 0) >= perKey)
    throw new TooManySubscriptionsError(`the limit is ${perKey} for an API key`);
  if ((counts.get(organization.id) ?? 0) >= perOrganization)
    throw new TooManySubscriptionsError(`the limit is ${perOrganization} for an organization`);
  count(apiKey.id, 1);
  count(organization.id, 1);
  let counted = true;
  return () => {
    if (!counted) return;
    counted = false;
    count(apiKey.id, -1);
    count(organization.id, -1);
  };
}
