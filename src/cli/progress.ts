/** A short run shows no progress. */
const quietMs = 2000;
/** How often it is shown: on a terminal, and in a log. */
const everyMs = { terminal: 100, log: 10_000 };
const width = 30;

/** How far a long run is, on standard error: a bar on a terminal, a line now and then elsewhere. */
export class Progress {
  readonly #what: string;
  readonly #total: number | undefined;
  readonly #terminal = process.stderr.isTTY;
  #nextAt = performance.now() + quietMs;
  #drawn = false;

  /** @param total how many there are, where that is known */
  constructor(what: string, total?: number) {
    this.#what = what;
    this.#total = total;
  }

  /**
   * @param resume how to continue from here; for logs, where it stays readable
   * @param part how much of all is done, from 0 to 1; by default what is done of the total
   */
  show(done: number, details: string, resume?: string, part?: number): void {
    if (performance.now() < this.#nextAt) return;
    this.#nextAt = performance.now() + (this.#terminal ? everyMs.terminal : everyMs.log);
    // More may have come since they were counted.
    const total = this.#total && Math.max(this.#total, done);
    const state = `${done}${total ? ` of ${total}` : ''} ${this.#what}, ${details}`;
    if (!this.#terminal) {
      console.error(resume === undefined ? state : `${state}; to continue from here: ${resume}`);
      return;
    }
    const filled = Math.round(width * (part ?? (total ? done / total : 0)));
    process.stderr.write(`\r\x1b[K[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${state}`);
    this.#drawn = true;
  }

  end(): void {
    if (this.#drawn) process.stderr.write('\r\x1b[K');
  }
}
