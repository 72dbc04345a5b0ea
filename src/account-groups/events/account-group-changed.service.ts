import { type Caller, requireGlobalKey } from '../../auth/caller.ts';
import { checkFollowedIds, type Followed, type Follower, follow, startOf } from '../../events/follow.service.ts';
import { writePosition } from '../../events/position.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { toInt64 } from '../../resources/text.ts';
import { accountGroupChangeColumns } from '../history/account-group-history.service.ts';
import type { AccountGroupChange } from '../history/account-group-history.types.ts';
import { displacementDetails } from '../history/record-account-group.sql.ts';
import type { AccountGroupChangedEvent } from './account-group-changed.types.ts';

type Change = AccountGroupChange & { accountGroupId: string };

/** Follows the changes of account groups: of those with these ids, or of all. */
export async function followAccountGroups(
  follower: Follower,
  ids: readonly string[] | null | undefined,
  after: string | null | undefined,
): Promise<AsyncGenerator<AccountGroupChangedEvent, void>> {
  requireGlobalKey(await follower.caller());
  checkFollowedIds(ids);
  const start = await startOf(follower, after);
  follower.position = writePosition(start);
  return events(follow<Change>(follower, start, (caller) => followed(caller, ids)));
}

async function* events(
  changes: AsyncGenerator<Change & { position: string }, void>,
): AsyncGenerator<AccountGroupChangedEvent, void> {
  for await (const change of changes)
    yield { position: change.position, accountGroupId: change.accountGroupId, change };
}

function followed(caller: Caller, ids: readonly string[] | null | undefined): Followed {
  requireGlobalKey(caller);
  const stored = ids?.map(toInt64).filter((id) => id !== undefined);
  const some = Prisma.sql`${stored}::text[]::bigint[]`;
  return {
    table: 'account_group_changes',
    resource: 'account_group_id',
    columns: {
      ...accountGroupChangeColumns(caller),
      id: Prisma.sql`CASE c.n WHEN 0 THEN c.id::text ELSE c.id || '-' || c.account_group_id END`,
      accountGroupId: Prisma.sql`c.account_group_id::text`,
    },
    where: [stored ? Prisma.sql`c.account_group_id = ANY(${some})` : Prisma.sql`true`],
    entries: {
      table: 'account_group_displacements',
      where: stored ? Prisma.sql`e.account_group_ids && ${some}` : Prisma.sql`true`,
      changes: Prisma.sql`
        SELECT moved.id, moved.revision, ${displacementDetails(Prisma.sql`e.first_place`, Prisma.sql`moved.n`)}, moved.n::int
        FROM unnest(e.account_group_ids, e.revisions) WITH ORDINALITY AS moved(id, revision, n)
        WHERE ${stored ? Prisma.sql`moved.id = ANY(${some})` : Prisma.sql`moved.id IS NOT NULL`}`,
    },
  };
}
