import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ForwardPageArgs } from '../../lists/connection.types.ts';
import type { ResolverContext } from '../../resources/resolver-context.ts';
import { AccountGroup } from '../account-groups.types.ts';
import { AccountGroupChangeConnection } from './account-group-history.types.ts';

@Resolver(() => AccountGroup)
export class AccountGroupHistoryResolver {
  @FieldResolver(() => AccountGroupChangeConnection, {
    description: 'The changes, newest first, as far back as the service keeps them.',
  })
  async changes(
    @Root() group: AccountGroup,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { accountGroups }: ResolverContext,
  ) {
    return new AccountGroupChangeConnection(await accountGroups.changesOf(group.id, page), () =>
      accountGroups.changeCountOf.load(group.id),
    );
  }
}
