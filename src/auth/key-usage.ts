import type { Logger } from 'pino';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { Time } from '../resources/time.ts';
import type { Caller } from './caller.ts';

/** How often a node writes when keys were last used. With the period below, `lastUsedAt` is right to the minute. */
const everyMs = 45_000;

/** A later use within this time changes nothing: so answers stay the same for a while. */
const samePeriodMs = 10_000;

interface Use {
  organizationId: string;
  keyId: string;
  at: number;
  /** The same by the database's clock, once somebody has asked for it. */
  told?: Promise<Time | null>;
}

/** The time, by the database's clock, of something that was measured without one. */
const timeOf = (at: number) =>
  Prisma.sql`statement_timestamp() - ${performance.now() - at}::float8 * interval '1 millisecond'`;

/** When this node's keys were used last: written now and then by one statement for all of them, and by none for a request. */
export class KeyUsage {
  readonly #prisma: PrismaClient;
  /** Of the keys whose last use is not written yet. */
  readonly #uses = new Map<string, Use>();
  #timer: NodeJS.Timeout | undefined;

  constructor(prisma: PrismaClient) {
    this.#prisma = prisma;
  }

  note({ organization, apiKey }: Caller): void {
    const known = this.#uses.get(apiKey.id);
    const at = performance.now();
    if (!known || at - known.at > samePeriodMs)
      this.#uses.set(apiKey.id, { organizationId: organization.id, keyId: apiKey.id, at });
  }

  /** Writes regularly until {@link close}. */
  start(log: Pick<Logger, 'warn'>, ms = everyMs): void {
    const write = () =>
      this.#write().catch((err) =>
        log.warn({ err }, 'could not write when keys were last used: trying again in a moment'),
      );
    this.#timer = setInterval(write, ms).unref();
  }

  /** Writes what was not written yet. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#write();
  }

  /** When the caller's key was used last. */
  lastUse(caller: Caller): Promise<Time | null> {
    const use = this.#uses.get(caller.apiKey.id);
    if (!use) return this.#ask(caller);
    use.told ??= this.#ask(caller, use).catch((error) => {
      delete use.told;
      throw error;
    });
    return use.told;
  }

  async #ask({ organization, apiKey }: Caller, use?: Use): Promise<Time | null> {
    const [row] = await this.#prisma.$queryRaw<{ lastUsedAt: Time | null }[]>`
      SELECT greatest(last_used_at, ${use ? timeOf(use.at) : Prisma.sql`NULL`}) AS "lastUsedAt" FROM api_keys
      WHERE organization_id = ${organization.id}::uuid AND id = ${apiKey.id}::uuid`;
    return row?.lastUsedAt ?? null;
  }

  /** Several nodes may write of one key: the latest use counts, and as all take the keys in one order, none waits for ever. */
  async #write(): Promise<void> {
    const uses = [...this.#uses.values()].map((use) => ({ ...use }));
    if (uses.length === 0) return;
    const now = performance.now();
    await this.#prisma.$executeRaw`
      WITH used AS MATERIALIZED (
        SELECT organization_id, id, statement_timestamp() - age * interval '1 millisecond' AS at FROM unnest(
          ${uses.map(({ organizationId }) => organizationId)}::text[]::uuid[],
          ${uses.map(({ keyId }) => keyId)}::text[]::uuid[],
          ${uses.map(({ at }) => Math.round(now - at))}::int[]
        ) AS used(organization_id, id, age)
      ), held AS MATERIALIZED (
        SELECT k.organization_id, k.id, used.at FROM api_keys k JOIN used USING (organization_id, id)
        ORDER BY k.organization_id, k.id FOR NO KEY UPDATE OF k
      )
      UPDATE api_keys k SET last_used_at = greatest(k.last_used_at, held.at) FROM held
      WHERE k.organization_id = held.organization_id AND k.id = held.id`;
    for (const { keyId, at } of uses) if (this.#uses.get(keyId)?.at === at) this.#uses.delete(keyId);
  }
}
