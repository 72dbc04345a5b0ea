import type { Caller } from '../auth/caller.ts';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { InputIssues } from '../resources/input-issues.ts';
import { toUuid } from '../resources/text.ts';
import { GroupExternalIdTaken } from './groups.results.ts';
import { selectGroup } from './groups.sql.ts';
import type { Group } from './groups.types.ts';

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
  prisma: Pick<PrismaClient, '$queryRaw'>,
  caller: Caller,
  issues: InputIssues,
  field: string,
  ids: readonly string[],
  positions: readonly number[],
): Promise<void> {
  if (positions.length === 0) return;
  const uuids = toUuids(ids);
  const deleted = await prisma.$queryRaw<{ id: string }[]>`
    SELECT w.id FROM websites w
    WHERE w.organization_id = ${caller.organization.id}::uuid AND w.deleted_at IS NOT NULL
      AND w.id = ANY(${positions.map((position) => uuids[position])}::uuid[])`;
  const isDeleted = new Set(deleted.map(({ id }) => id));
  for (const position of positions)
    issues.add(
      [field, position],
      isDeleted.has(uuids[position] as string)
        ? 'must not be a deleted website: bring it back with "restoreWebsite" first'
        : 'must be the id of a website of your organization',
    );
}

export async function readUnusable(prisma: PrismaClient, caller: Caller, ids: readonly string[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const [row] = await prisma.$queryRaw<[{ unusable: number[] }]>`
    WITH ${wantedWebsites(caller, ids)} SELECT ${unusablePositions} AS unusable`;
  return row.unusable;
}

/** The conflict with another group that has an external id, or undefined when none has it. */
export async function externalIdConflict(
  prisma: PrismaClient,
  caller: Caller,
  externalId: string | null | undefined,
  groupId: string | null,
): Promise<GroupExternalIdTaken | undefined> {
  if (externalId == null) return undefined;
  const [holder] = await prisma.$queryRaw<Group[]>`
    SELECT ${selectGroup} FROM groups g
    WHERE g.organization_id = ${caller.organization.id}::uuid AND g.external_id = ${externalId}
      AND g.id IS DISTINCT FROM ${groupId}::uuid`;
  return holder && new GroupExternalIdTaken(externalId, holder);
}
