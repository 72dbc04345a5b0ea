/** How much of the work is done at once: so many pieces, or this part of it where that is more. */
const fewest = 16;
const part = 1 / 32;

/**
 * Does work in small portions, and lets the event loop do everything else in between: what the database answers to those
 * who are served is not kept waiting, and who is told to come again does not do so before.
 */
export class TimeSlicedQueue {
  #work: (() => void)[] = [];
  #done = 0;

  take(piece: () => void): void {
    if (this.#work.push(piece) === 1) setImmediate(() => this.#next());
  }

  #next(): void {
    const left = this.#work.length - this.#done;
    const end = this.#done + Math.min(left, Math.max(fewest, Math.ceil(left * part)));
    while (this.#done < end) this.#work[this.#done++]?.();
    if (this.#done < this.#work.length) setImmediate(() => this.#next());
    else {
      this.#work = [];
      this.#done = 0;
    }
  }
}
