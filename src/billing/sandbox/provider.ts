import type { PrismaClient } from '../../generated/prisma/client.ts';
import {
  type Balances,
  type Billed,
  type BillingProvider,
  BillingProviderError,
  idOf,
  type SetBalances,
} from '../provider.ts';

/**
 * A billing provider whose books are tables of this database, for trying the flow without an account anywhere. For
 * organizations in `sandbox_billing_outages` it always fails.
 */
export class SandboxBilling implements BillingProvider {
  readonly name = 'sandbox';
  readonly #prisma: PrismaClient;

  constructor(prisma: PrismaClient) {
    this.#prisma = prisma;
  }

  async ensureEntity(billed: Billed): Promise<void> {
    await this.#requireService(billed.organizationId);
    await this.#prisma.sandboxBillingEntity.createMany({ data: [keyOf(billed)], skipDuplicates: true });
  }

  async setBalances(billed: Billed, balances: SetBalances) {
    await this.#requireService(billed.organizationId);
    const { count } = await this.#prisma.sandboxBillingEntity.updateMany({ where: keyOf(billed), data: balances });
    return count === 1 ? 'set' : 'no-entity';
  }

  async readBalances(organizationId: string, ids: readonly string[]): Promise<Map<string, Balances>> {
    const rows = await this.#prisma.$queryRaw<
      { outage: boolean; id: string | null; monthly: number; oneOff: number }[]
    >`
      SELECT EXISTS (SELECT FROM sandbox_billing_outages WHERE organization_id = ${organizationId}::uuid) AS outage,
             e.group_id AS id, e.monthly, e.one_off AS "oneOff"
      FROM (SELECT 1) AS always
      LEFT JOIN sandbox_billing_entities e
        ON e.organization_id = ${organizationId}::uuid AND e.group_id = ANY(${ids}::uuid[])`;
    if (rows[0]?.outage) throw outage();
    const balances = new Map<string, Balances>();
    for (const { id, monthly, oneOff } of rows)
      if (id) balances.set(id, { monthly, oneOff, monthlyResetsAt: this.resetAfterSetting(monthly) });
    return balances;
  }

  async findEntities(organizationId: string, ids: readonly string[]): Promise<Set<string>> {
    return new Set((await this.readBalances(organizationId, ids)).keys());
  }

  /** Nothing uses credits up here, so a reset leaves the balance as it is. */
  resetAfterSetting(monthly: number): Date | null {
    return monthly > 0 ? startOfNextMonth() : null;
  }

  async #requireService(organizationId: string): Promise<void> {
    if (await this.#prisma.sandboxBillingOutage.findUnique({ where: { organizationId } })) throw outage();
  }
}

const outage = () => new BillingProviderError('outage');

/** The sandbox's months are those of UTC. */
function startOfNextMonth(): Date {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1));
}

const keyOf = (billed: Billed) => ({ organizationId: billed.organizationId, entityId: idOf(billed) });
