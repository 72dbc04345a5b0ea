import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { RequiresWriter } from '../auth/requirements.ts';
import { GroupCredits } from '../credits/credits.types.ts';
import { PageArgs } from '../lists/connection.types.ts';
import { Lookahead } from '../lists/lookahead.ts';
import type { Selection } from '../lists/nested-pages.ts';
import type { Page } from '../lists/pagination.ts';
import { Atomic } from '../resources/atomic.ts';
import { checkLookUp } from '../resources/look-up.ts';
import { PartnerOnly } from '../resources/partner-only.ts';
import type { ResolverContext } from '../resources/resolver-context.ts';
import { Organization } from '../viewer/viewer.types.ts';
import { WebsiteArguments } from '../websites/websites.arguments.ts';
import { type Website, WebsiteConnection } from '../websites/websites.types.ts';
import { createGroup, createGroups } from './create-group.service.ts';
import { deleteGroup } from './delete-group.service.ts';
import { setGroupCredits } from './group-credits.service.ts';
import {
  CreateGroupInput,
  DeleteGroupInput,
  GroupFilter,
  GroupOrder,
  SetGroupCreditsInput,
  UpdateGroupInput,
} from './groups.inputs.ts';
import { CreateGroupResult, DeleteGroupResult, SetGroupCreditsResult, UpdateGroupResult } from './groups.results.ts';
import { countGroups, listGroups } from './groups.service.ts';
import { Group, GroupConnection } from './groups.types.ts';
import { updateGroup } from './update-group.service.ts';
import { updateGroups } from './update-groups.service.ts';

const websitesOf = (group: Group, page: Page<Website>, { filter }: WebsiteArguments, { websites }: ResolverContext) =>
  new WebsiteConnection(page, async () => (await websites.countsOfGroups([group.id], filter))[0] as number);

@Resolver(() => Group)
export class GroupResolver {
  @Query(() => Group, { nullable: true, description: 'A group by its id. null if there is none that you can see.' })
  group(
    @Arg('id', () => ID, { description: "The group's id." }) id: string,
    @Ctx() context: ResolverContext,
    @Lookahead() selection: Selection,
  ) {
    return context.groups.byId.one(id, selection);
  }

  @PartnerOnly()
  @Query(() => Group, { nullable: true, description: 'A group by your own id for it. null if there is none.' })
  groupByExternalId(
    @Arg('externalId', () => String, { description: 'Your own id, compared exactly.' }) externalId: string,
    @Ctx() context: ResolverContext,
    @Lookahead() selection: Selection,
  ) {
    return context.groups.byExternalId.one(externalId, selection);
  }

  @Query(() => [Group], {
    nullable: 'items',
    description:
      'Groups by their ids, for gateways. The answer has one entry for each id, in the same order. An entry is null if there is no such group. At most 1,000 ids.',
  })
  groupsById(
    @Arg('ids', () => [ID], { description: 'The ids. They can repeat.' }) ids: string[],
    @Ctx() context: ResolverContext,
    @Lookahead() selection: Selection,
  ) {
    checkLookUp('ids', ids);
    return context.groups.byId.many(ids, selection);
  }

  @PartnerOnly()
  @Query(() => [Group], {
    nullable: 'items',
    description:
      'Groups by your own ids for them, for gateways. The answer has one entry for each id, in the same order. An entry is null if there is no such group. At most 1,000 ids.',
  })
  groupsByExternalId(
    @Arg('externalIds', () => [String], { description: 'Your own ids. They can repeat.' }) externalIds: string[],
    @Ctx() context: ResolverContext,
    @Lookahead() selection: Selection,
  ) {
    checkLookUp('externalIds', externalIds);
    return context.groups.byExternalId.many(externalIds, selection);
  }

