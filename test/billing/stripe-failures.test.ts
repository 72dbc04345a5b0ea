import { inspect } from 'node:util';
import { BillingProviderError } from '../../src/billing/provider.ts';
import { readConfig } from '../../src/config.ts';
import { newGroup, openStripe, type StripeFixture, within } from './stripe-adapter.ts';
import { answers, type StripeFault } from './stripe-faults.ts';

let stripe: StripeFixture;

beforeAll(async () => {
  stripe = await openStripe();
});

afterAll(() => stripe.close());

async function failure(fault: StripeFault, ms = 5000): Promise<BillingProviderError> {
  const group = newGroup();
  stripe.server.arm(fault, { organizationId: group.organizationId });
  const error = await stripe.nodes[0].ensureEntity(group, within(ms)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  stripe.server.mend();
  expect(error).toBeInstanceOf(BillingProviderError);
  const shown = inspect(error, { depth: 20, showHidden: true });
  for (const secret of [stripe.server.secretKey, 'sk_test', 'sk_live', 'rk_test', 'Jane Doe', group.groupId])
    expect(shown).not.toContain(secret);
  return error as BillingProviderError;
}

test.each([
  ['badRequest', 'rejected', false, /^400 invalid_request_error parameter_unknown req_\w+$/],
  ['unauthorized', 'bad_key', false, /^401 /],
  ['requestFailed', 'rejected', false, /^402 /],
  ['forbidden', 'bad_key', false, /^403 /],
  ['conflict', 'busy', true, /^409 idempotency_error idempotency_key_in_use /],
  ['dependency', 'unavailable', true, /^424 /],
  ['rateLimited', 'rate_limited', true, /^429 /],
  ['locked', 'busy', true, /^429 invalid_request_error lock_timeout /],
  ['serverError', 'unavailable', true, /^500 api_error /],
  ['badGateway', 'unavailable', true, /^502$/],
  ['unavailable', 'unavailable', true, /^503 /],
  ['gatewayTimeout', 'unavailable', true, /^504 /],
] as const)('Stripe answers %s: %s', async (name, reason, retryable, code) => {
  const error = await failure(answers[name]);
  expect(error).toMatchObject({ reason, retryable });
  expect(error.code).toMatch(code);
});

test('how long Stripe asks to be left alone is kept', async () => {
  expect((await failure(answers.rateLimited)).retryAfterMs).toBe(1000);
  expect((await failure(answers.serverError)).retryAfterMs).toBeUndefined();
});

test.each([
  ['lost', 'unavailable'],
  ['reset', 'unavailable'],
  ['malformed', 'malformed_answer'],
  ['other', 'malformed_answer'],
  ['huge', 'oversized_answer'],
] as const)('an answer that is %s: %s', async (fault, reason) => {
  expect(await failure(fault)).toMatchObject({ reason, retryable: true });
});

test.each(['hang', 'stall', 'drip'] as const)('the signal ends a call that meets %s at once', async (fault) => {
  const start = performance.now();
  expect(await failure(fault, 100)).toMatchObject({ reason: 'timeout', retryable: true });
  expect(performance.now() - start).toBeLessThan(350);
});

test('a server that is not there is unavailable', async () => {
  const gone = await openStripe();
  await gone.server.close();
  await expect(gone.nodes[0].ensureEntity(newGroup(), within(5000))).rejects.toMatchObject({ reason: 'unavailable' });
  await gone.database.close();
});

test('a key that stands for another request is not repeated at once', async () => {
  const body = { error: { type: 'idempotency_error', message: 'Keys for idempotent requests …' } };
  expect(await failure({ status: 400, body })).toMatchObject({ reason: 'busy', retryable: true, repeat: false });
});

test('Stripe is not told of the machine that the service runs on', async () => {
  const error = await stripe.nodes[0].ensureEntity(newGroup(), within(5000)).catch((thrown) => thrown);
  expect(error).toBeUndefined();
  const agent = stripe.server.clientUserAgent;
  expect(agent).toMatchObject({ lang: 'node' });
  expect(Object.keys(agent)).not.toEqual(expect.arrayContaining(['platform']));
});

test.each([
  [{ BILLING_PROVIDER: 'stripe' }, /^STRIPE_SECRET_KEY must be set/],
  [{ STRIPE_CREDITS_CURRENCY: 'USD' }, /^STRIPE_CREDITS_CURRENCY must be a currency/],
  [{ STRIPE_API_URL: 'ftp://stripe.example' }, /^STRIPE_API_URL must be an address/],
  [{ STRIPE_API_URL: 'https://stripe.example/v1' }, /^STRIPE_API_URL must have no path/],
])('a bad setting stops the start: %j', (env, message) => {
  expect(() => readConfig(env)).toThrow(message);
});
