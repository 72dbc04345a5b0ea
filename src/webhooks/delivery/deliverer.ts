import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import { type Leased, returnEndpoint, takeEndpoints } from './queue.sql.ts';
import { Sender } from './send.ts';
import { Turn } from './turn.ts';
import type { Reach } from './url.ts';

/** To how many endpoints a node delivers at the same time. */
const maxTurns = 20;

/** How often a node looks whether something is due. */
const lookEveryMs = 500;

/** How long a node that stops waits for attempts that are under way. */
const closeMs = 2000;

type Log = Pick<Logger, 'info' | 'warn' | 'error'>;

/** Delivers webhooks for as long as the service runs. Any number of nodes do; each endpoint is one node's at a time. */
export class Deliverer {
  readonly #prisma: PrismaClient;
  readonly #sender: Sender;
  readonly #log: Log;
  readonly #turns = new Set<Promise<void>>();
  readonly #end = new AbortController();
  readonly #cut = new AbortController();
  readonly #looking: Promise<void>;

  constructor(prisma: PrismaClient, reach: Reach, log: Log, sender = new Sender(reach)) {
    this.#prisma = prisma;
    this.#sender = sender;
    this.#log = log;
    this.#looking = this.#look();
  }

  async close(): Promise<void> {
    this.#end.abort();
    await this.#looking;
    const ended = Promise.all(this.#turns);
    await Promise.race([ended, sleep(closeMs, undefined, { ref: false })]);
    this.#cut.abort();
    await ended;
    this.#sender.close();
  }

  async #look(): Promise<void> {
    const { signal } = this.#end;
    while (!signal.aborted) {
      const taken = await this.#takeTurns();
      // Where more may be due, the next look comes when there is room for it.
      const pause = sleep(lookEveryMs * (0.5 + Math.random() / 2), undefined, { signal, ref: false }).catch(() => {});
      await (taken && this.#turns.size > 0 ? Promise.race([pause, ...this.#turns]) : pause);
    }
  }

  /** Whether there was something due. */
  async #takeTurns(): Promise<boolean> {
    const room = maxTurns - this.#turns.size;
    if (room === 0) return true;
    try {
      const endpoints = await takeEndpoints(this.#prisma, randomUUID(), room);
      for (const endpoint of endpoints) {
        const turn = this.#takeTurn(endpoint).finally(() => this.#turns.delete(turn));
        this.#turns.add(turn);
      }
      return endpoints.length > 0;
    } catch (err) {
      if (!this.#end.signal.aborted)
        this.#log.warn({ err }, 'webhooks could not be looked for: trying again in a moment');
      return false;
    }
  }

  async #takeTurn(endpoint: Leased): Promise<void> {
    const { organizationId, id: webhookEndpointId } = endpoint;
    const stop = { noMore: this.#end.signal, cut: this.#cut.signal };
    try {
      const health = await new Turn(this.#prisma, this.#sender, endpoint, stop).take();
      if (await returnEndpoint(this.#prisma, endpoint, health))
        this.#log.warn(
          { organizationId, webhookEndpointId },
          'switched a webhook endpoint off, as it failed for too long',
        );
    } catch (err) {
      // Its lease ends in time, and what was not recorded is sent again.
      this.#log.error({ err, organizationId, webhookEndpointId }, 'a turn of delivering webhooks failed');
    }
  }
}
