import { setTimeout as sleep } from 'node:timers/promises';

/** The old system does not give what the import needs. The message says what is wrong, and has no secret in it. */
export class OldSystemError extends Error {}

/** Somebody stopped the import: what was done so far stays. */
export class StoppedError extends Error {}

/** This try failed, and the next one may succeed. */
class Interruption extends Error {
  /** How long the old system asks to wait. */
  readonly waitMs: number | undefined;

  constructor(message: string, waitMs?: number) {
    super(message);
    this.waitMs = waitMs;
  }
}

/** The rate limit is spent. That is no failure, however often it comes. */
class RateLimited extends Interruption {}

/** What came of one request so far. */
interface Course {
  startedAt: number;
  failures: number;
  refusals: number;
}

/** An answer ended before it was whole. */
export class CutAnswerError extends Error {}

/** How often one request is tried in a row. */
const maxTries = 8;
const firstPauseMs = 250;
const longestPauseMs = 30_000;
/** An hour: longer than any window of a rate limit that is known. */
const longestWaitMs = 3_600_000;
/** For so long one request is sent again that the rate limit refuses. */
const longestRefusalMs = 2 * longestWaitMs;
/** How long the old system may be silent. */
const silenceMs = 120_000;

interface Settings {
  /** Where it is, e.g. `https://mysite.example.com`. */
  url: string;
  /** Sent with each request: the credentials are in them. */
  headers: Record<string, string>;
  signal: AbortSignal;
  /** Told of each pause. */
  onWait(reason: string, ms: number): void;
}

/** The REST API that the data comes from. Only reads it; honours its rate limits; tries again what may succeed. */
export class OldSystem {
  readonly #settings: Settings;
  /** No request before that, by the headers of an earlier answer. */
  #pausedUntil = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** @throws StoppedError */
  throwIfStopped(): void {
    if (this.#settings.signal.aborted) throw new StoppedError();
  }

  /**
   * Sends a GET request until it succeeds.
   *
   * @param use reads the body; it is called again with the body of the next answer where one was cut
   * @returns undefined for what is not there
   * @throws OldSystemError, StoppedError
   */
  async get<T>(path: string, use: (response: Response) => Promise<T>): Promise<T | undefined> {
    const course = { startedAt: performance.now(), failures: 0, refusals: 0 };
    for (;;) {
      this.throwIfStopped();
      try {
        await this.#pauseIfAsked();
        const response = await this.#request(path);
        return response && (await use(response));
      } catch (error) {
        this.throwIfStopped();
        await this.#pauseAfter(error, path, course);
      }
    }
  }

  async #request(path: string): Promise<Response | undefined> {
    const response = await this.#send(path);
    const { status } = response;
    this.#heed(response.headers);
    if (status === 200) return response;
    await response.body?.cancel();
    if (status === 404) return undefined;
    if (status === 429) throw new RateLimited('it answered 429', waitOf(response.headers));
    if (status >= 500) throw new Interruption(`it answered ${status}`, retryAfterOf(response.headers));
    const reason = status === 401 || status === 403 ? ': it refuses the credentials' : '';
    throw new OldSystemError(`The old system answered ${status} to GET ${path}${reason}.`);
  }

  /** The answer as soon as its headers are there. */
  async #send(path: string): Promise<Response> {
    const { url, headers, signal } = this.#settings;
    const silence = new AbortController();
    const timer = setTimeout(() => silence.abort(new Interruption('it does not answer')), silenceMs);
    try {
      return await fetch(`${url}${path}`, {
        headers: { accept: 'application/json', ...headers },
        // Elsewhere the credentials have no business.
        redirect: 'manual',
        signal: AbortSignal.any([signal, silence.signal]),
      });
    } finally {
      clearTimeout(timer);
    }
  }

  #heed(headers: Headers): void {
    if (headers.get('x-rate-limit-remaining') !== '0') return;
    this.#pausedUntil = Date.now() + Math.min(resetOf(headers) ?? 0, longestWaitMs);
  }

  async #pauseIfAsked(): Promise<void> {
    const ms = this.#pausedUntil - Date.now();
    if (ms > 0) await this.#pause('its rate limit is spent', ms);
  }

  async #pauseAfter(error: unknown, path: string, course: Course): Promise<void> {
    if (error instanceof OldSystemError) throw error;
    if (!isPassing(error)) throw error;
    const reason = error instanceof Interruption ? error.message : faultOf(error);
    const asked = error instanceof Interruption ? error.waitMs : undefined;
    const times = error instanceof RateLimited ? ++course.refusals : ++course.failures;
    if (course.failures >= maxTries)
      throw new OldSystemError(`The old system failed ${maxTries} times at GET ${path}: ${reason}.`);
    if (performance.now() - course.startedAt > longestRefusalMs)
      throw new OldSystemError(`The old system has been refusing GET ${path} for two hours: ${reason}.`);
    const backoffMs = Math.min(firstPauseMs * 2 ** (times - 1), longestPauseMs);
    await this.#pause(reason, Math.min(Math.max(asked ?? 0, backoffMs), longestWaitMs));
  }

  async #pause(reason: string, ms: number): Promise<void> {
    this.#settings.onWait(reason, ms);
    await sleep(ms, undefined, { signal: this.#settings.signal }).catch(() => {
      throw new StoppedError();
    });
  }
}

/** Whether an error is of the connection or of half an answer. What our own side throws is neither. */
const isPassing = (error: unknown) =>
  error instanceof Interruption ||
  error instanceof CutAnswerError ||
  error instanceof SyntaxError ||
  (error instanceof TypeError && /fetch failed|terminated/.test(error.message));

function faultOf(error: unknown): string {
  if (error instanceof CutAnswerError || error instanceof SyntaxError) return 'its answer was cut';
  const cause = (error as { cause?: { code?: string } }).cause;
  return cause?.code ? `the connection failed (${cause.code})` : 'the connection failed';
}

/** What the headers of a refusal ask for, in milliseconds. */
const waitOf = (headers: Headers) => retryAfterOf(headers) ?? resetOf(headers);

function retryAfterOf(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (!value) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** `x-rate-limit-reset` is a Unix time in seconds with one API, and the seconds until then with the other. */
function resetOf(headers: Headers): number | undefined {
  const value = headers.get('x-rate-limit-reset');
  if (!value || !/^\d+$/.test(value)) return undefined;
  const seconds = Number(value);
  return seconds > 1_000_000_000 ? Math.max(0, seconds * 1000 - Date.now()) : seconds * 1000;
}
