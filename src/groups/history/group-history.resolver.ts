import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ForwardPageArgs } from '../../lists/connection.types.ts';
import { MaxItems } from '../../lists/max-items.ts';
import { maxIds } from '../../resources/input-issues.ts';
import type { ResolverContext } from '../../resources/resolver-context.ts';
import { Website } from '../../websites/websites.types.ts';
import { Group } from '../groups.types.ts';
import { GroupChange, GroupChangeConnection } from './group-history.types.ts';

@Resolver(() => Group)
export class GroupHistoryResolver {
  @FieldResolver(() => GroupChangeConnection, {
    description:
      'The changes, newest first, as far back as the service keeps them. If a website is deleted or restored, or if credits are set, the group keeps its `revision`, and the history has a change.',
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
    description:
      'The websites that were added, including deleted ones. If your key is confined to websites, only these websites.',
  })
  websitesAdded(@Root() { addedWebsiteIds }: GroupChange, @Ctx() context: ResolverContext) {
    return visibleWebsites(addedWebsiteIds, context);
  }

  @MaxItems(maxIds)
  @FieldResolver(() => [Website], {
    description:
      'The websites that were removed, including deleted ones. If your key is confined to websites, only these websites.',
  })
  websitesRemoved(@Root() { removedWebsiteIds }: GroupChange, @Ctx() context: ResolverContext) {
    return visibleWebsites(removedWebsiteIds, context);
  }
}

async function visibleWebsites(ids: string[], { websites }: ResolverContext): Promise<Website[]> {
  const found = await websites.byId.many(ids);
  return found.filter((website) => website !== null);
}
