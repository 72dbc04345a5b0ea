import {
  Client,
  type ClientConfig,
  DatabaseError,
  Pool,
  type PoolClient,
  type PoolConfig,
  Query,
  type QueryResult,
} from 'pg';
import type { Histogram } from 'prom-client';
import { connectionWait, databaseErrors, sqlDuration, stopwatch } from '../telemetry/metrics.ts';
import { requestScope } from '../telemetry/request-scope.ts';
import { traceStatement } from '../telemetry/trace-statements.ts';
import { activeTracer } from '../telemetry/tracing.ts';
import { type Cancellation, cancellation, cancelStatement } from './cancellation.ts';
import { conditionOf, conditions } from './condition.ts';

/** Which server a pool is of, for metrics and traces, e.g. `primary`. */
export interface ServerName {
  server: string;
}

type Statement = { name?: string; text: string; values?: unknown[]; portal?: string };

/**
 * A connection that measures its statements, and names each one's portal after the request that it is for. PostgreSQL's
 * log shows a portal's name with the statement. A comment with the id would make each text a new one, and none could be
 * prepared.
 */
export class ObservedClient extends Client {
  readonly #ended: { ok: Histogram.Internal<string>; error: Histogram.Internal<string> };
  readonly #server: string;

  /** @param config `pipeline`: whether statements are sent while others are under way */
  constructor(config: ClientConfig & ServerName & { pipeline?: boolean }) {
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
    const scope = requestScope.getStore();
    if (scope && (statement as Statement).name) statement.portal = portalName(scope.id, scope.statements++);
    const seconds = stopwatch();
    const observe = (outcome: 'ok' | 'error', error?: unknown) => {
      this.#ended[outcome].observe(seconds());
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

/** A pool that measures its statements, and ends those of a request that is given up: see {@link cancellation}. */
export class ObservedPool extends Pool {
  readonly #waited: Histogram.Internal<string>;
  readonly #server: string;

  constructor(config: PoolConfig & ServerName) {
    super({ ...config, Client: ObservedClient as unknown as new () => Client });
    this.#waited = connectionWait.labels({ server: config.server });
    this.#server = config.server;
    for (const condition of conditions) databaseErrors.inc({ server: config.server, condition }, 0);
    // A connection may break in the moment between the pool's own listener and that of whoever gets it. Without one,
    // the process would end. Its next statement fails.
    this.on('connect', (client) => client.on('error', () => {}));
  }

  /** The statements of a transaction that has begun are not cancelled: they end by their own time-out. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  override connect(...args: any[]): any {
    cancellation.getStore()?.throwIfCancelled();
    const connected: Promise<unknown> | undefined = super.connect(...(args as []));
    connected?.catch((error: unknown) => countError(this.#server, error));
    return connected;
  }

  /** The driver's own sends the statement in the context of whoever gives the connection back, another request's. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  override async query(...args: any[]): Promise<any> {
    const seconds = stopwatch();
    const client = (await this.connect()) as PoolClient;
    this.#waited.observe(seconds());
    const given = cancellation.getStore();
    if (given?.isCancelled) client.release();
    given?.throwIfCancelled();
    return queryOnce(client, args as [Statement], given);
  }
}

/** Gives the connection back, unless it broke or its statement was cancelled. */
async function queryOnce(client: PoolClient, args: [Statement], given: Cancellation | undefined): Promise<QueryResult> {
  let broken: Error | undefined;
  const cancel = () => {
    broken = new Error('The statement was cancelled'); // perhaps too late for it, and then the next one would be hit
    cancelStatement(client);
  };
  const stopListening = given?.listen(cancel);
  try {
    return await client.query(...args);
  } catch (error) {
    Error.captureStackTrace(error as Error); // the one that it has ends in the driver
    // What a server that goes on says of a statement is no fault of the connection.
    if (!(error instanceof DatabaseError && error.severity === 'ERROR')) broken = error as Error;
    throw error;
  } finally {
    stopListening?.();
    client.release(broken);
  }
}
