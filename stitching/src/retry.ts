import type { GraphQLError } from 'graphql';
import type { Attempt } from './transport.ts';

const firstPauseMs = 100;

/** Codes of the service for which the same request can succeed later. */
const overloaded = new Set(['OVERLOADED', 'RATE_LIMITED', 'REQUEST_TIMEOUT', 'STATEMENT_TIMEOUT']);

/** Codes that refuse a whole request before any of it is carried out, if no field has the error. */
const refused = new Set(['OVERLOADED', 'RATE_LIMITED']);

const codeOf = ({ extensions }: GraphQLError) => String(extensions?.code);

export interface Sent {
  /** How often, this attempt included. */
  count: number;
  attempt: Attempt;
  errors: readonly GraphQLError[];
}

/** Whether another attempt does no harm and may succeed. */
function isWorthRepeating({ attempt, errors }: Sent, isRepeatable: boolean, hasIdempotencyKey: boolean): boolean {
  if (isRepeatable && attempt.isPassing) return true;
  const codes = errors.map(codeOf);
  // The attempt whose answer got lost still runs.
  if (hasIdempotencyKey && codes.includes('IDEMPOTENCY_KEY_IN_FLIGHT')) return true;
  if (isRepeatable) return codes.some((code) => overloaded.has(code));
  return errors.length > 0 && errors.every((error) => !error.path && refused.has(codeOf(error)));
}

/** After how many milliseconds the service wants to be asked again, as a header or in an error. */
export function retryAfterOf({ attempt, errors }: Pick<Sent, 'attempt' | 'errors'>): number | undefined {
  const named = errors.map(({ extensions }) => extensions?.retryAfter).filter((value) => typeof value === 'number');
  const all = [attempt.retryAfterMs, ...named.map((seconds) => seconds * 1000)].filter((value) => value !== undefined);
  return all.length > 0 ? Math.max(...all) : undefined;
}

/** What a request is, as far as attempts go. */
export interface Repeating {
  /** It has the same effect however often it is carried out. */
  isRepeatable: boolean;
  hasIdempotencyKey: boolean;
  retries: number;
  /** Until when the answer has to be there, in milliseconds since the epoch. */
  deadline: number;
}

/** How long to wait before the next attempt; undefined where the answer is final. */
export function pauseBeforeNext(sent: Sent, request: Repeating): number | undefined {
  const { isRepeatable, hasIdempotencyKey, retries, deadline } = request;
  if (sent.count > retries || !isWorthRepeating(sent, isRepeatable, hasIdempotencyKey)) return undefined;
  const backoff = firstPauseMs * 2 ** (sent.count - 1) * (0.5 + Math.random());
  // All that were refused at once must not be back at once.
  const pause = Math.max(backoff, (retryAfterOf(sent) ?? 0) * (1 + Math.random() / 10));
  return Date.now() + pause < deadline ? pause : undefined;
}

/** Ends early when whoever asked goes away. */
export function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
  });
}
