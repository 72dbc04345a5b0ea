import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type Pool } from 'pg';
import { withoutCancellation } from '../concurrency/cancellation.ts';

const channel = 'group_gateway_changes';

/** How often a node says which organizations it follows, and for how long the others believe it. */
const interestEveryMs = 5000;
const interestLastsMs = 15_000;

/** How long a node waits before it listens again after its connection broke. */
const reconnectMs = 250;

/** How long closing waits for a server that does not answer. */
const closeMs = 500;

/**
 * Tells the nodes that an organization's history has grown, with PostgreSQL's NOTIFY. A notification is but a hint to
 * look: what changed is read from the history, and readers look now and then anyway. So it is sent after the change and
 * not in its transaction, which would make all transactions of the server commit one after the other; and only for
 * organizations that some node follows.
 */
export class ChangeNotifier {
  readonly #pool: Pool;
  readonly #onError: (error: Error) => void;
  readonly #followers = new Map<string, Set<() => void>>();
  /** The organizations that any node follows, and when that was last heard, by a clock that does not jump. */
  readonly #interest = new Map<string, number>();
  readonly #unsent = new Set<string>();
  readonly #end = new AbortController();
  #sending: Promise<void> | undefined;
  #listening: Promise<void> | undefined;

  constructor(pool: Pool, onError: (error: Error) => void) {
    this.#pool = pool;
    this.#onError = onError;
  }

  /** Listens until {@link close}, on a connection of its own. If the connection breaks, opens another one. */
  start(): void {
    this.#listening = this.#listen();
    const repeat = setInterval(() => this.#sayInterest(...this.#followers.keys()), interestEveryMs).unref();
    this.#end.signal.addEventListener('abort', () => clearInterval(repeat));
  }

  async close(): Promise<void> {
    this.#end.abort();
    const closed = Promise.all([this.#listening, this.#sending]);
    await Promise.race([closed, sleep(closeMs, undefined, { ref: false })]);
  }

  /** Says that an organization's history may have grown. */
  notify(organizationId: string): void {
    this.#wake(organizationId);
    const heard = this.#interest.get(organizationId) ?? Number.NEGATIVE_INFINITY;
    if (heard > performance.now() - interestLastsMs) this.#send(`changed ${organizationId}`);
  }

  /**
   * Follows an organization.
   *
   * @param wake called when its history may have grown
   * @returns stops following
   */
  follow(organizationId: string, wake: () => void): () => void {
    const followers = this.#followers.get(organizationId) ?? new Set();
    if (followers.size === 0) this.#sayInterest(organizationId);
    this.#followers.set(organizationId, followers.add(wake));
    return () => {
      followers.delete(wake);
      if (followers.size === 0) this.#followers.delete(organizationId);
    };
  }

  #wake(...organizationIds: string[]): void {
    for (const id of organizationIds) for (const wake of this.#followers.get(id) ?? []) wake();
  }

  #sayInterest(...organizationIds: string[]): void {
    for (const id of organizationIds) this.#send(`following ${id}`);
    const oldest = performance.now() - interestLastsMs;
    for (const [id, heard] of this.#interest) if (heard < oldest) this.#interest.delete(id);
  }

  /** One statement at a time: what comes meanwhile goes with the next one. */
  #send(message: string): void {
    this.#unsent.add(message);
    this.#sending ??= withoutCancellation(() => this.#sendAll()).finally(() => {
      this.#sending = undefined;
    });
  }

  async #sendAll(): Promise<void> {
    while (this.#unsent.size > 0) {
      const messages = [...this.#unsent];
      this.#unsent.clear();
      await this.#pool
        .query('SELECT pg_notify($1, message) FROM unnest($2::text[]) AS message', [channel, messages])
        .catch(() => {}); // the readers look anyway, and the requests tell of a database that is down
    }
  }

  async #listen(): Promise<void> {
    const { signal } = this.#end;
    const ended = once(signal, 'abort'); // it may come while a connection is being made
    while (!signal.aborted) {
      const client = new Client({
        ...this.#pool.options,
        application_name: 'group-gateway listener',
        keepAlive: true,
        statement_timeout: 0,
      });
      const broken = once(client, 'end').catch(() => {});
      client.on('error', this.#onError);
      client.on('notification', ({ payload }) => this.#hear(payload ?? ''));
      try {
        await client.connect();
        await client.query(`LISTEN ${channel}`);
        // Notifications meanwhile were missed.
        this.#sayInterest(...this.#followers.keys());
        this.#wake(...this.#followers.keys());
        await Promise.race([broken, ended]);
      } catch {
        // the server is not there: tried again
      }
      await client.end().catch(() => {});
      if (!signal.aborted) await sleep(reconnectMs * (1 + Math.random()), undefined, { ref: false });
    }
  }

  #hear(message: string): void {
    const [what, organizationId = ''] = message.split(' ', 2);
    if (what === 'following') this.#interest.set(organizationId, performance.now());
    else if (what === 'changed') this.#wake(organizationId);
  }
}
