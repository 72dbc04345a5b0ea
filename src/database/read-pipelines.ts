import type { Socket } from 'node:net';
import { type Client, DatabaseError, type QueryResult } from 'pg';
import { cancellation, cancelStatement } from './cancellation.ts';
import type { Statement } from './direct-queries.ts';

/** How many statements may be under way on a connection. */
const maxUnderWay = 8;

/** From when on a statement is not quick, and others had better not wait behind it. */
const quickMs = 5;

/** How long after a failure to connect it is tried again. */
const reconnectMs = 1000;

const queryCanceled = '57014';

/**
 * Sends statements that only read on few connections, one right behind the other, without waiting for the answers of
 * those before. So under load many go out and many answers come in at a time, which costs this process and PostgreSQL
 * about half as much. What finds no connection that is quick goes a way of its own, and so does, once more, what failed
 * for what others did to its connection: reading again harms nothing.
 */
export class ReadPipelines {
  readonly #max: number;
  readonly #connect: () => Promise<Client>;
  readonly #alone: (statement: Statement) => Promise<QueryResult>;
  readonly #pipelines = new Set<Pipeline>();
  #connecting = 0;
  #connectAgainAt = 0;
  #closed = false;

  /**
   * @param max the most connections; none makes everything go its own way
   * @param connect opens a connection that takes statements while others are under way
   * @param alone runs a statement on a connection that it has to itself
   */
  constructor(max: number, connect: () => Promise<Client>, alone: (statement: Statement) => Promise<QueryResult>) {
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

  async query(statement: Statement): Promise<QueryResult> {
    const pipeline = this.#quickest();
    if (!pipeline) return this.#alone(statement);
    try {
      return await pipeline.run(statement);
    } catch (error) {
      cancellation.getStore()?.throwIfCancelled();
      if (isTooSlow(error) && !pipeline.isEnding) throw error;
      return this.#alone(statement);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#pipelines].map((pipeline) => pipeline.end()));
  }

  #quickest(): Pipeline | undefined {
    cancellation.getStore()?.throwIfCancelled();
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

const isTooSlow = (error: unknown) => error instanceof DatabaseError && error.code === queryCanceled;

/** A connection with statements under way, which PostgreSQL answers in their order. */
class Pipeline {
  readonly #client: Client;
  readonly #onEnd: () => void;
  #sent = 0;
  #answered = 0;
  /** When the statement that runs now got its turn. */
  #turnAt = 0;
  readonly #unwanted = new Set<number>();
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

  run(statement: Statement): Promise<QueryResult> {
    if (this.underWay === 0) this.#turnAt = performance.now();
    const place = ++this.#sent;
    this.#sendTogether();
    const given = cancellation.getStore();
    return new Promise((resolve, reject) => {
      const stopListening = given?.listen(() => {
        this.#unwanted.add(place);
        this.#cancelUnwanted();
        reject(given.reason);
      });
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
    this.#cancelUnwanted();
  }

  /** A request to cancel is about whatever runs when it arrives, perhaps the next statement: so no more are sent. */
  #cancelUnwanted(): void {
    if (!this.#unwanted.delete(this.#answered + 1)) return;
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
