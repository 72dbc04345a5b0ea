import { OverloadedError } from '../errors.ts';

/** For how long a full node lets others wait: that is a burst. It regains as much as it has places left over. */
const burstMs = 1000;
/** How long requests wait in overload, which is a burst that does not end: whoever is served then, is served soon. */
const overloadWaitMs = 50;
const maxWaiting = 1000;

interface Waiter {
  admit(): void;
  timer: NodeJS.Timeout;
}

/** Bounds how many requests a node works on, so that those that it takes on are not slowed down by all the others. */
export class Admission {
  readonly #max: number;
  #running = 0;
  readonly #waiting = new Set<Waiter>();
  /** How long a burst could last when the last place was taken or given back. */
  #patience = burstMs;
  #changedAt = performance.now();

  /** @param max how many requests at the same time */
  constructor(max: number) {
    this.#max = max;
  }

  /** @throws OverloadedError where it is not worth while to wait: before a request costs any work */
  refuseWhenFull(): void {
    if (this.#waiting.size >= (this.#patienceNow() > overloadWaitMs ? maxWaiting : this.#max))
      throw new OverloadedError();
  }

  /** @throws OverloadedError where its turn does not come soon enough */
  async run<Result>(work: (place: Place) => Promise<Result>): Promise<Result> {
    if (this.#running < this.#max) this.#count(1);
    else await this.#turn();
    const place = new Place({ leave: () => this.#leave(), enter: () => this.#count(1) });
    try {
      return await work(place);
    } finally {
      place.end();
    }
  }

  #isFull(): boolean {
    return this.#running >= this.#max;
  }

  /** Falls with the time that the node is full, and grows with the time that it is not. */
  #patienceNow(): number {
    const elapsed = performance.now() - this.#changedAt;
    return this.#isFull()
      ? Math.max(this.#patience - elapsed, overloadWaitMs)
      : Math.min(this.#patience + elapsed, burstMs);
  }

  /** Who comes back to a place is not kept waiting, so there may be more than allowed for a moment. */
  #count(change: 1 | -1): void {
    this.#patience = this.#patienceNow();
    this.#changedAt = performance.now();
    this.#running += change;
  }

  /** Waits until somebody hands over a place. */
  #turn(): Promise<void> {
    this.refuseWhenFull();
    return new Promise((admit, refuse) => {
      const waiter: Waiter = {
        admit,
        timer: setTimeout(() => {
          this.#waiting.delete(waiter);
          refuse(new OverloadedError());
        }, this.#patienceNow()),
      };
      this.#waiting.add(waiter);
    });
  }

  #leave(): void {
    const [next] = this.#waiting;
    if (!next || this.#running > this.#max) {
      this.#count(-1);
      return;
    }
    this.#waiting.delete(next);
    clearTimeout(next.timer);
    next.admit();
  }
}

/** A request's place among those that are worked on. */
export class Place {
  readonly #door: { leave(): void; enter(): void };
  #waits = 0;
  #ended = false;

  constructor(door: { leave(): void; enter(): void }) {
    this.#door = door;
  }

  /** Lets another request have the place while this one waits for somebody else, who may take long. */
  async leaveWhile<Result>(wait: () => Promise<Result>): Promise<Result> {
    if (this.#waits++ === 0 && !this.#ended) this.#door.leave();
    try {
      return await wait();
    } finally {
      if (--this.#waits === 0 && !this.#ended) this.#door.enter();
    }
  }

  /** A request may be answered while a part of it still waits. */
  end(): void {
    this.#ended = true;
    if (this.#waits === 0) this.#door.leave();
  }
}
