import type { Socket } from 'node:net';
import type { Client, QueryResult } from 'pg';
import { type Cancellation, cancellation, cancelStatement } from '../concurrency/cancellation.ts';
import { isConnectionFailure, isStatementTimeout, isUnprepared } from './connection/failures.ts';
import type { ReadHint, Statement } from './read.ts';

/** How many statements may be under way on a connection. */
const maxUnderWay = 8;

/** From when on a statement is not quick, and others had better not wait behind it. */
const quickMs = 5;

/** How long a statement runs before those behind it go elsewhere. */
const timeoutMs = 20;

/** How long after a failure to connect it is tried again. */
const reconnectMs = 1000;

/**
 * Sends statements that only read on few connections, one right behind the other, without waiting for the answers of
 * those before. So under load many go out and many answers come in at a time, which costs this process and PostgreSQL
 * about half as much. What is likely to be slow and what finds no connection that is quick goes a way of its own. So does,
 * once more, what waits behind a statement that turns out slow, and what failed with its connection: reading again harms
 * nothing.
 */
export class ReadPipelines {
  readonly #max: number;
  readonly #connect: () => Promise<Client>;
  readonly #alone: (statement: Statement, hint?: ReadHint) => Promise<QueryResult>;
  readonly #pipelines = new Set<Pipeline>();
  #connecting = 0;
  #connectAgainAt = 0;
  #closed = false;

  /**
   * @param max the most connections; none makes everything go its own way
   * @param connect opens a connection that takes statements while others are under way
   * @param alone runs a statement on a connection that it has to itself
   */
  constructor(
    max: number,
    connect: () => Promise<Client>,
    alone: (statement: Statement, hint?: ReadHint) => Promise<QueryResult>,
  ) {
    this.#max = max;
    this.#connect = connect;
    this.#alone = alone;
  }

  /** Open connections. */
  get count(): number {
    return this.#pipelines.size;
  }

