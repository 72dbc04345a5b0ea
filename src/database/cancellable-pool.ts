import { AsyncLocalStorage } from 'node:async_hooks';
import { connect } from 'node:net';
import type { Pool, PoolClient } from 'pg';

/** Ends the statements of what runs in it when the signal is aborted, and lets no more of them start. */
export const cancellation = new AsyncLocalStorage<AbortSignal>();

/** Does work that several requests wait for, which must not end with the first of them. */
export function seeThrough<Result>(work: () => Promise<Result>): Promise<Result> {
  return cancellation.exit(async () => await work());
}

/** What the driver knows of a connection, and its types do not tell. */
interface Connected {
  host: string;
  port: number;
  processID: number;
  secretKey: number;
}

/** Sends PostgreSQL's request to cancel what a connection runs, which goes over one of its own and is not answered. */
function cancelStatement({ host, port, processID, secretKey }: Connected): void {
  const message = Buffer.alloc(16);
  for (const [index, value] of [16, 80877102, processID, secretKey].entries()) message.writeInt32BE(value, index * 4);
  const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
  socket.setTimeout(5000, () => socket.destroy());
  socket.on('error', () => {}); // the statement's own time-out ends it later
  socket.end(message);
}

/** Runs a statement on a connection of its own and gives that back; one that was cancelled or failed is not used again. */
async function runCancellable<Result>(
  client: PoolClient,
  signal: AbortSignal,
  run: () => Promise<Result>,
): Promise<Result> {
  let spoilt = false;
  const cancel = () => {
    spoilt = true; // the cancellation may come too late for this statement, and must not hit the next one
    cancelStatement(client as unknown as Connected);
  };
  // The statement tells of a connection that breaks; the event would end the process if nobody listened.
  const ignore = () => {};
  client.on('error', ignore);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await run();
  } catch (error) {
    spoilt = true;
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
    client.removeListener('error', ignore);
    client.release(spoilt);
  }
}

/**
 * Makes the statements of a pool follow {@link cancellation}. Those of a transaction that has begun end by their own
 * time-out.
 */
export function makeCancellable(pool: Pool): Pool {
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => Promise<PoolClient>;
  const queryCancellable = async (...args: unknown[]) => {
    const signal = cancellation.getStore();
    if (!signal) return query(...args);
    signal.throwIfAborted();
    const client = await connect();
    if (signal.aborted) client.release();
    signal.throwIfAborted();
    return runCancellable(client, signal, () => client.query(...(args as [string])));
  };
  const connectUnlessCancelled = (...args: unknown[]) => {
    cancellation.getStore()?.throwIfAborted();
    return connect(...args);
  };
  return Object.assign(pool, { query: queryCancellable, connect: connectUnlessCancelled });
}
