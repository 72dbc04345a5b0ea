/** A key, or what hands one out for each request, so that it can change while the gateway runs. */
export type ApiKeySource = string | (() => string | Promise<string>);

type Fetch = typeof globalThis.fetch;

const firstPauseMs = 100;

/** Answers of something between here and the service, which another attempt may get past. */
const passing = new Set([502, 503, 504]);

interface Failure {
  reason: string;
  passing: boolean;
}

/** An answer in the form of GraphQL, in place of one that is not. The address is left out: end users may read it. */
function asAnswer({ reason }: Failure): Response {
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

async function attempt(fetch: Fetch, url: string, init: RequestInit): Promise<Response | Failure> {
  try {
    const response = await fetch(url, init);
    if (await isGraphQL(response)) return response;
    return { reason: `answered HTTP ${response.status} without GraphQL`, passing: passing.has(response.status) };
  } catch (error) {
    const { signal } = init;
    // Whoever asked has gone: that is no fault of the service.
    if (signal?.aborted && (signal.reason as Error | undefined)?.name !== 'TimeoutError') throw error;
    return signal?.aborted
      ? { reason: 'did not answer in time', passing: false }
      : { reason: 'cannot be reached', passing: true };
  }
}

/**
 * Sends a request with the key, up to so many times: again where no answer of the service came back.
 */
export async function sendWithKey(
  fetch: Fetch,
  apiKey: ApiKeySource,
  attempts: number,
  url: string,
  init: RequestInit,
): Promise<Response> {
  for (let count = 1; ; count++) {
    const headers = new Headers(init.headers);
    headers.set('x-api-key', typeof apiKey === 'string' ? apiKey : await apiKey());
    const result = await attempt(fetch, url, { ...init, headers });
    if (result instanceof Response) return result;
    if (!result.passing || count >= attempts) return asAnswer(result);
    const pause = firstPauseMs * 2 ** (count - 1) * (0.5 + Math.random());
    await new Promise((done) => setTimeout(done, pause));
  }
}
