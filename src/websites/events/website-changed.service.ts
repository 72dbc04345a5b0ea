import type { Caller } from '../../auth/caller.ts';
import { withoutHiddenCredits } from '../../credits/credit-history.sql.ts';
import { checkFollowedIds, type Followed, type Follower, follow, startOf } from '../../events/follow.service.ts';
import { writePosition } from '../../events/position.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { toUuid } from '../../resources/text.ts';
import { websiteChangeColumns } from '../history/website-history.service.ts';
import type { WebsiteChange } from '../history/website-history.types.ts';
import type { WebsiteChangedEvent } from './website-changed.types.ts';

type Change = WebsiteChange & { websiteId: string };

/** Follows the changes of websites that the caller may see: of those with these ids, or of all. */
export async function followWebsites(
  follower: Follower,
  ids: readonly string[] | null | undefined,
  after: string | null | undefined,
): Promise<AsyncGenerator<WebsiteChangedEvent, void>> {
  checkFollowedIds(ids);
  const start = await startOf(follower, after);
  follower.position = writePosition(start);
  return events(follow<Change>(follower, start, (caller) => followed(caller, ids)));
}

async function* events(
  changes: AsyncGenerator<Change & { position: string }, void>,
): AsyncGenerator<WebsiteChangedEvent, void> {
  for await (const change of changes) yield { position: change.position, websiteId: change.websiteId, change };
}

function followed(caller: Caller, ids: readonly string[] | null | undefined): Followed {
  const isOneOf = (some: readonly (string | undefined)[]) =>
    Prisma.sql`c.website_id = ANY(${some.filter((id) => id !== undefined)}::uuid[])`;
  const where = [withoutHiddenCredits(caller)];
  if (ids) where.push(isOneOf(ids.map(toUuid)));
  if (caller.websiteScope) where.push(isOneOf(caller.websiteScope));
  return {
    table: 'website_changes',
    resource: 'website_id',
    columns: { ...websiteChangeColumns(caller), websiteId: Prisma.sql`c.website_id` },
    where,
  };
}
