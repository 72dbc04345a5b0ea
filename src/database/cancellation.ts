import { AsyncLocalStorage } from 'node:async_hooks';
import { connect } from 'node:net';
import type { PoolClient } from 'pg';

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
export function cancelStatement(client: PoolClient): void {
  const { host, port, processID, secretKey } = client as unknown as Connected;
  const message = Buffer.alloc(16);
  for (const [index, value] of [16, 80877102, processID, secretKey].entries()) message.writeInt32BE(value, index * 4);
  const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
  socket.setTimeout(5000, () => socket.destroy());
  socket.on('error', () => {}); // the statement's own time-out ends it later
  socket.end(message);
}
