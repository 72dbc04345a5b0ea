import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { anyLookup, NoPublicAddressError, publicLookup } from './addresses.ts';
import { requestedPauseMs } from './schedule.ts';
import { isForbiddenHost, type Reach } from './url.ts';

/** How long an attempt may take, from the look-up of the name to the end of the answer. */
const timeoutMs = 10_000;

/** How much of an answer is read. Its body means nothing. */
const maxAnswerBytes = 4096;

/** The statuses whose `Retry-After` counts: too many requests, and unavailable. */
const mayAskForPause = [429, 503];

/** What an attempt came to. */
export interface Attempt {
  durationMs: number;
  /** null where there was no answer. */
  responseStatus: number | null;
  /** What went wrong, for people; null where nothing did. */
  error: string | null;
  outcome: Outcome;
  /** The pause that the endpoint asks for, as it is busy or under repair. */
  retryAfterMs: number | null;
}

export type Outcome = 'delivered' | 'refused' | 'timeout' | 'unreachable' | 'forbidden_address';

/** Posts the bodies of deliveries. Connections stay open for the next one, for a moment. */
export class Sender {
  readonly #reach: Reach;
  readonly #lookup: LookupFunction;
  readonly #agents = { 'http:': new HttpAgent({ keepAlive: true }), 'https:': new HttpsAgent({ keepAlive: true }) };

  constructor(reach: Reach, lookup = reach.allowPrivate ? anyLookup : publicLookup()) {
    this.#reach = reach;
    this.#lookup = lookup;
  }

  /** @param signal aborts the attempt. @throws where it is aborted */
  async post(target: string, body: string, headers: Record<string, string>, signal: AbortSignal): Promise<Attempt> {
    const start = performance.now();
    const limit = AbortSignal.timeout(timeoutMs);
    const ended = (
      outcome: Outcome,
      responseStatus: number | null,
      error: string | null,
      retryAfterMs: number | null = null,
    ): Attempt => ({
      durationMs: Math.round(performance.now() - start),
      responseStatus,
      error,
      outcome,
      retryAfterMs,
    });
    try {
      const { status, retryAfter } = await this.#request(
        new URL(target),
        body,
        headers,
        AbortSignal.any([signal, limit]),
      );
      if (status >= 200 && status < 300) return ended('delivered', status, null);
      const isRedirect = status >= 300 && status < 400;
      const reason = isRedirect ? 'Redirects are not followed.' : `The answer was HTTP ${status}.`;
      return ended('refused', status, reason, mayAskForPause.includes(status) ? requestedPauseMs(retryAfter) : null);
    } catch (error) {
      signal.throwIfAborted();
      if (limit.aborted) return ended('timeout', null, `There was no answer within ${timeoutMs / 1000} s.`);
      if (error instanceof NoPublicAddressError)
        return ended('forbidden_address', null, 'The host has no public address.');
      return ended('unreachable', null, reasonOf(error as NodeJS.ErrnoException));
    }
  }

  close(): void {
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }

  async #request(url: URL, body: string, headers: Record<string, string>, signal: AbortSignal): Promise<Answer> {
    if (isForbiddenHost(url, this.#reach)) throw new NoPublicAddressError();
    const once = () => {
      const isHttps = url.protocol === 'https:';
      const request = (isHttps ? httpsRequest : httpRequest)(url, {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        agent: this.#agents[isHttps ? 'https:' : 'http:'],
        lookup: this.#lookup,
        signal,
      });
      const answered = answerOf(request).catch((error) => {
        // The receiver closed a connection that was kept open at the moment when it was used again: no failure of its.
        if (request.reusedSocket && error.code === 'ECONNRESET') return undefined;
        throw error;
      });
      request.end(body);
      return answered;
    };
    for (;;) {
      const answer = await once();
      if (answer) return answer;
    }
  }
}

interface Answer {
  status: number;
  retryAfter: string | undefined;
}

function answerOf(request: ClientRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      // The status counts, even if the rest of the answer never comes.
      const answer = { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] };
      drain(response).then(() => resolve(answer), reject);
    });
  });
}

/** Reads the start of an answer, and cuts off the rest. */
async function drain(response: IncomingMessage): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of response) {
      bytes += chunk.length;
      if (bytes > maxAnswerBytes) break; // which closes the connection
    }
  } catch {
    // cut off by the receiver or by the time limit
  }
}

/** Says what failed, in words for whoever set the endpoint up. */
function reasonOf({ code = '', message }: NodeJS.ErrnoException): string {
  if (code.startsWith('HPE_')) return 'The answer was not HTTP.';
  if (code === 'ECONNREFUSED') return 'The connection was refused.';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'The connection was closed before the answer.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'The host was not found.';
  if (/CERT|TLS|SSL|SELF_SIGNED|ISSUER|LEAF_SIGNATURE/.test(code))
    return `The TLS connection failed: ${code || message}.`;
  return `The connection failed: ${code || 'unknown reason'}.`;
}
