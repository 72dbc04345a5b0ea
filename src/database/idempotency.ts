import { AsyncLocalStorage } from 'node:async_hooks';
import { IdempotencyKeyReusedError } from '../errors.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { Sealer, Secret } from './secrets.ts';

/** What statements run with: the client, or one of its transactions. */
export type Statements = Prisma.TransactionClient;

/** How long an outcome is replayed. */
export const replayHours = 24;

/** How long a write waits for locks of others, among them for another node that is at work on the same request. */
const lockWaitMs = 10_000;

/** What identifies a request that may be repeated. */
export interface RepeatableRequest {
  organizationId: string;
  apiKeyId: string;
  /** As the caller sent it. */
  key: string;
  /** Identifies the document, operation and variables. */
  fingerprint: string;
  /** The API key itself: with it alone can the secrets be read that an outcome has. It is not stored. */
  secret: string;
}

/** The outcomes of the fields of a request, as recorded. */
export type Outcomes = Record<string, unknown>;

/** Another attempt at the request has finished in the meantime. Nothing was written. */
export class AlreadyDone extends Error {
  readonly outcomes: Outcomes;

  constructor(outcomes: Outcomes) {
    super('The request was carried out meanwhile.');
    this.outcomes = outcomes;
  }
}

const fresh = Prisma.sql`created_at > statement_timestamp() - ${replayHours} * interval '1 hour'`;

/** @throws IdempotencyKeyReusedError where the key was sent with something else */
export async function readOutcomes(prisma: PrismaClient, request: RepeatableRequest): Promise<Outcomes> {
  const [record] = await prisma.$queryRaw<{ fingerprint: string; outcomes: string }[]>`
    SELECT fingerprint, outcomes FROM idempotency_records WHERE ${isRecord(request)} AND ${fresh}`;
  return record ? checked(record, request) : {};
}

/** One field of a repeatable request: its outcome is recorded in the transaction that makes its change. */
export class RepeatableField {
  readonly #request: RepeatableRequest;
  readonly #field: string;
  /** Whether a transaction has recorded the outcome. */
  recorded = false;

  constructor(request: RepeatableRequest, field: string) {
    this.#request = request;
    this.#field = field;
  }

  /**
   * Locks the record until the transaction ends, carries out the work and records its outcome.
   *
   * @throws AlreadyDone where another attempt has
   */
  async carryOut<Outcome>(transaction: Statements, work: () => Promise<Outcome>): Promise<Outcome> {
    await transaction.$queryRaw`SELECT set_config('lock_timeout', ${String(lockWaitMs)}, true)`;
    const outcomes = await this.#hold(transaction);
    if (Object.hasOwn(outcomes, this.#field)) throw new AlreadyDone(outcomes);
    const outcome = await work();
    await transaction.$executeRaw`
      UPDATE idempotency_records SET outcomes = ${JSON.stringify({ ...outcomes, [this.#field]: toStored(outcome, this.#request) })}
      WHERE ${isRecord(this.#request)}`;
    this.recorded = true;
    return outcome;
  }

  /** @throws AlreadyDone where another attempt has carried it out */
  async refuseIfDone(prisma: PrismaClient): Promise<void> {
    const outcomes = await readOutcomes(prisma, this.#request);
    if (Object.hasOwn(outcomes, this.#field)) throw new AlreadyDone(outcomes);
  }

  async #hold(transaction: Statements): Promise<Outcomes> {
    const { organizationId, apiKeyId, key, fingerprint } = this.#request;
    const kept = Prisma.sql`r.${fresh}`;
    const [record] = await transaction.$queryRaw<[{ fingerprint: string; outcomes: string }]>`
      INSERT INTO idempotency_records AS r (organization_id, api_key_id, key, fingerprint, outcomes)
      VALUES (${organizationId}::uuid, ${apiKeyId}::uuid, ${key}, ${fingerprint}, '{}')
      ON CONFLICT (organization_id, api_key_id, key) DO UPDATE SET
        fingerprint = CASE WHEN ${kept} THEN r.fingerprint ELSE excluded.fingerprint END,
        outcomes = CASE WHEN ${kept} THEN r.outcomes ELSE excluded.outcomes END,
        created_at = CASE WHEN ${kept} THEN r.created_at ELSE excluded.created_at END
      RETURNING fingerprint, outcomes`;
    return checked(record, this.#request);
  }
}

function isRecord({ organizationId, apiKeyId, key }: RepeatableRequest): Prisma.Sql {
  return Prisma.sql`organization_id = ${organizationId}::uuid AND api_key_id = ${apiKeyId}::uuid AND key = ${key}`;
}

function checked(record: { fingerprint: string; outcomes: string }, request: RepeatableRequest): Outcomes {
  if (record.fingerprint !== request.fingerprint) throw new IdempotencyKeyReusedError();
  return JSON.parse(record.outcomes);
}

/** In place of a secret. */
interface Sealed {
  $sealed: string;
}

const sealerOf = ({ organizationId, apiKeyId, key, secret }: RepeatableRequest) =>
  new Sealer(secret, JSON.stringify([organizationId, apiKeyId, key]));

/** Stores an outcome with the name of its class. A field with several outcomes is a list of them. Fields that are secrets are sealed. */
function toStored(outcome: unknown, request: RepeatableRequest): unknown {
  if (Array.isArray(outcome)) return outcome.map((one) => toStored(one, request));
  const fields = Object.entries(outcome as object).map(([name, value]) => [
    name,
    value instanceof Secret ? ({ $sealed: sealerOf(request).seal(value) } satisfies Sealed) : value,
  ]);
  return { type: (outcome as object).constructor.name, value: Object.fromEntries(fields) };
}

/** The secret that is stored in place of a value, or undefined where the value is none. */
export function toSecret(value: unknown, request: RepeatableRequest): Secret | undefined {
  const { $sealed } = (value ?? {}) as Partial<Sealed>;
  return typeof $sealed === 'string' ? sealerOf(request).open($sealed) : undefined;
}

const current = new AsyncLocalStorage<RepeatableField>();

/** Whether changes are recorded for a field here, and so are made in a transaction of its own. */
export const isRecording = () => current.getStore() !== undefined;

/** Runs work whose changes are recorded for a field. */
export function recordingFor<T>(field: RepeatableField, work: () => Promise<T>): Promise<T> {
  return current.run(field, work);
}

/**
 * Ends work that another attempt has carried out. For work that does something outside the database which follows from
 * rows that it has read: an attempt that ended before they were read has changed them.
 *
 * @throws AlreadyDone
 */
export async function refuseRepeat(prisma: PrismaClient): Promise<void> {
  await current.getStore()?.refuseIfDone(prisma);
}

/** Runs work that is a part of a change: the change is recorded, and not its parts. */
export function asPart<T>(work: () => Promise<T>): Promise<T> {
  return current.exit(work);
}

/** Whether statements run in a transaction. */
export const isTransaction = (statements: Statements): boolean =>
  !('$connect' in statements && statements.$connect !== undefined);

/**
 * Makes a change: as it is where nothing is to be recorded, so that one statement stays one; else in a transaction with
 * the record. Within a transaction it is one of its own, so that a statement that fails leaves the outer one as it was.
 *
 * @param write makes the change and returns its outcome
 */
export function recorded<Outcome>(
  prisma: PrismaClient,
  write: (statements: Statements) => Promise<Outcome>,
): Promise<Outcome> {
  const field = current.getStore();
  if (field) return prisma.$transaction((transaction) => field.carryOut(transaction, () => write(transaction)));
  return isTransaction(prisma) ? prisma.$transaction(write) : write(prisma);
}
