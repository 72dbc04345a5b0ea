const lookEveryMs = 20;
/** From how many milliseconds on the event loop is late: a request passes it several times. */
const lateMs = 15;
/** The weight of one look: a single long piece of work is no overload. */
const weight = 0.2;

/** Looks how long events wait for their turn in this process, which grows as soon as it has more to do than it can. */
export class EventLoopLag {
  #lagMs = 0;

  constructor() {
    let lookedAt = performance.now();
    setInterval(() => {
      const now = performance.now();
      this.#lagMs += weight * (now - lookedAt - lookEveryMs - this.#lagMs);
      lookedAt = now;
    }, lookEveryMs).unref();
  }

  get isHigh(): boolean {
    return this.#lagMs > lateMs;
  }
}
