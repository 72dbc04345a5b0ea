import { setTimeout as sleep } from 'node:timers/promises';
import { Stream } from '../../api/subscriptions/stream.ts';
import { eventually } from '../../support/eventually.ts';
import type { Tenant } from './clients.ts';
import type { History } from './history.ts';

const changes = 'subscription ($ids: [ID!]) { groupChanged(ids: $ids) { groupId change { revision } } }';
const lookEveryMs = 20;

/** A client that follows a tenant's groups, from one node to the next: each change has to be told once, in order. */
export class Follower {
  told = 0;
  readonly #tenant: Tenant;
  readonly #history: History;
  readonly #url: () => string;
  /** By group, the revision that was told last. */
  readonly #revisions = new Map<string, number>();
  #position = '';
  #stopped = false;
  #running: Promise<void> | undefined;

  constructor(tenant: Tenant, history: History, url: () => string) {
    this.#tenant = tenant;
    this.#history = history;
    this.#url = url;
  }

  async start(): Promise<void> {
    this.#running = this.#run();
    await eventually('the stream starts', () => this.#position);
  }

  /** Waits until a group's revision was told. */
  async reaches(id: string, revision: number): Promise<void> {
    await eventually(`revision ${revision} of ${id} is told`, () => this.#revision(id) >= revision, 20_000);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const stream = await this.#open();
      while (stream && !this.#stopped) {
        const { ended } = stream;
        this.#take(stream);
        if (ended) break;
        await sleep(lookEveryMs);
      }
      stream?.close();
      await sleep(lookEveryMs);
    }
  }

  async #open(): Promise<Stream | undefined> {
    const { organization, groupIds: ids } = this.#tenant;
    const headers: Record<string, string> = this.#position ? { 'last-event-id': this.#position } : {};
    try {
      return await Stream.open(organization.key, changes, { ids }, { url: this.#url(), headers });
    } catch (error) {
      const { message } = error as Error;
      if (/^HTTP 4/.test(message)) this.#history.violations.push(`a follower was refused: ${message}`);
      return undefined;
    }
  }

  #revision(id: string): number {
    return this.#revisions.get(id) ?? 1;
  }

  #take(stream: Stream): void {
    for (const { id: position, data } of stream.events.splice(0)) {
      this.#position = position;
      if (!data) continue; // it ends with an error
      const { groupId, change } = data;
      if (change.revision !== this.#revision(groupId) + 1)
        this.#history.violations.push(
          `told revision ${change.revision} of ${groupId} after ${this.#revision(groupId)}`,
        );
      this.#revisions.set(groupId, change.revision);
      this.told++;
    }
    this.#position = stream.lastEventId || this.#position;
  }
}
