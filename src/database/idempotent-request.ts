import { once } from 'node:events';
import { IdempotencyKeyInFlightError } from '../errors.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import {
  AlreadyDone,
  type Outcomes,
  RepeatableField,
  type RepeatableRequest,
  readOutcomes,
  recordingFor,
  toSecret,
} from './idempotency.ts';
import { isLockTimeout } from './write.ts';

/** How long a request waits for an earlier one with its key. Told in docs/schema.md. */
const waitMs = 10_000;
/** No request takes that long: a request that holds a key longer ended without releasing it. */
const longestMs = 60_000;

/** The requests that this node carries out, each until it ends. */
const underWay = new Map<string, Promise<void>>();

/** An outcome of a field of the request, in this attempt or an earlier one. */
export interface StoredOutcome {
  type: string;
  value: object;
}

/**
 * One attempt at a request that may be repeated. Attempts of one node take turns without a connection each, those of
 * several nodes by the lock on their record.
 */
export class IdempotentRequest {
  readonly #prisma: PrismaClient;
  readonly #request: RepeatableRequest;
  #outcomes: Outcomes;
  #replayed = 0;
  #carriedOut = 0;
  readonly #end: () => void;

  private constructor(prisma: PrismaClient, request: RepeatableRequest, outcomes: Outcomes, end: () => void) {
    this.#prisma = prisma;
    this.#request = request;
    this.#outcomes = outcomes;
    this.#end = end;
  }

  /**
   * @param whileWaiting waits for an earlier attempt of this node
   * @throws IdempotencyKeyInFlightError where an earlier attempt takes too long
   * @throws IdempotencyKeyReusedError where the key was sent with something else
   */
  static async begin(
    prisma: PrismaClient,
    request: RepeatableRequest,
    whileWaiting: <Result>(wait: () => Promise<Result>) => Promise<Result>,
  ): Promise<IdempotentRequest> {
    const end = await whileWaiting(() => acquireKey(request));
    try {
      const outcomes = await readOutcomes(prisma, request);
      // What has been carried out is only read again: nobody has to wait for that.
      if (Object.keys(outcomes).length > 0) end();
      return new IdempotentRequest(prisma, request, outcomes, end);
    } catch (error) {
      end();
      throw error;
    }
  }

  /** Whether the whole answer consists of results of an earlier attempt. */
  get isReplay(): boolean {
    return this.#replayed > 0 && this.#carriedOut === 0;
  }

  /**
   * Carries out a field of the request, or returns its earlier result.
   *
   * @param isFinal whether an outcome stays the same for repeats; the others can be tried again
   * @param revive makes an outcome of what is stored
   */
  async once<Outcome extends object>(
    name: string,
    work: () => Promise<Outcome>,
    isFinal: (outcome: Outcome) => boolean,
    revive: (stored: StoredOutcome | StoredOutcome[]) => Outcome,
  ): Promise<Outcome> {
    if (!Object.hasOwn(this.#outcomes, name))
      try {
        const field = new RepeatableField(this.#request, name);
        const outcome = await recordingFor(field, work);
        if (!field.recorded && isFinal(outcome))
          await this.#prisma.$transaction((transaction) => field.carryOut(transaction, async () => outcome));
        this.#carriedOut++;
        return outcome;
      } catch (error) {
        if (isLockTimeout(error)) throw new IdempotencyKeyInFlightError();
        if (!(error instanceof AlreadyDone)) throw error;
        this.#outcomes = error.outcomes;
      }
    this.#replayed++;
    const stored = this.#outcomes[name] as StoredOutcome | StoredOutcome[];
    return revive(Array.isArray(stored) ? stored.map((one) => this.#withSecrets(one)) : this.#withSecrets(stored));
  }

  #withSecrets({ type, value }: StoredOutcome): StoredOutcome {
    const fields = Object.entries(value).map(([name, stored]) => [name, toSecret(stored, this.#request) ?? stored]);
    return { type, value: Object.fromEntries(fields) };
  }

  /** Lets the next attempt go ahead. */
  end(): void {
    this.#end();
  }
}

/** Waits until no other attempt of this node is under way; ends the turn. */
async function acquireKey({ organizationId, apiKeyId, key }: RepeatableRequest): Promise<() => void> {
  const name = JSON.stringify([organizationId, apiKeyId, key]);
  const late = new AbortController();
  const deadline = setTimeout(() => late.abort(), waitMs);
  const timeout = once(late.signal, 'abort');
  for (let other = underWay.get(name); other; other = underWay.get(name)) {
    await Promise.race([other, timeout]);
    if (late.signal.aborted) throw new IdempotencyKeyInFlightError();
  }
  clearTimeout(deadline);
  let resolve = () => {};
  const turn = new Promise<void>((done) => {
    resolve = done;
  });
  underWay.set(name, turn);
  const end = () => {
    clearTimeout(forgotten);
    if (underWay.get(name) === turn) underWay.delete(name);
    resolve();
  };
  const forgotten = setTimeout(end, longestMs).unref();
  return end;
}
