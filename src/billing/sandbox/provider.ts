import type { PrismaClient } from '../../generated/prisma/client.ts';
import { type Balances, type BilledGroup, type BillingProvider, BillingProviderError } from '../provider.ts';

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

  async ensureEntity({ organizationId, groupId }: BilledGroup): Promise<void> {
    await this.#requireService(organizationId);
    await this.#prisma.sandboxBillingEntity.createMany({ data: [{ organizationId, groupId }], skipDuplicates: true });
  }

  async setBalances({ organizationId, groupId }: BilledGroup, balances: { monthly?: number; oneOff?: number }) {
    await this.#requireService(organizationId);
    const { count } = await this.#prisma.sandboxBillingEntity.updateMany({
      where: { organizationId, groupId },
      data: balances,
    });
    return count === 1 ? 'set' : 'no-entity';
  }

  async readBalances(organizationId: string, groupIds: readonly string[]): Promise<Map<string, Balances>> {
    const rows = await this.#prisma.$queryRaw<
      { outage: boolean; groupId: string | null; monthly: number; oneOff: number }[]
    >`
      SELECT EXISTS (SELECT FROM sandbox_billing_outages WHERE organization_id = ${organizationId}::uuid) AS outage,
             e.group_id AS "groupId", e.monthly, e.one_off AS "oneOff"
      FROM (SELECT 1) AS always
      LEFT JOIN sandbox_billing_entities e
        ON e.organization_id = ${organizationId}::uuid AND e.group_id = ANY(${groupIds}::uuid[])`;
    if (rows[0]?.outage) throw outage();
    const balances = new Map<string, Balances>();
    for (const { groupId, monthly, oneOff } of rows)
      if (groupId) balances.set(groupId, { monthly, oneOff, monthlyResetsAt: monthly > 0 ? startOfNextMonth() : null });
    return balances;
  }

  async findEntities(organizationId: string, groupIds: readonly string[]): Promise<Set<string>> {
    return new Set((await this.readBalances(organizationId, groupIds)).keys());
  }

  async #requireService(organizationId: string): Promise<void> {
    if (await this.#prisma.sandboxBillingOutage.findUnique({ where: { organizationId } })) throw outage();
  }
}

const outage = () => new BillingProviderError('outage');

/** The sandbox's months are those of UTC. Nothing uses credits up here, so a reset leaves the balance as it is. */
function startOfNextMonth(): Date {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1));
}
