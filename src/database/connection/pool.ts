import { Client, type ClientConfig, Pool, type PoolClient, type PoolConfig, Query, type QueryResult } from 'pg';
import type { Histogram } from 'prom-client';
import { type Cancellation, cancellation, cancelStatement } from '../../concurrency/cancellation.ts';
import { FairSemaphore, type QueueEntry } from '../../concurrency/fair-semaphore.ts';
import { DatabaseBusyError } from '../../errors.ts';
import { connectionWait, databaseErrors, sqlDuration, stopwatch } from '../../telemetry/metrics.ts';
import { requestScope } from '../../telemetry/request-scope.ts';
import { traceStatement } from '../../telemetry/trace-statements.ts';
import { activeTracer } from '../../telemetry/tracing.ts';
import { conditionOf, conditions } from './condition.ts';
import { isStatementFailure } from './failures.ts';

/** Which server a pool is of, for metrics and traces, e.g. `primary`. */
export interface ServerName {
  server: string;
}

const endsTransaction = /^(COMMIT|ROLLBACK)$/;

type Statement = { name?: string; text: string; values?: unknown[]; portal?: string };

/**
 * A connection that measures its statements, and names each one's portal after the request that it is for. PostgreSQL's
 * log shows a portal's name with the statement. A comment with the id would make each text a new one, and none could be
 * prepared.
 */
export class ObservedClient extends Client {
  /** Why no statement may run here any more. */
  refusal: Error | undefined;
  readonly #ended: { ok: Histogram.Internal<string>; error: Histogram.Internal<string> };
  readonly #server: string;

  /** @param config `pipeline`: whether statements are sent while others are under way */
  constructor(config: ClientConfig & ServerName & { pipeline?: boolean | undefined }) {
    super(config);
    const { server } = config;
    this.#server = server;
    this.#ended = {
      ok: sqlDuration.labels({ server, outcome: 'ok' }),
      error: sqlDuration.labels({ server, outcome: 'error' }),
    };
  }

  // biome-ignore lint/suspicious/noExplicitAny: it has a dozen signatures, of which it is called with two
  override query(statement: any, ...rest: any[]): any {
    if (this.refusal && !endsTransaction.test((statement as Statement).text)) return Promise.reject(this.refusal);
    const scope = requestScope.getStore();
    if (scope && (statement as Statement).name) statement.portal = portalName(scope.id, scope.statements++);
    const seconds = stopwatch();
    const observe = (outcome: 'ok' | 'error', error?: unknown) => {
      const taken = seconds();
      this.#ended[outcome].observe(taken);
      if (scope) scope.databaseMs += taken * 1000;
      if (error) countError(this.#server, error);
    };
    const plain = isPlain(statement, rest);
    const result = plain ? this.#run(statement, observe) : super.query(statement, ...rest);
    if (!(result instanceof Promise)) return result;
    if (!plain)
      result.then(
        () => observe('ok'),
        (error: unknown) => observe('error', error),
      );
    if (activeTracer()) traceStatement((statement as Statement).text ?? statement, this, result);
    return result;
  }

  /** Runs a statement in a read-only transaction of its own, in one round trip. */
  async readOnly(statement: Statement): Promise<QueryResult> {
    const begun = super.query('BEGIN READ ONLY');
    const read = this.query(statement) as Promise<QueryResult>;
    const ended = super.query('COMMIT');
    await Promise.allSettled([begun, read, ended]);
    return read;
  }

  /** The driver copies what it is given to send property by property, unless it gets it in a form of its own. */
  #run(
    { name, text, values, portal }: Statement,
    observe: (outcome: 'ok' | 'error', error?: unknown) => void,
  ): Promise<QueryResult> {
    const query = Object.assign(new Query(text, values), { name, portal });
    return new Promise((resolve, reject) => {
      const done = (error: Error | null, result: QueryResult) => {
        observe(error ? 'error' : 'ok', error);
        if (error) reject(error);
        else resolve(result);
      };
      void super.query(query as never, done as never);
    });
  }
}

function countError(server: string, error: unknown): void {
  databaseErrors.inc({ server, condition: conditionOf(error) });
}

/** One that the service sends itself; Prisma's say how rows are to be read. */
function isPlain(statement: string | object, rest: unknown[]): statement is Required<Statement> {
  if (typeof statement === 'string' || rest.length > 0) return false;
  return 'values' in statement && !('rowMode' in statement) && !('query_timeout' in statement);
}

/** Unique within a request, and so within a transaction, as portals must be; PostgreSQL takes 63 bytes. */
function portalName(requestId: string, statement: number): string {
  return `${requestId.slice(0, 48)}/${statement}`;
}

/** The part of the connections that one organization may have. The rest stays free for other organizations. */
const mostOfOne = 3 / 4;
/**
 * The same for one whose statements are slow, or not known yet. As a rule there are four connections for each core of the
 * database: more than one statement that computes for each makes it no faster, and slows down everybody else's.
 */
const mostOfSlow = 1 / 4;
/** From when on a connection is used for long, in milliseconds. */
const slowMs = 50;

/**
 * A pool that measures its statements, shares its connections among the organizations, and ends the statements of a
 * request that is given up: see {@link cancellation}.
 */