  /** Open connections with nothing under way. */
  get idleCount(): number {
    let idle = 0;
    for (const pipeline of this.#pipelines) if (pipeline.underWay === 0) idle++;
    return idle;
  }

  async query(statement: Statement, hint?: ReadHint): Promise<QueryResult> {
    const given = cancellation.getStore()?.reads;
    given?.throwIfCancelled();
    const pipeline = hint === 'slow' ? undefined : this.#quickest();
    if (!pipeline) return this.#alone(statement, hint);
    try {
      return await pipeline.run(statement, given);
    } catch (error) {
      given?.throwIfCancelled();
      // A connection that is ending may have had this statement cancelled instead of the one that is not wanted.
      const isMistaken = (pipeline.isEnding && isStatementTimeout(error)) || isUnprepared(error);
      if (!isMistaken && !(error instanceof SlowAheadError) && !isConnectionFailure(error)) throw error;
      return this.#alone(statement);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#pipelines].map((pipeline) => pipeline.end()));
  }

  #quickest(): Pipeline | undefined {
    let quickest: Pipeline | undefined;
    for (const pipeline of this.#pipelines)
      if (pipeline.isQuick && (!quickest || pipeline.underWay < quickest.underWay)) quickest = pipeline;
    if (quickest?.underWay !== 0) void this.#open();
    return quickest;
  }

  async #open(): Promise<void> {
    if (this.#closed || this.#pipelines.size + this.#connecting >= this.#max) return;
    if (performance.now() < this.#connectAgainAt) return;
    this.#connecting++;
    try {
      const pipeline = new Pipeline(await this.#connect(), () => this.#pipelines.delete(pipeline));
      this.#pipelines.add(pipeline);
      if (this.#closed) await pipeline.end();
    } catch {
      this.#connectAgainAt = performance.now() + reconnectMs; // statements that go their own way tell what is wrong
    } finally {
      this.#connecting--;
    }
  }
}

/** A statement runs that others had better not wait for. */
class SlowAheadError extends Error {}

/** A connection with statements under way, which PostgreSQL answers in their order. */
class Pipeline {
  readonly #client: Client;
  readonly #onEnd: () => void;
  #sent = 0;
  #answered = 0;
  /** When the statement that runs now got its turn. */
  #turnAt = 0;
  readonly #unwanted = new Set<number>();
  /** How those that wait for the one that runs go elsewhere, by their places. */
  readonly #waiting = new Map<number, () => void>();
  /** The places of those that went elsewhere. */
  readonly #gone = new Set<number>();
  #timer: NodeJS.Timeout | undefined;
  isEnding = false;

  constructor(client: Client, onEnd: () => void) {
    this.#client = client;
    this.#onEnd = onEnd;
    client.on('error', () => this.#leave());
    client.on('end', () => this.#leave());
  }

  get underWay(): number {
    return this.#sent - this.#answered;
  }

  get isQuick(): boolean {
    const { underWay } = this;
    return underWay === 0 || (underWay < maxUnderWay && performance.now() - this.#turnAt < quickMs);
  }

  run(statement: Statement, given: Cancellation | undefined): Promise<QueryResult> {
    if (this.underWay === 0) this.#turnAt = performance.now();
    const place = ++this.#sent;
    this.#sendTogether();
    return new Promise((resolve, reject) => {
      const stopListening = given?.listen(() => {
        this.#unwanted.add(place);
        this.#cancelUnwanted();
        reject(given.reason);
      });
      if (this.underWay > 1) {
        this.#waiting.set(place, () => {
          stopListening?.();
          reject(new SlowAheadError());
        });
        this.#look(timeoutMs);
      }
      const answered = () => {
        stopListening?.();
        this.#next();
      };
      this.#client.query(statement).then(
        (result) => {
          answered();
          resolve(result);
        },
        (error: unknown) => {
          answered();
          reject(error);
        },
      );
    });
  }

  async end(): Promise<void> {
    this.#leave();
    await this.#client.end();
  }

  /** What is sent in one turn of the event loop goes out at one go. */
  #sendTogether(): void {
    const { stream } = (this.#client as unknown as Connected).connection;
    if (stream.writableCorked > 0) return;
    stream.cork();
    setImmediate(() => stream.uncork());
  }

  #next(): void {
    this.#answered++;
    this.#turnAt = performance.now();
    const turn = this.#answered + 1;
    this.#waiting.delete(turn);
    this.#gone.delete(this.#answered);
    if (this.#gone.has(turn)) this.#look(timeoutMs);
    this.#cancelUnwanted();
  }

  /** Looks after a while, and after what has arrived by then was read: this process may be what is slow. */
  #look(afterMs: number): void {
    this.#timer ??= setTimeout(() => setImmediate(() => this.#moveOn()), afterMs).unref();
  }

  /** Lets those behind a slow statement go elsewhere; one that did, and is slow itself, is cancelled. */
  #moveOn(): void {
    this.#timer = undefined;
    const isUnwanted = this.#gone.has(this.#answered + 1);
    if (this.#waiting.size === 0 && !isUnwanted) return;
    const left = this.#turnAt + timeoutMs - performance.now();
    if (left > 0) {
      this.#look(Math.ceil(left));
      return;
    }
    for (const [place, goElsewhere] of this.#waiting) {
      this.#gone.add(place);
      goElsewhere();
    }
    this.#waiting.clear();
    if (isUnwanted) this.#cancel();
  }

  #cancelUnwanted(): void {
    if (this.#unwanted.delete(this.#answered + 1)) this.#cancel();
  }

  /** A request to cancel is about whatever runs when it arrives, perhaps the next statement: so no more are sent. */
  #cancel(): void {
    cancelStatement(this.#client);
    void this.end();
  }

  #leave(): void {
    this.isEnding = true;
    this.#onEnd();
  }
}

/** What the driver knows of a connection, and its types do not tell. */
interface Connected {
  connection: { stream: Socket };
}
