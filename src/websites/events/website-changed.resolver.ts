import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';
import { followerOf, type ResolverContext } from '../../resources/resolver-context.ts';
import { WebsiteChange } from '../history/website-history.types.ts';
import { Website } from '../websites.types.ts';
import { followWebsites } from './website-changed.service.ts';
import { WebsiteChangedEvent } from './website-changed.types.ts';

@Resolver(() => WebsiteChangedEvent)
export class WebsiteChangedResolver {
  @Subscription(() => WebsiteChangedEvent, {
    description:
      'Each change of a website that you can see, in order and once. If your key is confined to websites, only of these websites.',
    subscribe: ({ args, context }) => followWebsites(followerOf(context as ResolverContext), args.ids, args.after),
  })
  websiteChanged(
    @Arg('ids', () => [ID], {
      nullable: true,
      description: 'Only these websites, at most 1,000. If null or absent, all websites that you can see.',
    })
    _ids: string[] | null | undefined,
    @Arg('after', () => String, {
      nullable: true,
      description:
        'The `position` of an event, at most 24 hours old. The changes since then come first. If null or absent, you get only changes from now on.',
    })
    _after: string | null | undefined,
    @Root() event: WebsiteChangedEvent,
  ): WebsiteChangedEvent {
    return event;
  }

  @FieldResolver(() => Website, {
    nullable: true,
    description:
      'The website at the moment when the service sends the event, also if it is deleted. null if you can no longer see it.',
  })
  website(@Root() { websiteId }: WebsiteChangedEvent, @Ctx() { websites }: ResolverContext) {
    return websites.byId.one(websiteId);
  }

  @FieldResolver(() => WebsiteChange, { description: 'Who changed it, and the values before and after.' })
  change(@Root() { change }: WebsiteChangedEvent) {
    return change;
  }
}
