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

  /** Makes a request of the next node, or the one after that where no connection could be made: nothing was sent then. */
  async request<T>(make: (url: string) => Promise<T>): Promise<T> {
    for (;;) {
      const url = this.#ready[this.#turn++ % this.#ready.length];
      if (!url) throw new Error('No node is ready.');
      try {
        return await make(url);
      } catch (error) {
        if (((error as Error).cause as { code?: string } | undefined)?.code !== 'ECONNREFUSED') throw error;
        this.#ready = this.#ready.filter((one) => one !== url);
      }
    }
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
