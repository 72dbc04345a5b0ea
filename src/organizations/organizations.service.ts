import { randomUUID } from 'node:crypto';
import { setDefaultLanguage } from '../account-groups/default-language.service.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';

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

export function createOrganization(prisma: PrismaClient, organization: NewOrganization): Promise<OrganizationRecord> {
  return prisma.organization.create({ data: { id: randomUUID(), ...organization }, ...withLanguage });
}

/**
 * Changes an organization, all or nothing. Nodes that remember one of its keys follow within `keyCacheMs`.
 *
 * @returns the organization and whether anything is different now, or null when there is no such organization
 */
export function editOrganization(
  prisma: PrismaClient,
  id: string,
  { defaultLanguageId, ...changes }: OrganizationChanges,
): Promise<{ organization: OrganizationRecord; changed: boolean } | null> {
  return prisma.$transaction(
    async (transaction) => {
      // First, as it locks the organization: a lock is not to be strengthened later.
      const moved = defaultLanguageId !== undefined && (await setDefaultLanguage(transaction, id, defaultLanguageId));
      const edited =
        Object.keys(changes).length > 0 &&
        (await transaction.organization.updateMany({ where: { id, NOT: changes }, data: changes })).count > 0;
      const organization = await transaction.organization.findUnique({ where: { id }, ...withLanguage });
      return organization && { organization, changed: edited || moved };
    },
    { timeout: 30_000 }, // another default language may rename many account groups
  );
}
