import type { Fault, ProviderHarness } from './provider-harness.ts';
import { answers, type StripeFault } from './stripe-faults.ts';
import { StripeServer } from './stripe-server.ts';

type Expected = Fault['expect'];
type Limits = { writesOnly?: boolean; times?: number };

const fails = (reason: string, retryable = true): Expected => ({ fails: { retryable, reason } });
const refused = (reason: string): Expected => fails(reason, false);
const once = { times: 1 };
const writes = { writesOnly: true };

/** Each fault: what Stripe does, what a mutation answers, and which calls meet it if not all. */
const faults: Record<string, [StripeFault, Expected, Limits?]> = {
  'bad request': [answers.badRequest, refused('rejected')],
  'invalid key': [answers.unauthorized, refused('bad_key')],
  'request failed': [answers.requestFailed, refused('rejected')],
  'key without permission': [answers.forbidden, refused('bad_key')],
  'no such address': [{ status: 404, body: '<h1>Not Found</h1>' }, refused('rejected')],
  'redirect elsewhere': [{ status: 302, body: '', headers: { location: '/v2' } }, refused('rejected')],
  'conflict for ever': [answers.conflict, fails('busy'), writes],
  'conflict for a moment': [answers.conflict, 'absorbed', { ...writes, times: 2 }],
  'dependency failed': [answers.dependency, fails('unavailable')],
  'rate limited': [answers.rateLimited, fails('rate_limited')],
  'rate limited for a moment': [{ ...answers.rateLimited, headers: { 'retry-after': '0' } }, 'absorbed', once],
  'locked for ever': [answers.locked, fails('busy')],
  'locked for a moment': [answers.locked, 'absorbed', once],
  'internal error': [answers.serverError, fails('unavailable')],
  'internal error, kept': [{ ...answers.serverError, kept: true }, fails('unavailable'), writes],
  'one internal error, kept': [{ ...answers.serverError, kept: true }, 'absorbed', { ...writes, ...once }],
  'one internal error after the work': [
    { ...answers.serverError, kept: true, done: true },
    'absorbed',
    { ...writes, ...once },
  ],
  'bad gateway': [answers.badGateway, fails('unavailable')],
  overload: [answers.unavailable, fails('unavailable')],
  'overload for a moment': [{ ...answers.unavailable, headers: { 'retry-after': '0' } }, 'absorbed', once],
  'gateway time-out': [answers.gatewayTimeout, fails('unavailable')],
  hang: ['hang', fails('timeout')],
  'hang after the work': ['stall', fails('timeout'), writes],
  'one answer that never comes': ['stall', 'absorbed', { ...writes, ...once }],
  lost: ['lost', fails('unavailable')],
  'lost after the work': ['lost', 'either', writes],
  'one answer lost after the work': ['lost', 'absorbed', { ...writes, ...once }],
  'reset in mid-answer': ['reset', fails('unavailable')],
  'one reset in mid-answer': ['reset', 'absorbed', { ...writes, ...once }],
  malformed: ['malformed', fails('malformed_answer')],
  'malformed after the work': ['malformed', 'either', writes],
  'no object of Stripe': ['other', fails('malformed_answer')],
  huge: ['huge', fails('oversized_answer')],
  'slow drip': ['drip', fails('timeout')],
};

/** Stripe as a server of the test's own, over HTTP. */
export async function stripeHarness(): Promise<ProviderHarness & { stripe: StripeServer }> {
  const stripe = await StripeServer.open();
  stripe.books.searchLagMs = 2000;
  stripe.latencyMs = 5;
  return {
    stripe,
    env: { BILLING_PROVIDER: 'stripe', STRIPE_API_URL: stripe.url, STRIPE_SECRET_KEY: stripe.secretKey },
    secrets: [stripe.secretKey, 'sk_test', 'sk_live', 'rk_test', 'Jane Doe'],
    async entities({ id }) {
      return stripe.books.customersIn(id).map(({ metadata }) => metadata.group_id as string);
    },
    async balances(_, groupId) {
      return {
        monthly: stripe.books.available(groupId, 'monthly'),
        oneOff: stripe.books.available(groupId, 'one_off'),
      };
    },
    ownTables: ['stripe_customers'],
    faults: Object.fromEntries(
      Object.entries(faults).map(([name, [fault, expect, limits]]) => [
        name,
        { expect, arm: async ({ id }) => stripe.arm(fault, { organizationId: id, ...limits }) } satisfies Fault,
      ]),
    ),
    pending: () => stripe.held,
    mend: async ({ id }) => stripe.mend(id),
    close: () => stripe.close(),
  };
}
