import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AccountGroup, StaffAccount, StaffAccountConnection } from '../account-groups/account-groups.types.ts';
import { RequiresWriter } from '../auth/requirements.ts';
import { PageArgs } from '../lists/connection.types.ts';
import { checkLookUp } from '../resources/look-up.ts';
import type { ResolverContext } from '../resources/resolver-context.ts';
import { createStaffAccount, deleteStaffAccount, updateStaffAccount } from './staff-account-changes.service.ts';
import {
  CreateStaffAccountInput,
  DeleteStaffAccountInput,
  MoveStaffAccountsInput,
  StaffAccountFilter,
  StaffAccountOrder,
  UpdateStaffAccountInput,
} from './staff-accounts.inputs.ts';
import {
  CreateStaffAccountResult,
  DeleteStaffAccountResult,
  MoveStaffAccountsResult,
  UpdateStaffAccountResult,
} from './staff-accounts.results.ts';
import {
  countStaffAccounts,
  findStaffAccounts,
  listStaffAccounts,
  moveStaffAccounts,
} from './staff-accounts.service.ts';

@Resolver(() => StaffAccount)
export class StaffAccountResolver {
  @Query(() => StaffAccount, {
    nullable: true,
    description: 'A staff account by its id. null if there is none. Needs a global key.',
  })
  staffAccount(@Arg('id', () => ID, { description: "The account's id." }) id: string, @Ctx() context: ResolverContext) {
    return context.accountGroups.account.load(id);
  }

  @Query(() => [StaffAccount], {
    nullable: 'items',
    description:
      'Staff accounts by their ids, for gateways. The answer has one entry for each id, in the same order. An entry is null if there is no such account. At most 1,000 ids. Needs a global key.',
  })
  staffAccountsById(
    @Arg('ids', () => [ID], { description: 'The ids. They can repeat.' }) ids: string[],
    @Ctx() { reads, caller }: ResolverContext,
  ) {
    checkLookUp('ids', ids);
    return findStaffAccounts(reads, caller, ids);
  }

  @Query(() => StaffAccountConnection, {
    description: 'The staff accounts of your organization, by default by display name. Needs a global key.',
  })
  async staffAccounts(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => StaffAccountFilter, { nullable: true, description: 'Which entries to return.' })
    filter: StaffAccountFilter | null | undefined,
    @Arg('orderBy', () => StaffAccountOrder, {
      nullable: true,
      description: 'The order. The default is by display name, ascending.',
    })
    orderBy: StaffAccountOrder | null | undefined,
    @Ctx() { reads, caller }: ResolverContext,
  ) {
    return new StaffAccountConnection(await listStaffAccounts(reads, caller, page, filter, orderBy), () =>
      countStaffAccounts(reads, caller, filter),
    );
  }

  @FieldResolver(() => AccountGroup, { description: 'The account group that the account is in.' })
  async staffGroup(@Root() account: StaffAccount, @Ctx() { accountGroups }: ResolverContext) {
    // Where the group was deleted since the account was read, the account is in another one by now.
    for (let now: StaffAccount | null = account; now; now = await accountGroups.account.load(account.id)) {
      const group = await accountGroups.byId.one(now.accountGroupId);
      if (group) return group;
    }
    return null;
  }

  @RequiresWriter('STAFF_ADMINISTRATION')
  @Mutation(() => MoveStaffAccountsResult, {
    description:
      'Moves staff accounts to an account group: all of them or none. Needs a global key with the permission `STAFF_ADMINISTRATION`.',
  })
  moveStaffAccounts(
    @Arg('input', () => MoveStaffAccountsInput, { description: 'The accounts and their new group.' })
    input: MoveStaffAccountsInput,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return moveStaffAccounts(prisma, caller, input);
  }

  @RequiresWriter('STAFF_ADMINISTRATION')
  @Mutation(() => CreateStaffAccountResult, {
    description:
      'Creates a staff account in an account group. Needs a global key with the permission `STAFF_ADMINISTRATION`.',
  })
  createStaffAccount(
    @Arg('input', () => CreateStaffAccountInput, { description: 'The new account.' }) input: CreateStaffAccountInput,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return createStaffAccount(prisma, caller, input);
  }

  @RequiresWriter('STAFF_ADMINISTRATION')
  @Mutation(() => UpdateStaffAccountResult, {
    description:
      'Changes the fields of a staff account that you send. Needs a global key with the permission `STAFF_ADMINISTRATION`.',
  })
  updateStaffAccount(
    @Arg('input', () => UpdateStaffAccountInput, { description: 'The account and its changes.' })
    input: UpdateStaffAccountInput,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return updateStaffAccount(prisma, caller, input);
  }

  @RequiresWriter('STAFF_ADMINISTRATION')
  @Mutation(() => DeleteStaffAccountResult, {
    description: 'Deletes a staff account for good. Needs a global key with the permission `STAFF_ADMINISTRATION`.',
  })
  deleteStaffAccount(
    @Arg('input', () => DeleteStaffAccountInput, { description: 'The account.' }) input: DeleteStaffAccountInput,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return deleteStaffAccount(prisma, caller, input.id);
  }
}
