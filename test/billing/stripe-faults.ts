import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StripeAnswer } from './stripe-answer.ts';

/**
 * - an answer: given instead of work. With `kept` it is what the work itself came to, which Stripe repeats for the
 *   Idempotency-Key, and with `done` it has happened nevertheless
 * - `hang`: neither work nor answer · `stall`: work, and no answer
 * - `lost`: work, and the connection breaks before the answer · `reset`: in the middle of the answer
 * - `malformed`, `other`: an answer that is no JSON, or no object of Stripe's · `huge`: one without end · `drip`: one
 *   byte at a time
 */
export type StripeFault =
  | (StripeAnswer & { kept?: boolean; done?: boolean })
  | 'hang'
  | 'stall'
  | 'lost'
  | 'reset'
  | 'malformed'
  | 'other'
  | 'huge'
  | 'drip';

/** Serves one request with or without a fault. */
export async function meet(
  fault: StripeFault | undefined,
  response: ServerResponse,
  hold: () => Promise<void>,
  work: (instead?: StripeAnswer & { done?: boolean }) => StripeAnswer | Promise<StripeAnswer>,
): Promise<void> {
  if (fault === 'hang') return hold();
  if (typeof fault === 'object') {
    return send(response, fault.kept ? await work(fault) : fault);
  }
  const answer = await work();
  const text = JSON.stringify(answer.body);
  const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
  switch (fault) {
    case undefined:
      return send(response, answer);
    case 'stall':
      return hold();
    case 'lost':
      response.destroy();
      return;
    case 'reset':
      response.writeHead(answer.status, headers).write(text.slice(0, text.length / 2));
      await sleep(5);
      response.destroy();
      return;
    case 'malformed':
      response.writeHead(answer.status, { 'content-type': 'text/html' }).end('<html>Welcome to sk_live_inside</html>');
      return;
    case 'other':
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end('null');
      return;
    case 'huge':
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"object":"list","data":[');
      while (!response.destroyed) {
        response.write(`"${'x'.repeat(256 * 1024)}",`);
        await sleep(1);
      }
      return;
    case 'drip':
      response.writeHead(answer.status, headers);
      for (const byte of Buffer.from(text)) {
        if (response.destroyed) return;
        response.write(Buffer.of(byte));
        await sleep(50);
      }
      response.end();
  }
}

function send(response: ServerResponse, { status, body, headers }: StripeAnswer): void {
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'request-id': `req_${randomBytes(7).toString('hex')}`,
      ...headers,
    })
    .end(JSON.stringify(body));
}

const apiError = { error: { type: 'api_error', message: 'An unknown error occurred with sk_test_inside' } };
const refusal = (code: string) => ({ error: { type: 'invalid_request_error', code, message: `${code} of Jane Doe` } });

/** Answers of each kind that Stripe's documentation names. */
export const answers = {
  badRequest: { status: 400, body: refusal('parameter_unknown') },
  unauthorized: {
    status: 401,
    body: { error: { type: 'invalid_request_error', message: 'Invalid API Key: sk_test_in' } },
  },
  requestFailed: { status: 402, body: refusal('payment_required') },
  forbidden: { status: 403, body: { error: { type: 'invalid_request_error', message: 'rk_test_inside lacks it' } } },
  conflict: { status: 409, body: { error: { type: 'idempotency_error', code: 'idempotency_key_in_use' } } },
  dependency: { status: 424, body: apiError },
  rateLimited: { status: 429, body: refusal('rate_limit'), headers: { 'retry-after': '1' } },
  locked: { status: 429, body: refusal('lock_timeout'), headers: { 'stripe-should-retry': 'true' } },
  serverError: { status: 500, body: apiError },
  badGateway: { status: 502, body: 'Bad Gateway' },
  unavailable: { status: 503, body: apiError, headers: { 'retry-after': '1' } },
  gatewayTimeout: { status: 504, body: apiError },
} satisfies Record<string, StripeAnswer>;
