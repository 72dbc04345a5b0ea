import { AsyncLocalStorage } from 'node:async_hooks';
import { connect } from 'node:net';
import type { ClientBase } from 'pg';

/**
 * Tells work that nobody waits for it any more. Every request has one and hardly any needs it, so it is not an
 * AbortController, which takes 2 µs to make and to listen to.
 */
export class Cancellation {
  /** Why; undefined as long as the work goes on. */
  reason: Error | undefined;
  readonly #listeners = new Set<() => void>();
  #reads: Cancellation | undefined;

  get isCancelled(): boolean {
    return this.reason !== undefined;
  }

  cancel(reason: Error): void {
    if (this.isCancelled) return;
    this.reason = reason;
    for (const listener of this.#listeners) listener();
    this.#reads?.cancel(reason);
  }

  /** The same for what only reads, which may be given up alone. */
  get reads(): Cancellation {
    if (!this.#reads) {
      this.#reads = new Cancellation();
      if (this.reason) this.#reads.cancel(this.reason);
    }
    return this.#reads;
  }

  throwIfCancelled(): void {
    if (this.reason) throw this.reason;
  }

  /** @returns ends the listening */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Ends the statements of what runs in it when it is cancelled, and lets no more of them start. */
export const cancellation = new AsyncLocalStorage<Cancellation>();

/** Does work that several requests wait for, which must not end with the first of them. */
export function withoutCancellation<Result>(work: () => Promise<Result>): Promise<Result> {
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
export function cancelStatement(client: ClientBase): void {
  const { host, port, processID, secretKey } = client as unknown as Connected;
  const message = Buffer.alloc(16);
  for (const [index, value] of [16, 80877102, processID, secretKey].entries()) message.writeInt32BE(value, index * 4);
  const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
  socket.setTimeout(5000, () => socket.destroy());
  socket.on('error', () => {}); // the statement's own time-out ends it later
  socket.end(message);
}
