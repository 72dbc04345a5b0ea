import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { RequiresWriter } from '../auth/requirements.ts';
import { BadArgumentError } from '../errors.ts';
import { LabelLanguageRef } from '../languages/languages.inputs.ts';
import { ForwardPageArgs, PageArgs } from '../lists/connection.types.ts';
import { Lookahead } from '../lists/lookahead.ts';
import type { Selection } from '../lists/nested-pages.ts';
import { Atomic } from '../resources/atomic.ts';
import { checkLookUp } from '../resources/look-up.ts';
import type { ResolverContext } from '../resources/resolver-context.ts';
import {
  AccountGroupFilter,
  AccountGroupOrder,
  CreateAccountGroupInput,
  DeleteAccountGroupInput,
  UpdateAccountGroupInput,
} from './account-groups.inputs.ts';
import {
  CreateAccountGroupResult,
  DeleteAccountGroupResult,
  UpdateAccountGroupResult,
} from './account-groups.results.ts';
import { countAccountGroups, listAccountGroups, nameIn } from './account-groups.service.ts';
import {
  AccountGroup,
  AccountGroupAttributes,
  AccountGroupConnection,
  LocalizedLabel,
  StaffAccountConnection,
} from './account-groups.types.ts';
import { createAccountGroup } from './create-account-group.service.ts';
import { deleteAccountGroup } from './delete-account-group.service.ts';
import { updateAccountGroup } from './update-account-group.service.ts';
import { updateAccountGroups } from './update-account-groups.service.ts';

@Resolver(() => AccountGroup)
export class AccountGroupResolver {
  @Query(() => AccountGroup, {
    nullable: true,
    description: 'An account group by its id. null if there is none. Needs a global key.',
  })
  accountGroup(
    @Arg('id', () => ID, { description: "The account group's id." }) id: string,
    @Ctx() context: ResolverContext,
    @Lookahead() selection: Selection,
  ) {
    return context.accountGroups.byId.one(id, selection);
  }

  @Query(() => [AccountGroup], {
    nullable: 'items',
    description:
      'Account groups by their ids, for gateways. The answer has one entry for each id, in the same order. An entry is null if there is no such account group. At most 1,000 ids. Needs a global key.',
  })
  accountGroupsById(
    @Arg('ids', () => [ID], { description: 'The ids. They can repeat.' }) ids: string[],
    @Ctx() { accountGroups }: ResolverContext,
    @Lookahead() selection: Selection,
  ) {
    checkLookUp('ids', ids);
    return accountGroups.byId.many(ids, selection);
  }

