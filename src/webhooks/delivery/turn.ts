import { isLockTimeout } from '../../database/write.ts';
import type { PrismaClient } from '../../generated/prisma/client.ts';
import { webhookAttempts, webhookDeliveries, webhookLag } from '../../telemetry/metrics.ts';
import { signedHeaders } from '../signing.ts';
import { payloadOf } from '../webhook-payload.ts';
import type { Health, Leased } from './lease.sql.ts';
import { type DueDelivery, readDue, recordAttempts, type Tried } from './queue.sql.ts';
import { breakAfter, endpointPauseMs, maxEndpointPauseMs, retryPauseMs } from './schedule.ts';
import type { Sender } from './send.ts';

/** How many deliveries of an endpoint are under way at the same time. */
const concurrency = 5;

/** How long a node stays with an endpoint before it sees to others. What it has begun ends after that. */
const turnMs = 5000;

/** The status of an endpoint that wants to be told nothing any more. */
const gone = 410;

/** How a turn is stopped: one begins no more attempts, the other also cuts off those that are under way. */
export interface StopSignals {
  noMore: AbortSignal;
  cut: AbortSignal;
}

/**
 * A node's turn at an endpoint: it alone delivers to it. What is due goes out, of each resource one after the other in the
 * order of its changes, until nothing is due, the turn is over, or the endpoint is down.
 */
export class Turn {
  readonly #prisma: PrismaClient;
  readonly #sender: Sender;
  readonly #endpoint: Leased;
  readonly #stop: StopSignals;
  #end = performance.now() + turnMs;
  #consecutiveFailures = 0;
  /** How many attempts it has made. */
  attempts = 0;
  #hasSucceeded = false;
  #pauseMs = 0;
  #goneUrl: string | null = null;
  #unrecorded: Tried[] = [];
  #recording: Promise<void> | undefined;

  constructor(prisma: PrismaClient, sender: Sender, endpoint: Leased, stop: StopSignals) {
    this.#prisma = prisma;
    this.#sender = sender;
    this.#endpoint = endpoint;
    this.#stop = stop;
  }

  /** @returns how the endpoint did; undefined where nothing was sent */
  async take(): Promise<Health | undefined> {
    let due = await readDue(this.#prisma, this.#endpoint);
    this.#consecutiveFailures = due[0]?.consecutiveFailures ?? 0;
    const [first] = due;
    if (first && this.#isDown) {
      // One tries whether the endpoint is back.
      await this.#deliver(first);
      await this.#recording;
      if (!this.#isDown) due = await readDue(this.#prisma, this.#endpoint);
    }
    while (due.length > 0 && this.#goesOn) {
      await this.#deliverAll(due);
      await this.#recording;
      if (this.#goesOn) due = await readDue(this.#prisma, this.#endpoint);
    }
    return this.attempts > 0
      ? {
          consecutiveFailures: this.#consecutiveFailures,
          hasSucceeded: this.#hasSucceeded,
          pauseMs: Math.max(this.#pauseMs, this.#isDown ? endpointPauseMs(this.#consecutiveFailures) : 0),
          goneUrl: this.#goneUrl,
        }
      : undefined;
  }

  get #isDown(): boolean {
    return this.#consecutiveFailures >= breakAfter;
  }

  get #goesOn(): boolean {
    const { noMore, cut } = this.#stop;
    return !this.#isDown && !noMore.aborted && !cut.aborted && performance.now() < this.#end;
  }

  async #deliverAll(due: readonly DueDelivery[]): Promise<void> {
    const chains = [...byResource(due)];
    const work = async () => {
      for (let chain = chains.shift(); chain; chain = chains.shift())
        for (const delivery of chain) {
          if (!this.#goesOn) return;
          await this.#deliver(delivery);
        }
    };
    await Promise.all(Array.from({ length: concurrency }, work));
  }

  async #deliver(delivery: DueDelivery): Promise<void> {
    const { id, url, secrets, failures } = delivery;
    const body = payloadOf(delivery, delivery);
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'group-gateway',
      ...signedHeaders(id, Math.floor(Date.now() / 1000), body, secrets),
    };
    const attempt = await this.#sender.post(url, body, headers, this.#stop.cut).catch((error) => {
      if (this.#stop.cut.aborted) return undefined; // another node repeats it
      throw error;
    });
    if (!attempt) return;
    this.attempts++;
    webhookAttempts.inc({ outcome: attempt.outcome });
    if (attempt.outcome === 'delivered') {
      this.#consecutiveFailures = 0;
      this.#hasSucceeded = true;
    } else this.#consecutiveFailures++;
    if (attempt.responseStatus === gone) this.#goneUrl = url;
    if (attempt.retryAfterMs !== null) this.#pauseMs = Math.min(attempt.retryAfterMs, maxEndpointPauseMs);
    if (this.#goneUrl !== null || this.#pauseMs > 0) this.#end = 0;
    await this.#record({ ...attempt, deliveryId: id, pauseMs: retryPauseMs(failures + 1) });
  }

  /** What ends while a statement runs is recorded by the next one, all together. */
  #record(tried: Tried): Promise<void> {
    this.#unrecorded.push(tried);
    this.#recording ??= this.#recordAll().finally(() => {
      this.#recording = undefined;
    });
    return this.#recording;
  }

  async #recordAll(): Promise<void> {
    while (this.#unrecorded.length > 0) {
      const tried = this.#unrecorded;
      this.#unrecorded = [];
      for (const { status, lagMs } of await this.#recordTogether(tried)) {
        if (status !== 'PENDING') webhookDeliveries.inc({ status: status.toLowerCase() });
        if (status === 'DELIVERED') webhookLag.observe(lagMs / 1000);
      }
    }
  }

  /** The turn ends where it cannot record an attempt: the delivery would be sent again at once, and again. */
  async #recordTogether(tried: readonly Tried[]) {
    const { organizationId } = this.#endpoint;
    try {
      return await recordAttempts(this.#prisma, organizationId, tried, 'waits');
    } catch (error) {
      this.#end = 0;
      if (isLockTimeout(error)) return recordAttempts(this.#prisma, organizationId, tried, 'left-out');
      throw error;
    }
  }
}

/** The deliveries of each resource, in the order of its changes. */
function byResource(due: readonly DueDelivery[]): Iterable<DueDelivery[]> {
  const chains = new Map<string, DueDelivery[]>();
  const inOrder = [...due].sort((a, b) => (BigInt(a.place) < BigInt(b.place) ? -1 : 1));
  for (const delivery of inOrder) {
    const resource = `${delivery.event.replace(/_(CREDITS_SET|[A-Z]+)$/, '')} ${delivery.resourceId}`;
    const chain = chains.get(resource) ?? [];
    chain.push(delivery);
    chains.set(resource, chain);
  }
  return chains.values();
}
