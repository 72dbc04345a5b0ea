import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';
import { followerOf, type ResolverContext } from '../../resources/resolver-context.ts';
import { AccountGroup } from '../account-groups.types.ts';
import { AccountGroupChange } from '../history/account-group-history.types.ts';
import { followAccountGroups } from './account-group-changed.service.ts';
import { AccountGroupChangedEvent } from './account-group-changed.types.ts';

@Resolver(() => AccountGroupChangedEvent)
export class AccountGroupChangedResolver {
  @Subscription(() => AccountGroupChangedEvent, {
    description: 'Each change of an account group, in order and once. Needs a global key.',
    subscribe: ({ args, context }) => followAccountGroups(followerOf(context as ResolverContext), args.ids, args.after),
  })
  accountGroupChanged(
    @Arg('ids', () => [ID], {
      nullable: true,
      description:
        'Only these account groups, at most 1,000. If null or absent, all account groups of your organization.',
    })
    _ids: string[] | null | undefined,
    @Arg('after', () => String, {
      nullable: true,
      description:
        'The `position` of an event, at most 24 hours old. The changes since then come first. If null or absent, you get only changes from now on.',
    })
    _after: string | null | undefined,
    @Root() event: AccountGroupChangedEvent,
  ): AccountGroupChangedEvent {
    return event;
  }

  @FieldResolver(() => AccountGroup, {
    nullable: true,
    description: 'The account group at the moment when the service sends the event. null if it is deleted.',
  })
  accountGroup(@Root() { accountGroupId }: AccountGroupChangedEvent, @Ctx() { accountGroups }: ResolverContext) {
    return accountGroups.byId.one(accountGroupId);
  }

  @FieldResolver(() => AccountGroupChange, { description: 'Who changed it, and the values before and after.' })
  change(@Root() { change }: AccountGroupChangedEvent) {
    return change;
  }
}