  @Query(() => GroupConnection, {
    description: 'The groups of your organization, by default by name.',
  })
  async groups(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => GroupFilter, { nullable: true, description: 'Which entries to return.' }) filter:
      | GroupFilter
      | null
      | undefined,
    @Arg('orderBy', () => GroupOrder, { nullable: true, description: 'The order. The default is by name, ascending.' })
    orderBy: GroupOrder | null | undefined,
    @Ctx() { reads, caller, nestedPages }: ResolverContext,
    @Lookahead() selection: Selection,
  ) {
    const lookahead = { selection, pages: nestedPages };
    return new GroupConnection(await listGroups(reads, caller, page, filter, orderBy, lookahead), () =>
      countGroups(reads, caller, filter),
    );
  }

  @FieldResolver(() => Organization, { description: 'The organization that owns the group.' })
  organization(@Ctx() { caller }: ResolverContext) {
    return caller.organization;
  }

  @FieldResolver(() => WebsiteConnection, {
    description:
      'The websites in the group, by default by name, or by address if they have no name. If your key is confined to websites, only these websites.',
  })
  websites(
    @Root() group: Group,
    @Args(() => WebsiteArguments) args: WebsiteArguments,
    @Ctx() context: ResolverContext,
  ) {
    // Pages that were read with their groups are there already, and a promise for each would cost more than all else.
    const page = context.websites.ofGroup(group.id, args);
    return page instanceof Promise
      ? page.then((read) => websitesOf(group, read, args, context))
      : websitesOf(group, page, args, context);
  }

  @FieldResolver(() => GroupCredits, {
    nullable: true,
    description:
      'What the group can still spend, read from the billing provider. null until the group has a billing entity there. Needs a global key: for a key that is confined to websites it is null, with the error `FORBIDDEN` at this path. If the provider does not answer, it is null, with the error `BILLING_PROVIDER_FAILED` at this path.',
  })
  credits(@Root() group: Group, @Ctx() { credits }: ResolverContext) {
    return credits.load(group.id);
  }

  @RequiresWriter()
  @Mutation(() => CreateGroupResult, {
    description:
      'Creates a group with at least one website. If the billing provider fails, nothing is created. Needs a global key.',
  })
  createGroup(
    @Arg('input', () => CreateGroupInput, { description: 'The new group.' }) input: CreateGroupInput,
    @Ctx() context: ResolverContext,
  ) {
    return createGroup(context, context.caller, input);
  }

  @RequiresWriter()
  @Mutation(() => [CreateGroupResult], {
    description:
      'Creates up to 1,000 groups: one result for each input, in the same order. Each input is created or refused by itself, or all together with `atomic`. Of inputs that want the same unique value, and of equal inputs with `billingEnabled`, only the first one is made. Needs a global key.',
  })
  createGroups(
    @Arg('inputs', () => [CreateGroupInput], { description: 'The new groups. None are no mistake.' })
    inputs: CreateGroupInput[],
    @Atomic() atomic: boolean | null,
    @Ctx() context: ResolverContext,
  ) {
    return createGroups(context, context.caller, inputs, atomic === true);
  }

  @RequiresWriter()
  @Mutation(() => [UpdateGroupResult], {
    description:
      'Changes up to 1,000 groups, as `updateGroup` does each: one result for each input, in the same order. Each input is applied or refused by itself, or all together with `atomic`. Of inputs that have the same `id` or want the same unique value, only the first one is applied. Needs a global key.',
  })
  updateGroups(
    @Arg('inputs', () => [UpdateGroupInput], { description: 'The groups and their changes. None are no mistake.' })
    inputs: UpdateGroupInput[],
    @Atomic() atomic: boolean | null,
    @Ctx() context: ResolverContext,
  ) {
    return updateGroups(context, context.caller, inputs, atomic === true);
  }

  @RequiresWriter()
  @Mutation(() => UpdateGroupResult, {
    description: 'Changes the fields of a group that you send: all of them or none. Needs a global key.',
  })
  updateGroup(
    @Arg('input', () => UpdateGroupInput, { description: 'The group and its changes.' }) input: UpdateGroupInput,
    @Ctx() context: ResolverContext,
  ) {
    return updateGroup(context, context.caller, input);
  }

  @RequiresWriter()
  @Mutation(() => DeleteGroupResult, {
    description: 'Deletes a group that is not billed. Its websites stay. Needs a global key.',
  })
  deleteGroup(
    @Arg('input', () => DeleteGroupInput, { description: 'The group.' }) input: DeleteGroupInput,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return deleteGroup(prisma, caller, input);
  }

  @PartnerOnly()
  @RequiresWriter()
  @Mutation(() => SetGroupCreditsResult, {
    description:
      'Sets the credit balances of a group at the billing provider to absolute values, whatever `billingEnabled` is. To set the same balances again changes nothing. Needs a global key.',
  })
  setGroupCredits(
    @Arg('input', () => SetGroupCreditsInput, { description: 'The group and its balances.' })
    input: SetGroupCreditsInput,
    @Ctx() context: ResolverContext,
  ) {
    return setGroupCredits(context, context.caller, input);
  }
}
