/** A key, or what hands one out for each request, so that it can change while the gateway runs. */
export type ApiKeySource = string | (() => string | Promise<string>);

type Fetch = typeof globalThis.fetch;

/** What HTTP tells of an attempt, beside the answer. */
export interface Attempt {
  status?: number | undefined;
  /** Under which the service logs the request. */
  requestId?: string | undefined;
  retryAfterMs?: number | undefined;
  /** No answer of the service came back, and another attempt may get one. */
  isPassing?: boolean;
}

/** Answers of something between here and the service, which another attempt may get past. */
const passing = new Set([429, 502, 503, 504]);

/** An answer in the form of GraphQL, in place of one that is not. The address is left out: end users may read it. */
function asAnswer(reason: string): Response {
  const message = `The group gateway ${reason}.`;
  return Response.json({ errors: [{ message, extensions: { code: 'GROUP_GATEWAY_UNREACHABLE' } }] });
}

async function isGraphQL(response: Response): Promise<boolean> {
  const contentType = response.headers.get('content-type') ?? '';
  if (contentType.includes('text/event-stream') || contentType.includes('multipart/mixed')) return true;
  if (!contentType.includes('json')) return false;
  if (response.ok) return true;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return typeof body === 'object' && body !== null && ('data' in body || 'errors' in body);
}

/** The header has seconds, or a date. */
function retryAfterMs(value: string | null): number | undefined {
  if (!value) return undefined;
  const pause = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(pause) ? undefined : Math.max(pause, 0);
}

/**
 * Sends a request once, with the key.
 *
 * @param attempt is told what HTTP says
 */
export async function sendWithKey(
  fetch: Fetch,
  apiKey: ApiKeySource,
  attempt: Attempt,
  url: string,
  init: RequestInit,
): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('x-api-key', typeof apiKey === 'string' ? apiKey : await apiKey());
  try {
    const response = await fetch(url, { ...init, headers });
    attempt.status = response.status;
    attempt.requestId = response.headers.get('x-request-id') ?? undefined;
    attempt.retryAfterMs = retryAfterMs(response.headers.get('retry-after'));
    if (await isGraphQL(response)) return response;
    attempt.isPassing = passing.has(response.status);
    return asAnswer(`answered HTTP ${response.status} without GraphQL`);
  } catch (error) {
    const { signal } = init;
    // Whoever asked has gone: that is no fault of the service.
    if (signal?.aborted && (signal.reason as Error | undefined)?.name !== 'TimeoutError') throw error;
    attempt.isPassing = !signal?.aborted;
    return asAnswer(signal?.aborted ? 'did not answer in time' : 'cannot be reached');
  }
}
