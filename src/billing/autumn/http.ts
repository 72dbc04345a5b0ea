import { type ZodType, z } from 'zod';
import { type BillingFailure, BillingProviderError } from '../provider.ts';

/** The version of Autumn's API that this service is written for. */
const apiVersion = '2.3.0';
/** The largest answer that is read: a page of entities has some hundred kilobytes. */
const maxAnswerBytes = 8 * 1024 * 1024;

const errorBody = z.object({ code: z.string().regex(/^[\w-]{1,64}$/) });

/** Autumn's API over HTTP: each call one request, its answer bounded and checked. */
export class AutumnHttp {
  readonly #base: URL;
  readonly #authorization: string;

  constructor(url: string, secretKey: string) {
    this.#base = new URL(url.endsWith('/') ? url : `${url}/`);
    this.#authorization = `Bearer ${secretKey}`;
  }

  /** @throws BillingProviderError whose `code` has Autumn's own error code, or the abort of the signal */
  async post<Answer>(path: string, body: object, answer: ZodType<Answer>, signal: AbortSignal): Promise<Answer> {
    const response = await this.#send(path, body, signal);
    const text = await readBounded(response, signal);
    const json = parseJson(text);
    if (!response.ok) throw refusal(response, json);
    const parsed = answer.safeParse(json);
    // What zod found is left out: it may quote the answer.
    if (!parsed.success) throw new BillingProviderError('malformed_answer', { code: String(response.status) });
    return parsed.data;
  }

  async #send(path: string, body: object, signal: AbortSignal): Promise<Response> {
    try {
      return await fetch(new URL(`v1/${path}`, this.#base), {
        method: 'POST',
        headers: {
          authorization: this.#authorization,
          'content-type': 'application/json',
          'x-api-version': apiVersion,
        },
        body: JSON.stringify(body),
        // The key goes nowhere but to the configured address.
        redirect: 'manual',
        signal,
      });
    } catch (error) {
      throw connectionFault(error, signal);
    }
  }
}

/** @throws BillingProviderError for an answer that is larger than allowed or breaks off */
async function readBounded(response: Response, signal: AbortSignal): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      // Leaving the loop cancels the stream, and with it the connection.
      if (bytes > maxAnswerBytes) throw new BillingProviderError('oversized_answer', { code: String(response.status) });
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof BillingProviderError ? error : connectionFault(error, signal);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function connectionFault(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  const code = ((error as Error).cause as { code?: unknown } | undefined)?.code;
  return new BillingProviderError('unavailable', { code: typeof code === 'string' ? code : undefined });
}

/** undefined for what is no JSON */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(response: Response, json: unknown): BillingProviderError {
  const { status } = response;
  const code = errorBody.safeParse(json).data?.code;
  return new BillingProviderError(failure(status, code), {
    code: code ? `${status} ${code}` : String(status),
    retryAfterMs: retryAfterMs(response.headers.get('retry-after')),
  });
}

function failure(status: number, code: string | undefined): BillingFailure {
  if (code === 'feature_not_found') return 'unknown_feature';
  if (status === 401 || status === 403) return 'bad_key';
  if (status === 429) return 'rate_limited';
  // Somebody else is creating or changing the same thing.
  if (status === 409 || status === 423) return 'busy';
  if (status === 408 || status >= 500) return 'unavailable';
  return 'rejected';
}

/** The header is a number of seconds or a date. */
function retryAfterMs(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d{1,6}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

/** Whether Autumn answered with this error code. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof BillingProviderError && codes.includes(error.code?.split(' ')[1] ?? '');
}
