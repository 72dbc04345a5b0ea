import Stripe from 'stripe';
import { type BillingFailure, BillingProviderError } from '../provider.ts';

/**
 * What a failed call of Stripe means. Nothing of Stripe's own message is taken over: it may quote the key or what was
 * sent; the request's id leads the operator to it in Stripe's log.
 */
export function toProviderError(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof BillingProviderError) return error;
  if (!(error instanceof Stripe.errors.StripeError))
    return signal.aborted ? new BillingProviderError('timeout') : error;
  // What our own fetch found out, which the package takes for a broken connection.
  const detail: unknown = error.detail;
  if (detail instanceof BillingProviderError) return detail;
  if (signal.aborted) return new BillingProviderError('timeout');
  return new BillingProviderError(reasonOf(error), {
    code: codeOf(error),
    retryAfterMs: retryAfterMs(error.headers),
    // The key stands for another request, until search finds what that made.
    ...(error instanceof Stripe.errors.StripeIdempotencyError && { repeat: false }),
  });
}

function reasonOf(error: Stripe.errors.StripeError): BillingFailure {
  const { statusCode: status, code } = error;
  if (status === undefined || status >= 500 || status === 424) return 'unavailable';
  if (status === 401 || status === 403) return 'bad_key';
  if (status === 409 || code === 'lock_timeout' || error instanceof Stripe.errors.StripeIdempotencyError) return 'busy';
  if (error instanceof Stripe.errors.StripeRateLimitError) return 'rate_limited';
  return error.headers?.['stripe-should-retry'] === 'true' ? 'busy' : 'rejected';
}

/** e.g. `400 invalid_request_error parameter_invalid_integer amount[monetary][value] req_abc` */
function codeOf({ statusCode, rawType, code, param, requestId }: Stripe.errors.StripeError): string {
  return [statusCode ?? 'no answer', ...[rawType, code, param, requestId].filter(isName)].join(' ');
}

/** Only names, so that no message and no value gets into the log. */
const isName = (text: unknown) => typeof text === 'string' && /^[a-z][\w[\]]{0,99}$/i.test(text);

function retryAfterMs(headers: Record<string, string> | undefined): number | undefined {
  const seconds = Number(headers?.['retry-after'] || Number.NaN);
  return seconds >= 0 ? seconds * 1000 : undefined;
}

/** The object that was asked for, or that a request named, is not there (any longer). */
export function isMissing(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing';
}
