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
      'Each change of a group that you can see, in order and once. If your key is confined to websites, the groups that contain at least one of them.',
    subscribe: ({ args, context }) => followGroups(followerOf(context as ResolverContext), args.ids, args.after),
  })
  groupChanged(
    @Arg('ids', () => [ID], {
      nullable: true,
      description: 'Only these groups, at most 1,000. If null or absent, all groups of your organization.',
    })
    _ids: string[] | null | undefined,
    @Arg('after', () => String, {
      nullable: true,
      description:
        'The `position` of an event, at most 24 hours old. The changes since then come first. If null or absent, you get only changes from now on.',
    })
    _after: string | null | undefined,
    @Root() event: GroupChangedEvent,
  ): GroupChangedEvent {
    return event;
  }

  @FieldResolver(() => Group, {
    nullable: true,
    description:
      'The group at the moment when the service sends the event. null if it is deleted, or if you can no longer see it.',
  })
  group(@Root() { groupId }: GroupChangedEvent, @Ctx() { groups }: ResolverContext) {
    return groups.byId.one(groupId);
  }

  @FieldResolver(() => GroupChange, { description: 'Who changed it, and the values before and after.' })
  change(@Root() { change }: GroupChangedEvent) {
    return change;
  }
}
