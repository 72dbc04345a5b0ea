import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { RequiresWriter } from '../auth/requirements.ts';
import { WebsiteCredits } from '../credits/credits.types.ts';
import { type Group, GroupConnection } from '../groups/groups.types.ts';
import { ForwardPageArgs, PageArgs } from '../lists/connection.types.ts';
import { Lookahead } from '../lists/lookahead.ts';
import { MaxItemsPerKey } from '../lists/max-items.ts';
import type { Selection } from '../lists/nested-pages.ts';
import type { Page } from '../lists/pagination.ts';
import { inGroups } from '../numbers.ts';
import { Atomic } from '../resources/atomic.ts';
import { checkLookUp } from '../resources/look-up.ts';
import { PartnerOnly } from '../resources/partner-only.ts';
import type { ResolverContext } from '../resources/resolver-context.ts';
import { Organization } from '../viewer/viewer.types.ts';
import { createWebsite, createWebsites } from './create-website.service.ts';
import { updateWebsite } from './website-changes.service.ts';
import { setWebsiteCredits } from './website-credits.service.ts';
import { deleteWebsite, restoreWebsite } from './website-deletion.service.ts';
import {
  CreateWebsiteInput,
  DeleteWebsiteInput,
  RestoreWebsiteInput,
  SetWebsiteCreditsInput,
  UpdateWebsiteInput,
  WebsiteFilter,
  WebsiteOrder,
} from './websites.inputs.ts';
import {
  CreateWebsiteResult,
  DeleteWebsiteResult,
  RestoreWebsiteResult,
  SetWebsiteCreditsResult,
  UpdateWebsiteResult,
} from './websites.results.ts';
import { countWebsites, listWebsites } from './websites.service.ts';
import { Website, WebsiteConnection } from './websites.types.ts';
import { findWebsitesByUrl, maxByUrl, maxPerUrl } from './websites-by-url.service.ts';

const groupsOf = (website: Website, page: Page<Group>, context: ResolverContext) =>
  new GroupConnection(page, () => context.groups.countOfWebsite.load(website.id));

@Resolver(() => Website)
export class WebsiteResolver {
  @Query(() => Website, {
    nullable: true,
    description: 'A website by its id, even if it is deleted. null if there is none that you can see.',
  })
  website(
    @Arg('id', () => ID, { description: "The website's id." }) id: string,
    @Ctx() context: ResolverContext,
    @Lookahead() selection: Selection,
  ) {
    return context.websites.byId.one(id, selection);
  }

  @PartnerOnly()
  @Query(() => Website, { nullable: true, description: 'A website by your own id for it. null if there is none.' })
  websiteByExternalId(
    @Arg('externalId', () => String, { description: 'Your own id, compared exactly.' }) externalId: string,
    @Ctx() context: ResolverContext,
    @Lookahead() selection: Selection,
  ) {
    return context.websites.byExternalId.one(externalId, selection);
  }

  @PartnerOnly()
  @Query(() => [Website], {
    nullable: 'items',
    description:
      'Websites by your own ids for them, for gateways. The answer has one entry for each id, in the same order. An entry is null if there is no such website. At most 1,000 ids.',
  })
  websitesByExternalId(
    @Arg('externalIds', () => [String], { description: 'Your own ids. They can repeat.' }) externalIds: string[],
    @Ctx() context: ResolverContext,
    @Lookahead() selection: Selection,
  ) {
    checkLookUp('externalIds', externalIds);
    return context.websites.byExternalId.many(externalIds, selection);
  }

  @Query(() => [Website], {
    nullable: 'items',
    description:
      'Websites by their ids, for gateways. The answer has one entry for each id, in the same order. An entry is null if there is no such website. At most 1,000 ids.',
  })
  websitesById(
    @Arg('ids', () => [ID], { description: 'The ids. They can repeat.' }) ids: string[],
    @Ctx() context: ResolverContext,
    @Lookahead() selection: Selection,
  ) {
    checkLookUp('ids', ids);
    return context.websites.byId.many(ids, selection);
  }

  @MaxItemsPerKey(maxPerUrl, maxByUrl)
  @Query(() => [[Website]], {
    description: `Websites by their addresses. The answer has one list for each address, in the same order: an address is not unique. A list has at most ${maxPerUrl} websites, the oldest first, and is empty if there is none. Deleted websites are left out. The service reads the addresses by the rules of \`CreateWebsiteInput.url\`. At most 1,000 addresses, and ${inGroups(maxByUrl)} websites in all lists together; \`BAD_USER_INPUT\` for more.`,
  })
  websitesByUrl(
    @Arg('urls', () => [String], { description: 'The addresses. They can repeat.' }) urls: string[],
    @Ctx() { reads, caller }: ResolverContext,
  ) {
    checkLookUp('urls', urls);
    return findWebsitesByUrl(reads, caller, urls);
  }

