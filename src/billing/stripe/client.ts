import Stripe from 'stripe';
import { type BillingFailure, BillingProviderError } from '../provider.ts';

export interface StripeOptions {
  /** e.g. `https://api.stripe.com` */
  apiUrl: string;
  secretKey: string;
  /** The currency whose minor unit is one credit, e.g. `usd`. */
  currency: string;
}

/** A list of 100 customers or grants with all their metadata stays far below. */
const maxAnswerBytes = 8 * 1024 * 1024;

/**
 * Stripe's own client for the calls under one signal. It retries nothing, because the code that holds the deadline
 * does, and it reports no telemetry.
 */
export function stripeClient({ apiUrl, secretKey }: StripeOptions, signal: AbortSignal): Stripe {
  const { protocol, hostname, port } = new URL(apiUrl);
  const secure = protocol === 'https:';
  return new Stripe(secretKey, {
    host: hostname,
    port: port || (secure ? 443 : 80),
    protocol: secure ? 'https' : 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    // The Node.js client of the package sends a request again when its connection breaks, also with retries off.
    httpClient: Stripe.createFetchHttpClient(boundedFetch(signal)),
  });
}

/**
 * A fetch that the signal stops, that follows no redirect with the key, that does not swallow an endless answer, and
 * that takes nothing but Stripe's objects and errors for an answer.
 */
function boundedFetch(signal: AbortSignal): typeof fetch {
  return async (input, init) => {
    const signals = init?.signal ? [signal, init.signal] : [signal];
    const response = await fetch(input, { ...init, redirect: 'manual', signal: AbortSignal.any(signals) });
    const { status, headers } = response;
    const text = await readBounded(response);
    const answer = parse(text);
    if (typeof (response.ok ? answer?.object : answer?.error?.type) !== 'string')
      throw new BillingProviderError(reasonOf(status), { code: String(status) });
    return new Response(text, { status, headers });
  };
}

/** What an answer that is none of Stripe's means: of a proxy on the way, or of another server at STRIPE_API_URL. */
function reasonOf(status: number): BillingFailure {
  if (status >= 500 || status === 408) return 'unavailable';
  if (status === 429) return 'rate_limited';
  return status >= 300 ? 'rejected' : 'malformed_answer';
}

async function readBounded(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxAnswerBytes) throw new BillingProviderError('oversized_answer', { code: String(response.status) });
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parse(text: string): { object?: unknown; error?: { type?: unknown } | null } | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
