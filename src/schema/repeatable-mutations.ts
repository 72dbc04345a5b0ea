import * as accountGroupResults from '../account-groups/account-groups.results.ts';
import * as apiKeyResults from '../api-keys/api-keys.results.ts';
import type { StoredOutcome } from '../database/idempotent-request.ts';
import { Secret } from '../database/secrets.ts';
import * as groupResults from '../groups/groups.results.ts';
import * as languageResults from '../languages/languages.results.ts';
import * as commonResults from '../resources/resource.results.ts';
import * as staffAccountResults from '../staff-accounts/staff-accounts.results.ts';
import * as organizationCreditsResults from '../viewer/organization-credits.results.ts';
import * as webhookResults from '../webhooks/webhooks.results.ts';
import * as websiteResults from '../websites/websites.results.ts';
import type { WrapResolver } from './wrap-resolver.ts';

type ResultClass = abstract new (...args: never[]) => object;

/** The members of result unions by their names. */
export const resultClasses = new Map(
  [
    groupResults,
    websiteResults,
    accountGroupResults,
    staffAccountResults,
    apiKeyResults,
    languageResults,
    webhookResults,
    organizationCreditsResults,
    commonResults,
  ]
    .flatMap((results) => Object.values<unknown>(results))
    .filter((member): member is ResultClass => typeof member === 'function')
    .map((member) => [member.name, member]),
);

/** Carries out a mutation of a request with an idempotency key once, and answers its repeats with the first result. */
export const repeatSafely: WrapResolver = ({ parent, schema }, resolve) => {
  if (parent !== schema.getMutationType()) return resolve;
  return (source, args, context, info) => {
    const work = async () => (await resolve(source, args, context, info)) as object;
    // What a dry run comes to is no result that a repeat may be answered with.
    return context.idempotentRequest && !args.dryRun
      ? context.idempotentRequest.once(String(info.path.key), work, isFinal, revive)
      : work();
  };
};

/** A provider that failed may do its part the next time. */
export const isFinal = (outcome: object) =>
  ![outcome].flat().some((result) => result instanceof groupResults.BillingProviderFailed);

const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Unions tell their members by class, and JSON has no times. */
export function revive(stored: StoredOutcome | StoredOutcome[]): object {
  if (Array.isArray(stored)) return stored.map(revive);
  const { type, value } = stored;
  const revived = JSON.parse(JSON.stringify(value), (name, inner) =>
    name.endsWith('At') && typeof inner === 'string' && isTime.test(inner) ? new Date(inner) : inner,
  );
  const secrets = Object.entries(value).filter(([, field]) => field instanceof Secret);
  const { prototype } = resultClasses.get(type) as ResultClass;
  return Object.assign(Object.create(prototype), revived, Object.fromEntries(secrets));
}
