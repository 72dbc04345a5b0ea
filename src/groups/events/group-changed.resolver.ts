import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';
import { followerOf, type ResolverContext } from '../../resources/resolver-context.ts';
import { Group } from '../groups.types.ts';
import { GroupChange } from '../history/group-history.types.ts';
import { followGroups } from './group-changed.service.ts';
import { GroupChangedEvent } from './group-changed.types.ts';

@Resolver(() => GroupChangedEvent)
export class GroupChangedResolver {
  @Subscription(() => GroupChangedEvent, {
    description:
      'Each change of a group that you may see, in order and once, as an event stream (`accept: text/event-stream`). With a key that is confined to websites: the groups that hold one of them.',
    subscribe: ({ args, context }) => followGroups(followerOf(context as ResolverContext), args.ids, args.after),
  })
  groupChanged(
    @Arg('ids', () => [ID], {
      nullable: true,
      description: 'Only of these groups, at most 1,000. null or absent: of all of your organization.',
    })
    _ids: string[] | null | undefined,
    @Arg('after', () => String, {
      nullable: true,
      description:
        'The `position` of an event, not older than 24 hours: what changed since then comes first. null or absent: only what changes from now on.',
    })
    _after: string | null | undefined,
    @Root() event: GroupChangedEvent,
  ): GroupChangedEvent {
    return event;
  }

  @FieldResolver(() => Group, {
    nullable: true,
    description: 'The group as it is when the event is sent; null where it is deleted, or no longer yours to see.',
  })
  group(@Root() { groupId }: GroupChangedEvent, @Ctx() { groups }: ResolverContext) {
    return groups.byId.one(groupId);
  }

  @FieldResolver(() => GroupChange, { description: 'Who changed it, and what from what to what.' })
  change(@Root() { change }: GroupChangedEvent) {
    return change;
  }
}
