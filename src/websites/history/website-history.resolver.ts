import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ForwardPageArgs } from '../../lists/connection.types.ts';
import type { ResolverContext } from '../../resources/resolver-context.ts';
import { Website } from '../websites.types.ts';
import { WebsiteChangeConnection } from './website-history.types.ts';

@Resolver(() => Website)
export class WebsiteHistoryResolver {
  @FieldResolver(() => WebsiteChangeConnection, {
    description:
      'The changes, newest first, as far back as the service keeps them. That a website joined or left a group is a change of the group. If credits are set, the website keeps its `revision`, and the history has a change.',
  })
  async changes(
    @Root() website: Website,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { websites }: ResolverContext,
  ) {
    return new WebsiteChangeConnection(await websites.changesOf(website.id, page), () =>
      websites.changeCountOf.load(website.id),
    );
  }
}
