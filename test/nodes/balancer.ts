import { setTimeout as sleep } from 'node:timers/promises';

/** How often nodes are asked whether they are ready. */
const probeMs = 100;

/** Chooses among nodes as a load balancer does: by turns, and none that is not ready. */
export class Balancer {
  readonly #urls = new Set<string>();
  #ready: string[] = [];
  #turn = 0;
  #closed = false;
  #probing: Promise<void> | undefined;

  add(url: string): void {
    this.#urls.add(url);
    this.#probing ??= this.#probe();
  }

  remove(url: string): void {
    this.#urls.delete(url);
  }

  isReady(url: string): boolean {
    return this.#ready.includes(url);
  }

  /** The node for the next request. */
  next(): string {
    const url = this.#ready[this.#turn++ % this.#ready.length];
    if (!url) throw new Error('No node is ready.');
    return url;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#probing;
  }

  async #probe(): Promise<void> {
    while (!this.#closed) {
      const answers = await Promise.all(
        [...this.#urls].map(async (url) => {
          const status = await fetch(`${url}/readyz`).then(
            (response) => response.status,
            () => 0,
          );
          return status === 200 ? [url] : [];
        }),
      );
      this.#ready = answers.flat();
      await sleep(probeMs);
    }
  }
}
