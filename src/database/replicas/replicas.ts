import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { singleFlight } from '../../concurrency/single-flight.ts';
import { reads } from '../../telemetry/metrics.ts';
import type { Database, DatabaseSettings } from '../client.ts';
import type { ReadDatabase } from '../read.ts';
import { Replica } from './replica.ts';
import { flushedPosition } from './wal.ts';

/** How often the replicas are looked after. */
const checkMs = 250;

/**
 * Chooses where queries are read from. A replica is good for a query when it has replayed all that the primary had
 * committed when the query came. So a caller who made a change sees it on every node and every replica, and
 * no node has to remember who changed what. The primary is asked for its position once for all queries that come
 * meanwhile.
 */
export class Replicas {
  readonly #replicas: Replica[];
  readonly #position: () => Promise<bigint>;
  readonly #end = new AbortController();
  readonly #checking: Promise<void>;
  #turn = 0;

  constructor(primary: Database, urls: readonly string[], settings: DatabaseSettings, log: Logger) {
    this.#position = singleFlight(() => flushedPosition(primary.probe));
    this.#replicas = urls.map((url, index) => new Replica(primary, url, settings, `replica-${index + 1}`, log));
    this.#checking = this.#check();
  }

  /** Where to read a query from: a replica, or undefined for the primary. */
  async choose(): Promise<ReadDatabase | undefined> {
    const replica = await this.#choose().catch(() => undefined); // what the primary says of the query itself tells more
    reads.inc({ server: replica?.name ?? 'primary' });
    return replica?.reads;
  }

  async close(): Promise<void> {
    this.#end.abort();
    await this.#checking;
    await Promise.all(this.#replicas.map((replica) => replica.close()));
  }

  async #choose(): Promise<Replica | undefined> {
    const usable = this.#replicas.filter((replica) => replica.usable);
    const replica = usable[this.#turn++ % usable.length];
    return replica && (await replica.reaches(await this.#position())) ? replica : undefined;
  }

  async #check(): Promise<void> {
    let momentAgo: bigint | undefined;
    while (!this.#end.signal.aborted) {
      const now = await this.#position().catch(() => undefined);
      if (now !== undefined) await Promise.all(this.#replicas.map((replica) => replica.check(momentAgo ?? now, now)));
      momentAgo = now;
      await sleep(checkMs, undefined, { signal: this.#end.signal }).catch(() => {});
    }
  }
}
