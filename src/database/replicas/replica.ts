import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { cancellation, withoutCancellation } from '../../concurrency/cancellation.ts';
import { singleFlight } from '../../concurrency/single-flight.ts';
import { replicaLag, replicaUsable } from '../../telemetry/metrics.ts';
import { type Database, type DatabaseSettings, openServer, type Server } from '../client.ts';
import { isBusy, isConnectionFailure, sqlState } from '../connection/failures.ts';
import { type ReadDatabase, readDatabase } from '../read.ts';
import { replayedPosition } from './wal.ts';

/** How long a query waits for a replica to catch up, before it is read from the primary. */
const timeoutMs = 20;
const lookMs = 1;
/** How long connecting may take: a replica that is gone must not hold up a query that the primary can answer. */
const connectMs = 1000;

/** What a replica says that had to end a statement to go on replaying. */
const recoveryConflicts = ['40001', '40P01'];

/** A streaming replica of the primary. */
export class Replica {
  readonly name: string;
  /** Reads from it, and from the primary what it does not answer, as it went away or had to go on replaying. */
  readonly reads: ReadDatabase;
  /** Whether queries are read from it: it answers, and is not far behind. */
  usable = false;
  readonly #server: Server;
  readonly #log: Logger;
  readonly #ask: () => Promise<bigint>;
  #replayed = 0n;
  #reported = true;

  constructor(primary: Database, url: string, settings: DatabaseSettings, name: string, log: Logger) {
    this.name = name;
    this.#log = log;
    const ignore = () => {}; // the next look tells
    const connecting = Math.min(settings.DATABASE_CONNECTION_TIMEOUT_MS, connectMs);
    const limits = { ...settings, DATABASE_CONNECTION_TIMEOUT_MS: connecting };
    this.#server = openServer(url, ignore, limits, name, { readOnly: true });
    this.#ask = singleFlight(() => withoutCancellation(() => replayedPosition(this.#server.pool)));
    const own = readDatabase((statement, hint) => this.#server.read(statement, hint));
    const lost = () => {
      this.usable = false;
    };
    this.reads = {
      async read<Rows extends readonly unknown[]>(...asked: Parameters<ReadDatabase['read']>) {
        try {
          return await own.read<Rows>(...asked);
        } catch (error) {
          cancellation.getStore()?.reads.throwIfCancelled();
          const isRefused = !recoveryConflicts.includes(sqlState(error) ?? '') && !isBusy(error);
          if (isRefused && !isConnectionFailure(error)) throw error;
          lost();
          return primary.reads.read<Rows>(...asked);
        }
      },
    };
  }

  /** Whether it has replayed the primary's log up to a position, or does so within a moment. */
  async reaches(position: bigint): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    while (this.#replayed < position) {
      await this.#look().catch(() => {
        this.usable = false;
      });
      if (performance.now() > deadline) this.usable = false;
      if (!this.usable) return false;
      if (this.#replayed < position) await sleep(lookMs);
    }
    return true;
  }

  /** Finds out whether it is usable: it has to have replayed what the primary had done a moment ago. */
  async check(momentAgo: bigint, now: bigint): Promise<void> {
    try {
      await this.#look();
      this.usable = this.#replayed >= momentAgo;
      replicaLag.set({ server: this.name }, Number(now > this.#replayed ? now - this.#replayed : 0n));
    } catch {
      this.usable = false;
    }
    replicaUsable.set({ server: this.name }, this.usable ? 1 : 0);
    if (this.usable === this.#reported) return;
    this.#reported = this.usable;
    if (this.usable) this.#log.info({ server: this.name }, 'queries are read from the replica again');
    else this.#log.warn({ server: this.name }, 'the replica is down or too far behind: reading from the primary');
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  async #look(): Promise<void> {
    this.#replayed = await this.#ask();
  }
}
