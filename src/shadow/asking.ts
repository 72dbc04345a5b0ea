import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, compareAnswers, type Exchange, isRead } from './exchange.ts';
import type { Findings } from './findings.ts';

/** How many requests are on their way at a time. With writes it is one, so that they stay in their order. */
const maxRequests = 4;
const timeoutMs = 30_000;
/** How often a request is sent that the service refuses because it has too much to do. */
const maxTries = 3;
const longestWaitMs = 60_000;

/** Headers that both systems are asked with. The client's credentials are not among them. */
const passedOn = [
  'accept',
  'accept-language',
  'content-type',
  'x-http-method-override',
  'osvc-crest-application-context',
];

export interface AskingSettings {
  /** Where the service is. */
  service: string;
  /** The key for it. */
  key: string;
  mirrorWrites: boolean;
}

/** Asks the service what the old system was asked, and compares the answers. */
export class Asking {
  readonly #settings: AskingSettings;
  readonly #findings: Findings;
  /** What is done one after the other. */
  readonly #lanes: Promise<void>[];
  readonly #stop = new AbortController();
  #asked = 0;

  constructor(settings: AskingSettings, findings: Findings) {
    this.#settings = settings;
    this.#findings = findings;
    this.#lanes = Array.from({ length: settings.mirrorWrites ? 1 : maxRequests }, () => Promise.resolve());
  }

  /** Ends when it is compared. */
  ask(exchange: Exchange): Promise<void> {
    const lane = this.#asked++ % this.#lanes.length;
    const asked = (this.#lanes[lane] as Promise<void>).then(() => this.#compare(exchange));
    this.#lanes[lane] = asked;
    return asked;
  }

  /** What is not compared yet stays so. */
  giveUp(): void {
    this.#stop.abort();
  }

  async #compare(exchange: Exchange): Promise<void> {
    const current = await this.#answerTo(exchange);
    if (typeof current === 'string') {
      this.#findings.notCompared(current, !isRead(exchange));
      return;
    }
    try {
      this.#findings.compared(exchange, compareAnswers(exchange.old, current));
    } catch {
      this.#findings.notCompared('because the shadow cannot read or compare the answers');
    }
  }

  /** @returns or why there is none */
  async #answerTo(exchange: Exchange): Promise<Answer | string> {
    try {
      for (let tries = 1; tries <= maxTries; tries++) {
        const answer = await this.#send(exchange);
        if (typeof answer !== 'number') return answer;
        await sleep(Math.min(answer, longestWaitMs), undefined, { signal: this.#stop.signal });
      }
      return 'because the service had too much to do';
    } catch (error) {
      if (this.#stop.signal.aborted) return 'because the shadow was stopped';
      const isUnanswered = (error as Error).name === 'AbortError' || /fetch failed|terminated/.test(String(error));
      return isUnanswered ? 'because the service did not answer' : 'because the shadow could not send them';
    }
  }

  /** @returns or how many milliseconds the service asks to wait */
  async #send({ method, url, headers, body }: Exchange): Promise<Answer | number> {
    const { service, key } = this.#settings;
    const known = passedOn.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]] as const]));
    const hasBody = body.length > 0 && method !== 'GET' && method !== 'HEAD';
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeoutMs);
    try {
      const response = await fetch(`${service}${url}`, {
        method,
        headers: { ...Object.fromEntries(known), 'x-api-key': key },
        ...(hasBody && { body: new Uint8Array(body) }),
        redirect: 'manual',
        signal: AbortSignal.any([this.#stop.signal, late.signal]),
      });
      if (response.status !== 429 && response.status !== 503)
        return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
      await response.body?.cancel();
      return Number(response.headers.get('retry-after') ?? 1) * 1000;
    } finally {
      clearTimeout(timer);
    }
  }
}