  @Query(() => AccountGroupConnection, {
    description: 'The account groups of your organization, by default in display order. Needs a global key.',
  })
  async accountGroups(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => AccountGroupFilter, { nullable: true, description: 'Which entries to return.' })
    filter: AccountGroupFilter | null | undefined,
    @Arg('orderBy', () => AccountGroupOrder, {
      nullable: true,
      description: 'The order. The default is the display order, ascending.',
    })
    orderBy: AccountGroupOrder | null | undefined,
    @Ctx() { reads, caller, nestedPages }: ResolverContext,
    @Lookahead() selection: Selection,
  ) {
    const lookahead = { selection, pages: nestedPages };
    return new AccountGroupConnection(await listAccountGroups(reads, caller, page, filter, orderBy, lookahead), () =>
      countAccountGroups(reads, caller, filter),
    );
  }

  @FieldResolver(() => String, {
    description:
      'The name in the language of the argument. Without the argument, the name in the best match of the `Accept-Language` header, or else in the default language of the organization. If there is no name in that language, the name in the default language, or else in the language with the lowest id.',
  })
  async name(
    @Root() group: AccountGroup,
    @Arg('language', () => LabelLanguageRef, {
      nullable: true,
      description: 'The language to use instead of the header.',
    })
    ref: LabelLanguageRef | null | undefined,
    @Ctx() { caller, accountGroups, languagePreference, languages }: ResolverContext,
  ) {
    const asked = ref ? await languages.meantBy(ref) : undefined;
    if (ref && asked && asked.length !== 1)
      throw new BadArgumentError(`"language" ${await languages.faultOf(ref, asked)}.`);
    const { names } = await accountGroups.labels.load(group.id);
    const language = asked?.[0] ?? languagePreference.best(names.map((name) => name.language));
    // A group that was deleted since it was read has no labels any more.
    return nameIn(names, language, caller) ?? group.lookupName;
  }

  @FieldResolver(() => [LocalizedLabel], { description: 'The names, by language id. There is at least one.' })
  async names(@Root() group: AccountGroup, @Ctx() { accountGroups }: ResolverContext) {
    return (await accountGroups.labels.load(group.id)).names;
  }

  @FieldResolver(() => [LocalizedLabel], { description: 'The descriptions, by language id.' })
  async descriptions(@Root() group: AccountGroup, @Ctx() { accountGroups }: ResolverContext) {
    return (await accountGroups.labels.load(group.id)).descriptions;
  }

  @FieldResolver(() => AccountGroupAttributes, { description: 'Its switches.' })
  attributes(@Root() { customerCareAccess }: AccountGroup): AccountGroupAttributes {
    return { customerCareAccess };
  }

  @FieldResolver(() => StaffAccountConnection, { description: 'The accounts in the group, by display name.' })
  async accounts(
    @Root() group: AccountGroup,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() { accountGroups }: ResolverContext,
  ) {
    return new StaffAccountConnection(await accountGroups.accountsOf(group.id, page), () =>
      accountGroups.accountCountOf.load(group.id),
    );
  }

  @RequiresWriter('STAFF_ADMINISTRATION')
  @Mutation(() => CreateAccountGroupResult, {
    description: 'Creates an account group. Needs a global key with the permission `STAFF_ADMINISTRATION`.',
  })
  createAccountGroup(
    @Arg('input', () => CreateAccountGroupInput, { description: 'The new account group.' })
    input: CreateAccountGroupInput,
    @Ctx() context: ResolverContext,
  ) {
    return createAccountGroup(context, context.caller, input);
  }

  @RequiresWriter('STAFF_ADMINISTRATION')
  @Mutation(() => UpdateAccountGroupResult, {
    description:
      'Changes the fields of an account group that you send: all of them or none. Needs a global key with the permission `STAFF_ADMINISTRATION`.',
  })
  updateAccountGroup(
    @Arg('input', () => UpdateAccountGroupInput, { description: 'The account group and its changes.' })
    input: UpdateAccountGroupInput,
    @Ctx() context: ResolverContext,
  ) {
    return updateAccountGroup(context, context.caller, input);
  }

  @RequiresWriter('STAFF_ADMINISTRATION')
  @Mutation(() => [UpdateAccountGroupResult], {
    description:
      'Changes up to 1,000 account groups, as `updateAccountGroup` does each: one result for each input, in the same order. Each input is applied or refused by itself, or all together with `atomic`. Of inputs with the same `id`, only the first one is applied. Inputs with a `displayOrder` come after the others, one after the other. `expectedRevision` is the revision before the mutation, and the results show the account groups as they are after it. Needs a global key with the permission `STAFF_ADMINISTRATION`.',
  })
  updateAccountGroups(
    @Arg('inputs', () => [UpdateAccountGroupInput], {
      description: 'The account groups and their changes. None are no mistake.',
    })
    inputs: UpdateAccountGroupInput[],
    @Atomic() atomic: boolean | null,
    @Ctx() context: ResolverContext,
  ) {
    return updateAccountGroups(context, context.caller, inputs, atomic === true);
  }

  @RequiresWriter('STAFF_ADMINISTRATION')
  @Mutation(() => DeleteAccountGroupResult, {
    description:
      'Deletes an account group that contains no accounts. Needs a global key with the permission `STAFF_ADMINISTRATION`.',
  })
  deleteAccountGroup(
    @Arg('input', () => DeleteAccountGroupInput, { description: 'The account group.' }) input: DeleteAccountGroupInput,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return deleteAccountGroup(prisma, caller, input);
  }
}
