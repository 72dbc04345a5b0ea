import { setTimeout as sleep } from 'node:timers/promises';
import { compareAnswers, type Exchange } from './exchange.ts';
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

  async #compare(exchange: Exchange): Promise<void> {
    const findings = this.#findings;
    try {
      const response = await this.#send(exchange);
      if (!response) return findings.notCompared('because the service had too much to do');
      const current = { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
      findings.compared(exchange, compareAnswers(exchange.old, current));
    } catch {
      findings.notCompared('because the service did not answer');
    }
  }

  async #send({ method, url, headers, body }: Exchange): Promise<Response | undefined> {
    const { service, key } = this.#settings;
    const known = passedOn.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]] as const]));
    for (let tries = 1; tries <= maxTries; tries++) {
      const response = await fetch(`${service}${url}`, {
        method,
        headers: { ...Object.fromEntries(known), 'x-api-key': key },
        ...(body.length > 0 && { body: new Uint8Array(body) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (response.status !== 429 && response.status !== 503) return response;
      await response.body?.cancel();
      await sleep(Math.min(Number(response.headers.get('retry-after') ?? 1) * 1000, longestWaitMs));
    }
    return undefined;
  }
}