export class ObservedPool extends Pool {
  readonly #waited: Histogram.Internal<string>;
  readonly #server: string;
  readonly #isReadOnly: boolean;
  readonly #semaphore: FairSemaphore;
  readonly #max: number;
  readonly #waitMs: number;

  /** @param config `readOnly`: whether its sessions are */
  constructor({
    readOnly,
    ...config
  }: PoolConfig & ServerName & { readOnly: boolean; max: number; connectionTimeoutMillis: number }) {
    super({ ...config, Client: ObservedClient as unknown as new () => Client });
    this.#isReadOnly = readOnly;
    this.#waited = connectionWait.labels({ server: config.server });
    this.#server = config.server;
    for (const condition of conditions) databaseErrors.inc({ server: config.server, condition }, 0);
    const { max, connectionTimeoutMillis } = config;
    const most = Math.ceil(max * mostOfOne);
    const slow = Math.min(Math.max(Math.ceil(max * mostOfSlow), 2), most);
    this.#semaphore = new FairSemaphore({
      all: () => max,
      most: (meanMs = slowMs) => (meanMs < slowMs ? most : slow),
      ceiling: max,
    });
    this.#max = max;
    this.#waitMs = connectionTimeoutMillis;
    // A connection can break in the moment between the pool's own listener and the listener of its next user. Without
    // one, the process would end. Its next statement fails.
    this.on('connect', (client) => client.on('error', () => {}));
  }

  /** Who waits for a connection: the driver's own queue stays empty. */
  get queueLength(): number {
    return this.#semaphore.waiting;
  }

  /** @throws DatabaseBusyError where all connections that the organization may have are in use for too long */
  // biome-ignore lint/suspicious/noExplicitAny: the driver's type has a form with a callback, which nobody uses
  override connect(): Promise<any> {
    return this.#connect(cancellation.getStore());
  }

  async #connect(given: Cancellation | undefined): Promise<PoolClient & ObservedClient> {
    given?.throwIfCancelled();
    const seconds = stopwatch();
    const organization = requestScope.getStore()?.organization ?? '';
    const entry = this.#semaphore.acquire(organization);
    if (entry) await this.#wait(entry, given);
    const client = await this.#open(organization);
    this.#waited.observe(seconds());
    if (!given) return client;
    if (given.reason) client.release();
    given.throwIfCancelled();
    endWith(given, client);
    return client;
  }

  async #wait({ granted, leave }: QueueEntry, given: Cancellation | undefined): Promise<void> {
    const timeout = setTimeout(() => leave(new DatabaseBusyError()), this.#waitMs);
    const stopListening = given?.listen(() => leave(given.reason as Error));
    try {
      await granted;
    } finally {
      clearTimeout(timeout);
      stopListening?.();
    }
  }

  /** Opens a connection, whose release gives the organization's permit back. */
  async #open(organization: string): Promise<PoolClient & ObservedClient> {
    try {
      const client = (await super.connect()) as PoolClient & ObservedClient;
      const { release } = client;
      const start = performance.now();
      client.release = (broken) => {
        release(broken);
        this.#semaphore.release(organization, performance.now() - start);
      };
      return client;
    } catch (error) {
      this.#semaphore.release(organization);
      countError(this.#server, error);
      throw error;
    }
  }

  /**
   * The driver would send the statement in the context of the request that gives the connection back, which is another
   * one.
   */
  // biome-ignore lint/suspicious/noExplicitAny: it has a dozen signatures, of which it is called with two
  override query(...args: any[]): Promise<any> {
    return this.#once(cancellation.getStore(), (client) => client.query(...(args as [Statement])));
  }

  /** Runs a statement that PostgreSQL lets write nothing: where the sessions are not read-only, its transaction is. */
  read(statement: Statement): Promise<QueryResult> {
    return this.#once(cancellation.getStore()?.reads, (client) =>
      this.#isReadOnly ? client.query(statement) : client.readOnly(statement),
    );
  }

  /** Whether a statement would get a connection at once. */
  get hasRoom(): boolean {
    return this.#semaphore.waiting === 0 && this.#semaphore.held < this.#max;
  }

  /** Gives the connection back, unless it broke. */
  async #once<Result>(
    given: Cancellation | undefined,
    work: (client: ObservedClient) => Promise<Result>,
  ): Promise<Result> {
    const client = await this.#connect(given);
    let broken: Error | undefined;
    try {
      return await work(client);
    } catch (error) {
      Error.captureStackTrace(error as Error); // the one that it has ends in the driver
      // What a server that goes on says of a statement is no fault of the connection.
      if (!isStatementFailure(error)) broken = error as Error;
      throw client.refusal ?? error;
    } finally {
      client.release(broken);
    }
  }
}

/** Ends what runs on a connection when its request is given up, until the connection is given back. */
function endWith(given: Cancellation, client: PoolClient & ObservedClient): void {
  const { release } = client;
  const stopListening = given.listen(() => {
    client.refusal = given.reason;
    cancelStatement(client);
  });
  // A request to cancel may come too late for its statement, and would hit the next one: so there is none.
  client.release = (broken) => {
    stopListening();
    release(client.refusal ?? broken);
  };
}
