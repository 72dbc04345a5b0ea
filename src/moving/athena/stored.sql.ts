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
  const organizationId = Prisma.sql`${organization.id}::uuid`;
  const websiteIds = [...new Set(batch.flatMap(({ websites }) => websites.map(({ id }) => id)))];
  const groupIds = batch.map(({ id }) => id);
  const externalIds = batch.flatMap(({ externalId }) => (externalId && isStorable(externalId) ? [externalId] : []));
  // One look-up in the index for each id: as a condition on a list of ids, the planner may read all that there are.
  const [websites, groups] = await Promise.all([
    prisma.$queryRaw<StoredWebsite[]>`
      SELECT w.id::text, w.url, w.name, w.deleted_at IS NOT NULL AS "isDeleted"
      FROM unnest(${websiteIds}::uuid[]) AS wanted(id) CROSS JOIN LATERAL (
        SELECT * FROM websites w WHERE w.organization_id = ${organizationId} AND w.id = wanted.id OFFSET 0
      ) AS w`,
    prisma.$queryRaw<StoredGroup[]>`
      WITH found AS (
        SELECT g.* FROM unnest(${groupIds}::uuid[]) AS wanted(id) CROSS JOIN LATERAL (
          SELECT * FROM groups g WHERE g.organization_id = ${organizationId} AND g.id = wanted.id OFFSET 0) AS g
        UNION
        SELECT g.* FROM unnest(${externalIds}::text[]) AS wanted(external_id) CROSS JOIN LATERAL (
          SELECT * FROM groups g
          WHERE g.organization_id = ${organizationId} AND g.external_id = wanted.external_id OFFSET 0) AS g
      )
      SELECT g.id::text, g.name, g.billing_enabled AS "billingEnabled", g.external_id AS "externalId", ARRAY(
        SELECT m.website_id::text FROM group_websites m
        JOIN websites w ON w.organization_id = m.organization_id AND w.id = m.website_id
        WHERE m.organization_id = g.organization_id AND m.group_id = g.id AND w.deleted_at IS NULL
      ) AS "websiteIds"
      FROM found g`,
  ]);
  return {
    websites: new Map(websites.map((website) => [website.id, website])),
    groups: new Map(groups.map((group) => [group.id, group])),
    byExternalId: new Map(groups.flatMap((group) => (group.externalId === null ? [] : [[group.externalId, group]]))),
  };
}
