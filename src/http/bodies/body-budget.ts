import { type CallerError, OverloadedError, TooManyBytesError } from '../../errors.ts';
import { bodyBytesInFlight } from '../../telemetry/metrics.ts';

/** How long a body waits for room. That is a burst: what does not end by then is overload. */
const maxWaitMs = 5000;

interface Waiter {
  organization: string;
  bytes: number;
  admit(): void;
}

/**
 * Bounds what the bodies of all requests that are not answered yet take in memory, for the node and for each
 * organization, whose keys count together. A body that is alone always has room: its size has a limit of its own.
 */
export class BodyBudget {
  readonly #max: number;
  readonly #maxPerOrganization: number;
  #taken = 0;
  readonly #takenBy = new Map<string, number>();
  readonly #waiting = new Set<Waiter>();

  constructor(max: number, maxPerOrganization: number) {
    this.#max = max;
    this.#maxPerOrganization = maxPerOrganization;
  }

  /** The share of one request. */
  open(organization = ''): BodyShare {
    return new BodyShare(this, organization);
  }

  /** Why there is no room for more. @param own what the same body has already */
  fault(organization: string, bytes: number, own: number): CallerError | undefined {
    const ofOrganization = this.#takenBy.get(organization) ?? 0;
    if (ofOrganization > own && ofOrganization + bytes > this.#maxPerOrganization)
      return new TooManyBytesError(this.#maxPerOrganization);
    if (this.#taken > own && this.#taken + bytes > this.#max) return new OverloadedError();
    return undefined;
  }

  /** @param bytes negative to give them back */
  take(organization: string, bytes: number): void {
    this.#taken += bytes;
    bodyBytesInFlight.set(this.#taken);
    const ofOrganization = (this.#takenBy.get(organization) ?? 0) + bytes;
    if (ofOrganization === 0) this.#takenBy.delete(organization);
    else this.#takenBy.set(organization, ofOrganization);
    if (bytes < 0) this.#admit();
  }

  /**
   * Waits for room, which is taken then.
   *
   * @returns gives up, which is an error like waiting for too long
   */
  wait(organization: string, bytes: number, admit: () => void, refuse: (error: CallerError) => void): () => void {
    const giveUp = () => {
      clearTimeout(timer);
      if (this.#waiting.delete(waiter)) refuse(this.fault(organization, bytes, 0) ?? new OverloadedError());
    };
    const timer = setTimeout(giveUp, maxWaitMs).unref();
    const waiter: Waiter = {
      organization,
      bytes,
      admit() {
        clearTimeout(timer);
        admit();
      },
    };
    this.#waiting.add(waiter);
    return giveUp;
  }

  #admit(): void {
    for (const waiter of this.#waiting) {
      if (this.fault(waiter.organization, waiter.bytes, 0)) continue;
      this.#waiting.delete(waiter);
      this.take(waiter.organization, waiter.bytes);
      waiter.admit();
    }
  }
}

/** What the body of one request takes. */
export class BodyShare {
  readonly #budget: BodyBudget;
  readonly #organization: string;
  #own = 0;
  /** The most that it has taken. */
  most = 0;
  #isClosed = false;
  #giveUp?: () => void;

  constructor(budget: BodyBudget, organization: string) {
    this.#budget = budget;
    this.#organization = organization;
  }

  /** Takes room for a body before any of it is read, so that it may wait. @throws TooManyBytesError, OverloadedError */
  async reserve(bytes: number): Promise<void> {
    if (this.#budget.fault(this.#organization, bytes, 0))
      await new Promise<void>((resolve, reject) => {
        const admit = () => {
          this.#own = bytes;
          this.most = bytes;
          resolve();
        };
        this.#giveUp = this.#budget.wait(this.#organization, bytes, admit, reject);
      });
    else this.settle(bytes);
  }

  /** Takes as much room as it turns out to need. Who has some does not wait for others to give up theirs. @throws as above */
  settle(bytes: number): void {
    if (this.#isClosed) return;
    const more = bytes - this.#own;
    const fault = more > 0 ? this.#budget.fault(this.#organization, more, this.#own) : undefined;
    if (fault) throw fault;
    this.#own = bytes;
    this.most = Math.max(this.most, bytes);
    if (more !== 0) this.#budget.take(this.#organization, more);
  }

  /** Gives all of it back. */
  close(): void {
    this.#giveUp?.();
    this.settle(0);
    this.#isClosed = true;
  }
}
