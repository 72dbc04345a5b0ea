import type { Caller } from '../auth/caller.ts';
import type { Statements } from '../database/idempotency.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { InputIssues } from '../resources/input-issues.ts';
import { toUuid } from '../resources/text.ts';
import { groupFields } from './groups.fields.ts';
import { GroupExternalIdTaken } from './groups.results.ts';

/** Ids as UUIDs in their places; null stands for an id that nothing can have. */
export function toUuids(ids: readonly string[]): (string | null)[] {
  return ids.map((id) => toUuid(id) ?? null);
}

/** The positions, from 0, of those wanted websites that the organization lacks or has deleted: CTEs `wanted` and `unusable`. */
export function wantedWebsites(caller: Caller, ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`
    wanted AS (
      SELECT id, position - 1 AS position FROM unnest(${toUuids(ids)}::uuid[]) WITH ORDINALITY AS wanted(id, position)
    ), unusable AS (
      SELECT position FROM wanted WHERE NOT EXISTS (
        SELECT FROM websites w
        WHERE w.organization_id = ${caller.organization.id}::uuid AND w.id = wanted.id AND w.deleted_at IS NULL)
    )`;
}

export const unusablePositions = Prisma.sql`(SELECT coalesce(array_agg(position::int ORDER BY position), '{}') FROM unusable)`;

/** Tells of each website that cannot be used: of its positions in the ids of a field. */
export async function addUnusable(
  prisma: Statements,
  caller: Caller,
  issues: InputIssues,
  field: string,
  ids: readonly string[],
  positions: readonly number[],
): Promise<void> {
  if (positions.length === 0) return;
  const uuids = toUuids(ids);
  const found = positions.flatMap((position) => uuids[position] ?? []);
  const deleted = await prisma.website.findMany({
    select: { id: true },
    where: { organizationId: caller.organization.id, id: { in: found }, deletedAt: { not: null } },
  });
  const isDeleted = new Set(deleted.map(({ id }) => id));
  for (const position of positions)
    issues.add(
      [field, position],
      isDeleted.has(uuids[position] as string)
        ? 'must not be a deleted website: restore it with "restoreWebsite" first'
        : 'must be the id of a website of your organization',
    );
}

export async function readUnusable(prisma: PrismaClient, caller: Caller, ids: readonly string[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const uuids = toUuids(ids);
  const websites = await prisma.website.findMany({
    select: { id: true },
    where: { organizationId: caller.organization.id, id: { in: uuids.filter((id) => id !== null) }, deletedAt: null },
  });
  const usable = new Set<string | null>(websites.map(({ id }) => id));
  return uuids.flatMap((id, position) => (usable.has(id) ? [] : [position]));
}

/** The conflict with another group that has an external id, or undefined when none has it. */
export async function externalIdConflict(
  prisma: PrismaClient,
  caller: Caller,
  externalId: string | null | undefined,
  groupId: string | null,
): Promise<GroupExternalIdTaken | undefined> {
  if (externalId == null) return undefined;
  const { id: organizationId } = caller.organization;
  const holder = await prisma.group.findUnique({
    select: groupFields.select,
    where: { organizationId_externalId: { organizationId, externalId } },
  });
  return holder && holder.id !== groupId ? new GroupExternalIdTaken(externalId, holder) : undefined;
}
