import { type AutumnFault, AutumnServer, secretKey } from './autumn-server.ts';
import type { Fault, ProviderHarness } from './provider-harness.ts';

type Expected = Fault['expect'];

const fails = (reason: string, retryable = true): Expected => ({ fails: { retryable, reason } });
const refused = (reason: string): Expected => fails(reason, false);

/** A status with an error code, for every call, or for the first ones only. */
const status = (code: number, name: string, more: object = {}): AutumnFault => ({
  kind: 'status',
  status: code,
  code: name,
  ...more,
});

/** Each fault: what Autumn does, what a mutation answers, and for how many calls it lasts if not for all. */
const faults: Record<string, [AutumnFault, Expected, number?]> = {
  'bad input': [status(400, 'invalid_inputs'), refused('rejected')],
  'no key': [status(401, 'no_secret_key'), refused('bad_key')],
  'invalid key': [status(401, 'invalid_secret_key'), refused('bad_key')],
  'key without scope': [status(403, 'insufficient_scopes'), refused('bad_key')],
  'no such address': [status(404, '', { body: '<h1>Not Found</h1>' }), refused('rejected')],
  'redirect elsewhere': [status(302, 'moved'), refused('rejected')],
  'unknown feature': [status(404, 'feature_not_found'), refused('unknown_feature')],
  'time-out there': [status(408, 'request_timeout'), fails('unavailable')],
  'conflict for ever': [status(409, 'duplicate_idempotency_key'), fails('busy')],
  'locked for ever': [status(423, 'lock_already_exists'), fails('busy')],
  'locked for a moment': [status(423, 'lock_already_exists'), 'absorbed', 2],
  'rate limited': [status(429, 'rate_limit_exceeded', { retryAfter: 0 }), fails('rate_limited')],
  'rate limited for long': [status(429, 'rate_limit_exceeded', { retryAfter: 60 }), fails('rate_limited')],
  'rate limited for a moment': [status(429, 'rate_limit_exceeded'), 'absorbed', 1],
  'internal error': [status(500, 'internal_error'), fails('unavailable')],
  'internal error after the work': [status(500, 'internal_error', { after: true }), 'either', 1],
  'bad gateway': [status(502, '', { body: '<h1>Bad Gateway</h1>' }), fails('unavailable')],
  'gateway time-out': [status(504, '', { body: '' }), fails('unavailable')],
  overload: [status(503, 'service_unavailable', { retryAfter: 1 }), fails('unavailable')],
  'overload for a moment': [status(503, 'service_unavailable', { retryAfter: 0 }), 'absorbed', 1],
  hang: [{ kind: 'hang' }, fails('timeout')],
  'hang after the work': [{ kind: 'hang', after: true }, fails('timeout')],
  'one answer lost after the work': [{ kind: 'hang', after: true }, 'absorbed', 1],
  reset: [{ kind: 'reset' }, fails('unavailable')],
  'one reset after the work': [{ kind: 'reset', after: true }, 'absorbed', 1],
  'reset in mid-answer': [{ kind: 'reset-in-answer', after: true }, fails('unavailable')],
  malformed: [{ kind: 'malformed' }, fails('malformed_answer')],
  'malformed after the work': [{ kind: 'malformed', after: true }, fails('malformed_answer')],
  'wrong shape': [{ kind: 'wrong-shape' }, fails('malformed_answer')],
  huge: [{ kind: 'huge', after: true }, fails('oversized_answer')],
  'slow drip': [{ kind: 'drip' }, fails('timeout')],
};

/** Autumn as a server of the test's own, over HTTP. */
export async function autumnHarness(): Promise<ProviderHarness & { autumn: AutumnServer }> {
  const autumn = await AutumnServer.open();
  autumn.books.creationMs = 10;
  return {
    autumn,
    env: { BILLING_PROVIDER: 'autumn', AUTUMN_URL: autumn.url, AUTUMN_SECRET_KEY: secretKey },
    secrets: [secretKey, 'am_sk_test'],
    async entities({ id }) {
      return autumn.books.customers.get(id)?.entities.map((entity) => entity.id) ?? [];
    },
    async balances(organization, groupId) {
      return autumn.books.balances(organization.id, groupId);
    },
    faults: Object.fromEntries(
      Object.entries(faults).map(([name, [fault, expect, times]]) => [
        name,
        { expect, arm: async ({ id }) => autumn.arm(id, fault, { times }) } satisfies Fault,
      ]),
    ),
    pending: () => autumn.held,
    mend: async ({ id }) => autumn.mend(id),
    close: () => autumn.close(),
  };
}
