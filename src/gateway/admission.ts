import { OverloadedError } from '../errors.ts';

/** For how long a full node lets others wait: that is a burst. */
const burstMs = 1000;
/** The part of the time with places left over that it regains: in overload there are some every now and then, too. */
const regained = 0.25;
/** How long requests wait in overload, which is a burst that does not end: whoever is served then, is served soon. */
const overloadWaitMs = 50;
const maxWaiting = 1000;
/** In overload so many wait for each that runs: enough that no place is left empty. */
const overloadWaiting = 0.5;
/** The part of the places that is given while the process is late. */
const whenLate = 0.5;

interface Waiter {
  admit(): void;
  timer: NodeJS.Timeout;
}

/** Bounds how many requests a node works on, so that those that it takes on are not slowed down by all the others. */
export class Admission {
  readonly #max: number;
  readonly #isLate: () => boolean;
  #running = 0;
  readonly #waiting = new Set<Waiter>();
  #checkingIn = 0;
  /** How long a burst could last when the last place was taken or given back. */
  #patience = burstMs;
  #changedAt = performance.now();

  /**
   * @param max how many requests at the same time
   * @param isLate whether this process has more to do than it can: then fewer at the same time are as many in the end
   */
  constructor(max: number, isLate = () => false) {
    this.#max = max;
    this.#isLate = isLate;
  }

  /** Whether it is not worth while to wait: asked before a request costs any work. */
  get isFull(): boolean {
    const places = this.#places();
    const room = this.#patienceNow() > overloadWaitMs ? maxWaiting : places * overloadWaiting;
    return this.#running >= places && this.#waiting.size + this.#checkingIn >= room;
  }

  /** Counts a request as one that waits while it is found out who sends it: many may wait for one look-up. */
  async checkIn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.isFull) throw new OverloadedError();
    this.#checkingIn++;
    try {
      return await work();
    } finally {
      this.#checkingIn--;
    }
  }

  /** @throws OverloadedError where its turn does not come soon enough */
  async run<Result>(work: (place: Place) => Promise<Result>): Promise<Result> {
    if (this.#running < this.#places()) this.#count(1);
    else await this.#turn();
    const place = new Place({ leave: () => this.#leave(), enter: () => this.#count(1) });
    try {
      return await work(place);
    } finally {
      place.end();
    }
  }

  #places(): number {
    return this.#isLate() ? Math.ceil(this.#max * whenLate) : this.#max;
  }

  /** Falls with the time that the node is full, and grows with the time that it is not. */
  #patienceNow(): number {
    const elapsed = performance.now() - this.#changedAt;
    return this.#running >= this.#places()
      ? Math.max(this.#patience - elapsed, overloadWaitMs)
      : Math.min(this.#patience + elapsed * regained, burstMs);
  }

  /** Who comes back to a place is not kept waiting, so there may be more than allowed for a moment. */
  #count(change: 1 | -1): void {
    this.#patience = this.#patienceNow();
    this.#changedAt = performance.now();
    this.#running += change;
  }

  /** Waits until somebody hands over a place. */
  #turn(): Promise<void> {
    if (this.isFull) throw new OverloadedError();
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
    this.#count(-1);
    for (const next of this.#waiting) {
      if (this.#running >= this.#places()) return;
      this.#waiting.delete(next);
      clearTimeout(next.timer);
      this.#count(1);
      next.admit();
    }
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
