/** A short run shows no progress. */
const quietMs = 2000;
/** How often it is shown: on a terminal, and in a log. */
const everyMs = { terminal: 100, log: 10_000 };
const width = 30;

/** How far a long run is, on standard error: a bar on a terminal, a line now and then elsewhere. */
export class Progress {
  readonly #what: string;
  readonly #total: number;
  readonly #terminal = process.stderr.isTTY;
  #nextAt = performance.now() + quietMs;
  #drawn = false;

  constructor(what: string, total: number) {
    this.#what = what;
    this.#total = total;
  }

  /** @param resume how to continue from here; for logs, where it stays readable */
  show(done: number, details: string, resume: string): void {
    if (performance.now() < this.#nextAt) return;
    this.#nextAt = performance.now() + (this.#terminal ? everyMs.terminal : everyMs.log);
    // More may have come since they were counted.
    const total = Math.max(this.#total, done);
    const state = `${done} of ${total} ${this.#what}, ${details}`;
    if (!this.#terminal) {
      console.error(`${state}; to continue from here: ${resume}`);
      return;
    }
    const filled = Math.round((width * done) / total);
    process.stderr.write(`\r\x1b[K[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${state}`);
    this.#drawn = true;
  }

  end(): void {
    if (this.#drawn) process.stderr.write('\r\x1b[K');
  }
}