  @Query(() => WebsiteConnection, {
    description:
      'The websites of your organization, by default by name, or by address if they have no name. If your key is confined to websites, only these websites.',
  })
  async websites(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => WebsiteFilter, { nullable: true, description: 'Which entries to return.' }) filter:
      | WebsiteFilter
      | null
      | undefined,
    @Arg('orderBy', () => WebsiteOrder, {
      nullable: true,
      description: 'The order. The default is by name, ascending.',
    })
    orderBy: WebsiteOrder | null | undefined,
    @Ctx() { reads, caller, nestedPages }: ResolverContext,
    @Lookahead() selection: Selection,
  ) {
    const lookahead = { selection, pages: nestedPages };
    return new WebsiteConnection(await listWebsites(reads, caller, page, filter, orderBy, lookahead), () =>
      countWebsites(reads, caller, filter),
    );
  }

  @FieldResolver(() => Organization, { description: 'The organization that owns the website.' })
  organization(@Ctx() { caller }: ResolverContext) {
    return caller.organization;
  }

  @FieldResolver(() => GroupConnection, {
    description: 'The groups that contain the website, by name. Empty while the website is deleted.',
  })
  groups(
    @Root() website: Website,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: ResolverContext,
  ) {
    // As a group's websites: what is there already needs no promise.
    const page = context.groups.ofWebsite(website.id, args);
    return page instanceof Promise
      ? page.then((read) => groupsOf(website, read, context))
      : groupsOf(website, page, context);
  }

  @FieldResolver(() => WebsiteCredits, {
    nullable: true,
    description:
      'What the website can still spend, read from the billing provider. null until its credits are set for the first time. Needs a global key: for a key that is confined to websites it is null, with the error `FORBIDDEN` at this path. If the provider does not answer, it is null, with the error `BILLING_PROVIDER_FAILED` at this path.',
  })
  credits(@Root() website: Website, @Ctx() { credits }: ResolverContext) {
    return credits.load(website.id);
  }

  @RequiresWriter()
  @Mutation(() => CreateWebsiteResult, {
    description: 'Creates a website. It is in no group yet. Needs a global key.',
  })
  createWebsite(
    @Arg('input', () => CreateWebsiteInput, { description: 'The new website.' }) input: CreateWebsiteInput,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return createWebsite(prisma, caller, input);
  }

  @RequiresWriter()
  @Mutation(() => [CreateWebsiteResult], {
    description:
      'Creates up to 1,000 websites: one result for each input, in the same order. Each input is created or refused by itself, or all together with `atomic`. Of inputs that want the same unique value, only the first one is created. Needs a global key.',
  })
  createWebsites(
    @Arg('inputs', () => [CreateWebsiteInput], { description: 'The new websites. None are no mistake.' })
    inputs: CreateWebsiteInput[],
    @Atomic() atomic: boolean | null,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return createWebsites(prisma, caller, inputs, atomic === true);
  }

  @RequiresWriter()
  @Mutation(() => UpdateWebsiteResult, {
    description: 'Changes the fields of a website that you send. Needs a global key.',
  })
  updateWebsite(
    @Arg('input', () => UpdateWebsiteInput, { description: 'The website and its changes.' }) input: UpdateWebsiteInput,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return updateWebsite(prisma, caller, input);
  }

  @RequiresWriter()
  @Mutation(() => DeleteWebsiteResult, {
    description:
      'Removes a website from all lists and groups. `restoreWebsite` brings it back. To delete it again changes nothing. Needs a global key.',
  })
  deleteWebsite(
    @Arg('input', () => DeleteWebsiteInput, { description: 'The website.' }) input: DeleteWebsiteInput,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return deleteWebsite(prisma, caller, input);
  }

  @RequiresWriter()
  @Mutation(() => RestoreWebsiteResult, {
    description:
      'Brings a deleted website back into the groups that it was in. To restore it again changes nothing. Needs a global key.',
  })
  restoreWebsite(
    @Arg('input', () => RestoreWebsiteInput, { description: 'The website.' }) input: RestoreWebsiteInput,
    @Ctx() { caller, prisma }: ResolverContext,
  ) {
    return restoreWebsite(prisma, caller, input);
  }

  @PartnerOnly()
  @RequiresWriter()
  @Mutation(() => SetWebsiteCreditsResult, {
    description:
      'Sets the credit balances of a website at the billing provider to absolute values. To set the same balances again changes nothing. Needs a global key.',
  })
  setWebsiteCredits(
    @Arg('input', () => SetWebsiteCreditsInput, { description: 'The website and its balances.' })
    input: SetWebsiteCreditsInput,
    @Ctx() context: ResolverContext,
  ) {
    return setWebsiteCredits(context, context.caller, input);
  }
}
