import type { Caller } from '../../auth/caller.ts';
import { Prisma, type PrismaClient } from '../../generated/prisma/client.ts';
import { isStorable } from '../../resources/text.ts';
import type { OldGroup } from './read-groups.ts';

export interface StoredWebsite {
  id: string;
  url: string;
  name: string | null;
  isDeleted: boolean;
}

export interface StoredGroup {
  id: string;
  name: string;
  billingEnabled: boolean;
  externalId: string | null;
  /** Of the websites that are not deleted. */
  websiteIds: string[];
}

/** What is here of a batch. */
export interface Stored {
  websites: Map<string, StoredWebsite>;
  groups: Map<string, StoredGroup>;
  /** The same groups, by their external ids. */
  byExternalId: Map<string, StoredGroup>;
}

export async function readStored(
  prisma: PrismaClient,
  { organization }: Caller,
  batch: readonly OldGroup[],
): Promise<Stored> {
  const own = Prisma.sql`organization_id = ${organization.id}::uuid`;
  const websiteIds = [...new Set(batch.flatMap(({ websites }) => websites.map(({ id }) => id)))];
  const groupIds = batch.map(({ id }) => id);
  const externalIds = batch.flatMap(({ externalId }) => (externalId && isStorable(externalId) ? [externalId] : []));
  const [websites, groups] = await Promise.all([
    prisma.$queryRaw<StoredWebsite[]>`
      SELECT id::text, url, name, deleted_at IS NOT NULL AS "isDeleted" FROM websites
      WHERE ${own} AND id = ANY(${websiteIds}::uuid[])`,
    prisma.$queryRaw<StoredGroup[]>`
      SELECT g.id::text, g.name, g.billing_enabled AS "billingEnabled", g.external_id AS "externalId", ARRAY(
        SELECT m.website_id::text FROM group_websites m JOIN websites w USING (organization_id)
        WHERE m.organization_id = g.organization_id AND m.group_id = g.id AND w.id = m.website_id AND w.deleted_at IS NULL
      ) AS "websiteIds"
      FROM groups g WHERE g.organization_id = ${organization.id}::uuid AND g.id IN (
        SELECT unnest(${groupIds}::uuid[])
        UNION SELECT id FROM groups WHERE ${own} AND external_id = ANY(${externalIds}::text[]))`,
  ]);
  return {
    websites: new Map(websites.map((website) => [website.id, website])),
    groups: new Map(groups.map((group) => [group.id, group])),
    byExternalId: new Map(groups.flatMap((group) => (group.externalId === null ? [] : [[group.externalId, group]]))),
  };
}
