import { randomUUID } from 'node:crypto';
import { setDefaultLanguage } from '../account-groups/default-language.service.ts';
import type { ChangeKind, Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { type Details, detailsOf, recordOperatorChange } from '../history/operator-entries.ts';

const withLanguage = { include: { defaultLanguage: true } } satisfies Prisma.OrganizationDefaultArgs;

export type OrganizationRecord = Prisma.OrganizationGetPayload<typeof withLanguage>;

export interface NewOrganization {
  name: string;
  isPartner: boolean;
  defaultLanguageId: number;
}

/** What is absent stays. */
export interface OrganizationChanges {
  name?: string;
  isPartner?: boolean;
  defaultLanguageId?: number;
}

/** Every organization, the oldest first. */
export function listOrganizations(prisma: PrismaClient): Promise<OrganizationRecord[]> {
  return prisma.organization.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], ...withLanguage });
}

export async function organizationExists(prisma: PrismaClient, id: string): Promise<boolean> {
  return (await prisma.organization.count({ where: { id } })) > 0;
}

/** Which of these are no websites of the organization; a deleted website is none. */
export async function unknownWebsites(
  prisma: PrismaClient,
  organizationId: string,
  ids: readonly string[],
): Promise<string[]> {
  const found = await prisma.website.findMany({
    where: { organizationId, id: { in: [...ids] }, deletedAt: null },
    select: { id: true },
  });
  return ids.filter((id) => !found.some((website) => website.id === id));
}

const valuesOf = ({ name, isPartner, defaultLanguage }: OrganizationRecord) => ({
  name,
  isPartner,
  defaultLanguage: defaultLanguage.lookupName,
});

const record = (
  transaction: Prisma.TransactionClient,
  operator: string,
  { id }: OrganizationRecord,
  kind: ChangeKind,
  details: Details,
) =>
  recordOperatorChange(transaction, operator, {
    organizationId: id,
    resourceType: 'ORGANIZATION',
    resourceId: id,
    kind,
    details,
  });

export function createOrganization(
  prisma: PrismaClient,
  operator: string,
  organization: NewOrganization,
): Promise<OrganizationRecord> {
  return prisma.$transaction(async (transaction) => {
    const created = await transaction.organization.create({
      data: { id: randomUUID(), ...organization },
      ...withLanguage,
    });
    await record(transaction, operator, created, 'CREATED', detailsOf(null, valuesOf(created)));
    return created;
  });
}

/**
 * Changes an organization, all or nothing. Nodes that remember one of its keys follow within `keyCacheMs`.
 *
 * @returns the organization and whether anything is different now, or null when there is no such organization
 */
export function editOrganization(
  prisma: PrismaClient,
  operator: string,
  id: string,
  { defaultLanguageId, ...changes }: OrganizationChanges,
): Promise<{ organization: OrganizationRecord; changed: boolean } | null> {
  return prisma.$transaction(
    async (transaction) => {
      // First, as another default language needs this lock: a lock is not to be strengthened later.
      await transaction.$queryRaw`SELECT FROM organizations WHERE id = ${id}::uuid FOR UPDATE`;
      const before = await transaction.organization.findUnique({ where: { id }, ...withLanguage });
      if (!before) return null;
      if (defaultLanguageId !== undefined) await setDefaultLanguage(transaction, id, defaultLanguageId, operator);
      const organization = await transaction.organization.update({ where: { id }, data: changes, ...withLanguage });
      const details = detailsOf(valuesOf(before), valuesOf(organization));
      const changed = Object.keys(details).length > 0;
      if (changed) await record(transaction, operator, organization, 'UPDATED', details);
      return { organization, changed };
    },
    { timeout: 30_000 }, // another default language may rename many account groups
  );
}
