import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ForwardPageArgs } from '../resource/connection.types.ts';
import type { ResolverContext } from '../resource/context.ts';
import { maxIds } from '../resource/input-issues.ts';
import { MaxItems } from '../resource/max-items.ts';
import { Website } from '../websites/websites.types.ts';
import { GroupChange, GroupChangeConnection } from './group-history.types.ts';
import { Group } from './groups.types.ts';

@Resolver(() => Group)
export class GroupHistoryResolver {
  @FieldResolver(() => GroupChangeConnection, {
    description:
      'What changed, the newest first, as far back as the service keeps it. Deleting or restoring a website is a change of the website, not of its groups.',
  })
  async changes(
    @Root() group: Group,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { groups }: ResolverContext,
  ) {
    return new GroupChangeConnection(await groups.changesOf(group.id, page), () => groups.changeCountOf.load(group.id));
  }
}

@Resolver(() => GroupChange)
export class GroupChangeResolver {
  @MaxItems(maxIds)
  @FieldResolver(() => [Website], {
    description: 'The websites that came in, deleted ones too; with a key that is confined to websites only those.',
  })
  websitesAdded(@Root() { addedWebsiteIds }: GroupChange, @Ctx() context: ResolverContext) {
    return visibleWebsites(addedWebsiteIds, context);
  }

  @MaxItems(maxIds)
  @FieldResolver(() => [Website], {
    description: 'The websites that left, deleted ones too; with a key that is confined to websites only those.',
  })
  websitesRemoved(@Root() { removedWebsiteIds }: GroupChange, @Ctx() context: ResolverContext) {
    return visibleWebsites(removedWebsiteIds, context);
  }
}

async function visibleWebsites(ids: string[], { websites }: ResolverContext): Promise<Website[]> {
  const found = await websites.byId.many(ids);
  return found.filter((website) => website !== null);
}
