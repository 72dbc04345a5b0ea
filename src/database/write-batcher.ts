import { cancellation, withoutCancellation } from '../concurrency/cancellation.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { type RequestScope, requestScope } from '../telemetry/request-scope.ts';
import { isStatementFailure } from './connection/failures.ts';
import { isRecording } from './idempotency.ts';

/** How many statements of a kind are under way at a time: while one commits, PostgreSQL works on the next. */
const maxRunning = 2;

/** How many changes a statement makes at most. */
const maxBatch = 50;

/** In place of the organization that a statement is for. */
const several = 'several';

/** How a statement gets hold of rows that others may be at work on. */
export interface LockMode {
  /** What stands before its table of changes. */
  lockTimeout: Prisma.Sql;
  /** What stands after `FOR UPDATE`. */
  hold: Prisma.Sql;
  /** Whether it leaves out what somebody else holds. */
  skips: boolean;
}

/** Waits, as a statement for one caller may. */
export const waitForLocks: LockMode = { lockTimeout: Prisma.empty, hold: Prisma.empty, skips: false };

/** Leaves out what somebody else holds, and gives up where it would have to wait for anything else. */
export const skipLocked: LockMode = {
  lockTimeout: Prisma.sql`(SELECT set_config('lock_timeout', '50ms', true)) AS lock_timeout CROSS JOIN`,
  hold: Prisma.sql`SKIP LOCKED`,
  skips: true,
};

/** Changes of a kind that one statement can make, each for itself. */
export interface BatchOperation<Change> {
  /** Makes changes, and returns their outcomes in the same order. */
  statement(changes: readonly Change[], hold: LockMode): Prisma.Sql;
  /** What a change shares with no other one of its statement: the row, and values that only one row can have. */
  conflictKeys(change: Change): string[];
}

/** What a statement says of a change: `needsRetry` where it left it out, as somebody else was at work on the row. */
interface Row<Outcome> {
  needsRetry: boolean;
  outcome: Outcome;
}

interface Waiting<Change, Outcome> {
  change: Change;
  conflictKeys: string[];
  /** The request that it is for. */
  scope: RequestScope | undefined;
  /** Told undefined where the change is to be made alone. */
  end(outcome: Outcome | undefined): void;
  fail(error: unknown): void;
}

/**
 * Makes changes that come together, whoever sends them, by one statement and one commit: under load most of what a change
 * costs is what comes around it. The first of them goes out as soon as it comes; those that come while it is under way go
 * out together after it. So nothing waits for company.
 */
export class WriteBatcher<Change, Outcome> {
  readonly #prisma: PrismaClient;
  readonly #operation: BatchOperation<Change>;
  #waiting: Waiting<Change, Outcome>[] = [];
  #running = 0;
  /** Whether a statement is about to be sent. */
  #isSending = false;
  readonly #inFlight = new Set<string>();

  readonly #isEnabled: boolean;

  /** @param isEnabled whether changes come together at all, or each is made alone */
  constructor(prisma: PrismaClient, operation: BatchOperation<Change>, isEnabled: boolean) {
    this.#prisma = prisma;
    this.#operation = operation;
    this.#isEnabled = isEnabled;
  }

  /**
   * What came of a change; undefined where it was not made and has to be made alone: somebody else holds the row, or
   * the statement failed, perhaps for another one's change. If a caller goes away before its change is sent, the change
   * is not made.
   */
  make(change: Change): Promise<Outcome | undefined> {
    if (!this.#isEnabled || isRecording()) return Promise.resolve(undefined); // a recorded change has a transaction of its own
    const given = cancellation.getStore();
    given?.throwIfCancelled();
    return new Promise((resolve, reject) => {
      const waiting: Waiting<Change, Outcome> = {
        change,
        conflictKeys: this.#operation.conflictKeys(change),
        scope: requestScope.getStore(),
        end(outcome) {
          stopListening?.();
          resolve(outcome);
        },
        fail(error) {
          stopListening?.();
          reject(error);
        },
      };
      const stopListening = given?.listen(() => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        reject(given.reason);
      });
      this.#waiting.push(waiting);
      this.#sendSoon();
    });
  }

  /** What comes in the same turn of the event loop goes out together. */
  #sendSoon(): void {
    if (this.#isSending) return;
    this.#isSending = true;
    setImmediate(() => {
      this.#isSending = false;
      this.#send();
    });
  }

  #send(): void {
    if (this.#running === maxRunning) return;
    const batch = this.#takeBatch();
    if (batch.length === 0) return;
    this.#running++;
    void this.#make(batch).finally(() => {
      this.#running--;
      for (const { conflictKeys } of batch) for (const key of conflictKeys) this.#inFlight.delete(key);
      this.#send();
    });
  }

  #takeBatch(): Waiting<Change, Outcome>[] {
    const batch: Waiting<Change, Outcome>[] = [];
    const held = new Set<string>();
    this.#waiting = this.#waiting.filter((waiting) => {
      const { conflictKeys } = waiting;
      const isFree = batch.length < maxBatch && !conflictKeys.some((key) => held.has(key) || this.#inFlight.has(key));
      for (const key of conflictKeys) held.add(key); // who comes later waits behind those that wait
      if (isFree) batch.push(waiting);
      return !isFree;
    });
    for (const { conflictKeys } of batch) for (const key of conflictKeys) this.#inFlight.add(key);
    return batch;
  }

  async #make(batch: Waiting<Change, Outcome>[]): Promise<void> {
    try {
      const statement = this.#operation.statement(
        batch.map(({ change }) => change),
        skipLocked,
      );
      const rows = await this.#run(statement, batch[0]?.scope);
      for (const [place, { end }] of batch.entries()) {
        const { needsRetry, outcome } = rows[place] as Row<Outcome>;
        end(needsRetry ? undefined : outcome);
      }
    } catch (error) {
      // Nothing was written. Of a connection that broke nobody knows.
      const isUndone = isStatementFailure(error);
      for (const { end, fail } of batch) isUndone ? end(undefined) : fail(error);
    }
  }

  /**
   * In PostgreSQL's log and in traces it is the statement of the request that came first. For a connection it waits by
   * itself, as those of several organizations may wait for it.
   */
  #run(statement: Prisma.Sql, scope: RequestScope | undefined): Promise<Row<Outcome>[]> {
    const run = () => withoutCancellation(() => this.#prisma.$queryRaw<Row<Outcome>[]>(statement));
    if (!scope) return requestScope.exit(run);
    return requestScope.run({ ...scope, statements: scope.statements++, organization: several }, run);
  }
}
