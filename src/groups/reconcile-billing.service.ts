import type { Billing } from '../billing/billing.ts';
import { type BilledGroup, type BillingFailure, BillingProviderError } from '../billing/provider.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { detailsOf, recordOperatorChange } from '../history/operator-entries.ts';

/**
 * - `flag-without-entity`: the group is billed, but the provider does not know it: to be repaired.
 * - `entity-without-flag`: billing was switched off, or a switch was left half done: the entity stays, as it should.
 * - `unreachable`: the provider did not say.
 */
export type DifferenceKind = 'flag-without-entity' | 'entity-without-flag' | 'unreachable';

export interface Difference extends BilledGroup {
  kind: DifferenceKind;
  /** Why the provider could not be asked, or the entity not be made. */
  reason?: BillingFailure;
  /** Whether the entity was made just now. */
  repaired?: boolean;
}

/** Where a check is: groups are gone through in the order of organization and id. */
export interface Batch {
  checked: number;
  differences: Difference[];
  last: BilledGroup;
  /** Why the check should go no further. */
  givenUp?: BillingFailure;
}

export interface ReconcileOptions {
  /** Only this organization's groups. */
  organizationId?: string | undefined;
  /** Only the groups behind this one. */
  after?: BilledGroup | undefined;
  /** Make the entities that are missing. */
  repair: boolean;
  /** Whose name the history has for what is repaired. */
  operator: string;
}

/** Small enough that a provider answers for all of them within one time-out. */
const batchSize = 25;
/** After this many batches in a row without an answer, the check assumes that the provider is down. */
const maxSilentBatches = 3;

interface FlaggedGroup extends BilledGroup {
  flag: boolean;
}

export async function countGroups(prisma: PrismaClient, options: ReconcileOptions): Promise<number> {
  const [row] = await prisma.$queryRaw<[{ count: bigint }]>`
    SELECT count(*) FROM groups
    WHERE (${options.organizationId ?? null}::uuid IS NULL OR organization_id = ${options.organizationId ?? null}::uuid)
      AND (${options.after?.groupId ?? null}::uuid IS NULL
        OR (organization_id, id) > (${options.after?.organizationId ?? null}::uuid, ${options.after?.groupId ?? null}::uuid))`;
  return Number(row.count);
}

/**
 * Compares the groups with the provider's entities, batch by batch. It may run while the service does, twice at once,
 * and from where an earlier one stopped: a switch makes the entity first and sets the flag then, so a flag that was
 * read before the provider was asked has its entity. Everything else that seems to differ is checked once more.
 */
export async function* reconcile(
  prisma: PrismaClient,
  billing: Billing,
  options: ReconcileOptions,
): AsyncGenerator<Batch> {
  let last = options.after;
  for (let silent = 0; ; ) {
    const groups = await nextGroups(prisma, { ...options, after: last });
    last = groups.at(-1);
    if (!last) return;
    const differences = (await Promise.all(byOrganization(groups).map((of) => compare(prisma, billing, of)))).flat();
    if (options.repair)
      await Promise.all(differences.map((difference) => repair(prisma, billing, options.operator, difference)));
    const batch = { checked: groups.length, differences, last: { ...last } };

    // The sandbox's outages are of single organizations.
    const reasons = differences.flatMap(({ reason }) => (reason && reason !== 'outage' ? reason : []));
    const fault = reasons.find((reason) => !new BillingProviderError(reason).retryable);
    silent = reasons.length === groups.length ? silent + 1 : 0;
    const givenUp = fault ?? (silent === maxSilentBatches ? reasons[0] : undefined);
    yield givenUp ? { ...batch, givenUp } : batch;
    if (givenUp) return;
  }
}

function nextGroups(prisma: PrismaClient, { organizationId, after }: ReconcileOptions): Promise<FlaggedGroup[]> {
  return prisma.$queryRaw<FlaggedGroup[]>`
    SELECT organization_id AS "organizationId", id AS "groupId", billing_enabled AS flag FROM groups
    WHERE (${organizationId ?? null}::uuid IS NULL OR organization_id = ${organizationId ?? null}::uuid)
      AND (${after?.groupId ?? null}::uuid IS NULL
        OR (organization_id, id) > (${after?.organizationId ?? null}::uuid, ${after?.groupId ?? null}::uuid))
    ORDER BY organization_id, id LIMIT ${batchSize}`;
}

function byOrganization(groups: FlaggedGroup[]): FlaggedGroup[][] {
  const parts = new Map<string, FlaggedGroup[]>();
  for (const group of groups) {
    const part = parts.get(group.organizationId);
    if (part) part.push(group);
    else parts.set(group.organizationId, [group]);
  }
  return [...parts.values()];
}

/** Compares groups of one organization. */
async function compare(prisma: PrismaClient, billing: Billing, groups: FlaggedGroup[]): Promise<Difference[]> {
  const [{ organizationId }] = groups as [FlaggedGroup];
  let entities: Set<string>;
  try {
    const groupIds = groups.map(({ groupId }) => groupId);
    entities = await billing.findEntities(organizationId, groupIds);
  } catch (error) {
    if (!(error instanceof BillingProviderError)) throw error;
    return groups.map(({ groupId }) => ({ organizationId, groupId, kind: 'unreachable', reason: error.reason }));
  }
  const suspects = groups.filter(({ groupId, flag }) => flag !== entities.has(groupId));
  if (suspects.length === 0) return [];
  const now = await prisma.group.findMany({
    where: { organizationId, id: { in: suspects.map(({ groupId }) => groupId) } },
    select: { id: true, billingEnabled: true },
  });
  return now
    .filter(({ id, billingEnabled }) => billingEnabled !== entities.has(id))
    .map(({ id, billingEnabled }) => ({
      organizationId,
      groupId: id,
      kind: billingEnabled ? 'flag-without-entity' : 'entity-without-flag',
    }));
}

async function repair(prisma: PrismaClient, billing: Billing, operator: string, difference: Difference): Promise<void> {
  if (difference.kind !== 'flag-without-entity') return;
  const { organizationId, groupId } = difference;
  try {
    await billing.ensureEntity({ organizationId, groupId });
    difference.repaired = true;
  } catch (error) {
    if (!(error instanceof BillingProviderError)) throw error;
    difference.repaired = false;
    difference.reason = error.reason;
    return;
  }
  await recordOperatorChange(prisma, operator, {
    organizationId,
    resourceType: 'GROUP',
    resourceId: groupId,
    kind: 'UPDATED',
    details: detailsOf(null, { billingEntity: billing.providerName }),
  });
}
