import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import { type Leased, returnEndpoint, takeEndpoints } from './lease.sql.ts';
import { whileLeased } from './lease.ts';
import { Sender } from './send.ts';
import { Turn } from './turn.ts';
import type { Reach } from './url.ts';

/** To how many endpoints a node delivers at the same time. */
const maxTurns = 20;

/** How many of them may be of one organization: its endpoints may be slow, and others' deliveries do not wait for them. */
const maxTurnsOfOrganization = maxTurns / 4;

/** How often a node looks whether something is due. */
const lookEveryMs = 500;

/** How long a node that stops waits for attempts that are under way. */
const closeMs = 2000;

/** Told how many deliveries were sent for an organization, which pays for them. */
type OnSent = (organizationId: string, attempts: number) => void;

type Log = Pick<Logger, 'info' | 'warn' | 'error'>;

/** Delivers webhooks for as long as the service runs. Any number of nodes do; each endpoint is one node's at a time. */
export class Deliverer {
  readonly #prisma: PrismaClient;
  readonly #sender: Sender;
  readonly #log: Log;
  readonly #onSent: OnSent;
  /** With their organizations. */
  readonly #turns = new Map<Promise<void>, string>();
  readonly #end = new AbortController();
  readonly #cut = new AbortController();
  readonly #looking: Promise<void>;

  constructor(prisma: PrismaClient, reach: Reach, log: Log, onSent: OnSent) {
    this.#prisma = prisma;
    this.#sender = new Sender(reach);
    this.#log = log;
    this.#onSent = onSent;
    this.#looking = this.#look();
  }

  async close(): Promise<void> {
    this.#end.abort();
    await this.#looking;
    const ended = Promise.all(this.#turns.keys());
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
      await (taken && this.#turns.size > 0 ? Promise.race([pause, ...this.#turns.keys()]) : pause);
    }
  }

  /** Whether there was something due. */
  async #takeTurns(): Promise<boolean> {
    const turns = maxTurns - this.#turns.size;
    if (turns === 0) return true;
    const room = { turns, ofOneOrganization: maxTurnsOfOrganization, taken: [...this.#turns.values()] };
    try {
      const takenAt = performance.now();
      const endpoints = await takeEndpoints(this.#prisma, randomUUID(), room);
      for (const endpoint of endpoints) {
        const turn = this.#takeTurn(endpoint, takenAt).finally(() => this.#turns.delete(turn));
        this.#turns.set(turn, endpoint.organizationId);
      }
      return endpoints.length > 0;
    } catch (err) {
      if (!this.#end.signal.aborted)
        this.#log.warn({ err }, 'webhooks could not be looked for: trying again in a moment');
      return false;
    }
  }

  async #takeTurn(endpoint: Leased, takenAt: number): Promise<void> {
    const { organizationId, id: webhookEndpointId } = endpoint;
    let attempts = 0;
    try {
      const health = await whileLeased(this.#prisma, endpoint, takenAt, (lost) => {
        const stop = { noMore: this.#end.signal, cut: AbortSignal.any([this.#cut.signal, lost]) };
        const turn = new Turn(this.#prisma, this.#sender, endpoint, stop);
        return turn.take().finally(() => {
          attempts = turn.attempts;
        });
      });
      const reason = await returnEndpoint(this.#prisma, endpoint, health);
      if (reason) this.#log.warn({ organizationId, webhookEndpointId, reason }, 'switched a webhook endpoint off');
    } catch (err) {
      // Its lease ends in time, and what was not recorded is sent again.
      this.#log.error({ err, organizationId, webhookEndpointId }, 'a turn of delivering webhooks failed');
    } finally {
      if (attempts > 0) this.#onSent(organizationId, attempts);
    }
  }
}
