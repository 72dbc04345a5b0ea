import type { Caller } from '../auth/caller.ts';
import type { Statements } from '../database/idempotency.ts';
import type { InputIssues } from '../resources/input-issues.ts';
import { toUuid } from '../resources/text.ts';
import { groupFields } from './groups.fields.ts';
import { GroupExternalIdTaken } from './groups.results.ts';
import type { Group } from './groups.types.ts';

/** Ids as UUIDs in their places; null stands for an id that nothing can have. */
export function toUuids(ids: readonly string[]): (string | null)[] {
  return ids.map((id) => toUuid(id) ?? null);
}

/** Websites of an organization by their ids, and whether each is deleted. */
export type KnownWebsites = ReadonlyMap<string | null, { isDeleted: boolean }>;

export async function readWebsites(prisma: Statements, caller: Caller, ids: readonly string[]): Promise<KnownWebsites> {
  if (ids.length === 0) return new Map();
  const websites = await prisma.website.findMany({
    select: { id: true, deletedAt: true },
    where: { organizationId: caller.organization.id, id: { in: toUuids(ids).filter((id) => id !== null) } },
  });
  return new Map(websites.map(({ id, deletedAt }) => [id, { isDeleted: deletedAt !== null }]));
}

/** The positions of the ids that name no website, or a deleted one. */
export function unusableIn(ids: readonly string[], known: KnownWebsites): number[] {
  return toUuids(ids).flatMap((id, position) => (known.get(id)?.isDeleted === false ? [] : [position]));
}

/** Tells of each website that cannot be used: of its positions in the ids of a field. */
export function addUnusable(
  issues: InputIssues,
  field: string,
  ids: readonly string[],
  positions: readonly number[],
  known: KnownWebsites,
): void {
  for (const position of positions)
    issues.add(
      [field, position],
      known.get(toUuid(ids[position] as string) ?? null)?.isDeleted
        ? 'must not be a deleted website: restore it with "restoreWebsite" first'
        : 'must be the id of a website of your organization',
    );
}

/** The groups that have external ids, by these. */
export async function readHolders(
  prisma: Statements,
  caller: Caller,
  externalIds: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, Group>> {
  const wanted = externalIds.filter((externalId) => externalId != null);
  if (wanted.length === 0) return new Map();
  const groups = await prisma.group.findMany({
    select: groupFields.select,
    where: { organizationId: caller.organization.id, externalId: { in: wanted } },
  });
  return new Map(groups.map((group) => [group.externalId as string, group]));
}

/** The conflict with another group that has an external id, or undefined when none has it. */
export function externalIdConflict(
  holders: ReadonlyMap<string, Group>,
  externalId: string | null | undefined,
  groupId: string | null,
): GroupExternalIdTaken | undefined {
  const holder = externalId == null ? undefined : holders.get(externalId);
  return holder && holder.id !== groupId ? new GroupExternalIdTaken(holder.externalId as string, holder) : undefined;
}
