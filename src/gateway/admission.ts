import { OverloadedError } from '../errors.ts';

/** A queue that is worked off within this time is a burst, and all of it is served. One that stands longer is overload. */
const burstMs = 1000;
/** How long a request waits in overload: whoever is served then, is served soon. */
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
  /** When there was a place for whoever came. */
  #freeAt = performance.now();

  /** @param max how many requests at the same time */
  constructor(max: number) {
    this.#max = max;
  }

  /** @throws OverloadedError where nobody can even wait, before a request is looked at */
  refuseWhenFull(): void {
    if (this.#waiting.size >= maxWaiting) throw new OverloadedError();
  }

  /** @throws OverloadedError where its turn does not come soon enough */
  async run<Result>(work: (place: Place) => Promise<Result>): Promise<Result> {
    if (this.#running < this.#max) this.#enter();
    else await this.#turn();
    const place = new Place({ leave: () => this.#leave(), enter: () => this.#enter() });
    try {
      return await work(place);
    } finally {
      place.end();
    }
  }

  /** Who comes back to a place is not kept waiting, so there may be more than allowed for a moment. */
  #enter(): void {
    if (this.#running++ < this.#max) this.#freeAt = performance.now();
  }

  /** Waits until somebody hands over a place. */
  #turn(): Promise<void> {
    this.refuseWhenFull();
    const patience = performance.now() - this.#freeAt > burstMs ? overloadWaitMs : burstMs;
    return new Promise((admit, refuse) => {
      const waiter: Waiter = {
        admit,
        timer: setTimeout(() => {
          this.#waiting.delete(waiter);
          refuse(new OverloadedError());
        }, patience),
      };
      this.#waiting.add(waiter);
    });
  }

  #leave(): void {
    const [next] = this.#waiting;
    if (!next || this.#running > this.#max) {
      if (--this.#running < this.#max) this.#freeAt = performance.now();
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
