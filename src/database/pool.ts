import { Client, type ClientConfig, DatabaseError, Pool, type PoolClient, type PoolConfig, type QueryResult } from 'pg';
import type { Histogram } from 'prom-client';
import { connectionWait, showPool, sqlDuration, stopwatch } from '../telemetry/metrics.ts';
import { requestScope } from '../telemetry/request-scope.ts';
import { traceStatement } from '../telemetry/trace-statements.ts';
import { activeTracer } from '../telemetry/tracing.ts';
import { cancellation, cancelStatement } from './cancellation.ts';

/** Which server a pool is of, for metrics and traces, e.g. `primary`. */
export interface ServerName {
  server: string;
}

type Statement = { name?: string; text: string; portal?: string };

/**
 * A connection that measures its statements, and names each one's portal after the request that it is for. PostgreSQL's
 * log shows a portal's name with the statement. A comment with the id would make each text a new one, and none could be
 * prepared.
 */
class ObservedClient extends Client {
  readonly #ended: { ok: Histogram.Internal<string>; error: Histogram.Internal<string> };

  constructor(config: ClientConfig & ServerName) {
    super(config);
    const { server } = config;
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
    const result = super.query(statement, ...rest);
    const { ok, error } = this.#ended;
    if (result instanceof Promise) {
      result.then(
        () => ok.observe(seconds()),
        () => error.observe(seconds()),
      );
      if (activeTracer()) traceStatement((statement as Statement).text ?? statement, this, result);
    }
    return result;
  }
}

/** Unique within a request, and so within a transaction, as portals must be; PostgreSQL takes 63 bytes. */
function portalName(requestId: string, statement: number): string {
  return `${requestId.slice(0, 48)}/${statement}`;
}

/** A pool that measures its statements, and ends those of a request that is given up: see {@link cancellation}. */
export class ObservedPool extends Pool {
  readonly #waited: Histogram.Internal<string>;

  constructor(config: PoolConfig & ServerName) {
    super({ ...config, Client: ObservedClient as unknown as new () => Client });
    this.#waited = connectionWait.labels({ server: config.server });
    showPool(config.server, this);
    // A connection may break in the moment between the pool's own listener and that of whoever gets it. Without one,
    // the process would end. Its next statement fails.
    this.on('connect', (client) => client.on('error', () => {}));
  }

  /** The statements of a transaction that has begun are not cancelled: they end by their own time-out. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  override connect(...args: any[]): any {
    cancellation.getStore()?.throwIfAborted();
    return super.connect(...(args as []));
  }

  /** The driver's own sends the statement in the context of whoever gives the connection back, another request's. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  override async query(...args: any[]): Promise<any> {
    const seconds = stopwatch();
    const client = (await this.connect()) as PoolClient;
    this.#waited.observe(seconds());
    const signal = cancellation.getStore();
    if (signal?.aborted) client.release();
    signal?.throwIfAborted();
    return queryOnce(client, args as [Statement], signal);
  }
}

/** Gives the connection back, unless it broke or its statement was cancelled. */
async function queryOnce(client: PoolClient, args: [Statement], signal: AbortSignal | undefined): Promise<QueryResult> {
  let broken: Error | undefined;
  const cancel = () => {
    broken = new Error('The statement was cancelled'); // perhaps too late for it, and then the next one would be hit
    cancelStatement(client);
  };
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await client.query(...args);
  } catch (error) {
    // What a server that goes on says of a statement is no fault of the connection.
    if (!(error instanceof DatabaseError && error.severity === 'ERROR')) broken = error as Error;
    throw error;
  } finally {
    signal?.removeEventListener('abort', cancel);
    client.release(broken);
  }
}
