import type { Caller } from '../../auth/caller.ts';
import { withoutHiddenCredits } from '../../credits/credit-history.sql.ts';
import { checkFollowedIds, type Followed, type Follower, follow, startOf } from '../../events/follow.service.ts';
import { writePosition } from '../../events/position.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { toUuids } from '../group-checks.sql.ts';
import { groupChangeColumns } from '../history/group-history.service.ts';
import type { GroupChange } from '../history/group-history.types.ts';
import { holdsWebsite } from '../holds-website.sql.ts';
import type { GroupChangedEvent } from './group-changed.types.ts';

/** Follows the changes of groups that the caller may see: of those with these ids, or of all. */
export async function followGroups(
  follower: Follower,
  ids: readonly string[] | null | undefined,
  after: string | null | undefined,
): Promise<AsyncGenerator<GroupChangedEvent, void>> {
  checkFollowedIds(ids);
  const start = await startOf(follower, after);
  follower.position = writePosition(start);
  return events(follow<GroupChange & { groupId: string }>(follower, start, (caller) => followed(caller, ids)));
}

async function* events(
  changes: AsyncGenerator<GroupChange & { groupId: string; position: string }, void>,
): AsyncGenerator<GroupChangedEvent, void> {
  for await (const change of changes) yield { position: change.position, groupId: change.groupId, change };
}

function followed(caller: Caller, ids: readonly string[] | null | undefined): Followed {
  const where = [withoutHiddenCredits(caller)];
  if (ids) where.push(Prisma.sql`c.group_id = ANY(${toUuids(ids)}::uuid[])`);
  if (caller.websiteScope) where.push(concerns(caller, caller.websiteScope));
  return {
    table: 'group_changes',
    resource: 'group_id',
    columns: { ...groupChangeColumns(caller), groupId: Prisma.sql`c.group_id` },
    where,
  };
}

/**
 * A key that is confined to websites follows the groups that contain one of them, and sees when these websites come and
 * go.
 */
function concerns(caller: Caller, websiteScope: readonly string[]): Prisma.Sql {
  const lists = (field: string) => Prisma.sql`c.details -> '${Prisma.raw(field)}' ?| ${websiteScope}::text[]`;
  return Prisma.sql`(
    ${lists('websitesAdded')} OR ${lists('websitesRemoved')} OR EXISTS (
      SELECT FROM groups g WHERE g.organization_id = c.organization_id AND g.id = c.group_id
        AND ${holdsWebsite(caller, Prisma.sql`true`)}))`;
}
