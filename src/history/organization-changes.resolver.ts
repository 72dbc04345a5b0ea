import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { ForwardPageArgs } from '../lists/connection.types.ts';
import type { ResolverContext } from '../resources/resolver-context.ts';
import { countOrganizationChanges, listOrganizationChanges } from './organization-changes.service.ts';
import { OrganizationChangeConnection, OrganizationChangeFilter } from './organization-changes.types.ts';

@Resolver()
export class OrganizationChangesResolver {
  @Query(() => OrganizationChangeConnection, {
    description:
      'The changes in your organization, newest first, including those of deleted resources, as far back as the service keeps them. If your key is confined to websites, only the changes of these websites.',
  })
  async organizationChanges(
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Arg('filter', () => OrganizationChangeFilter, { nullable: true, description: 'Which entries to return.' }) filter:
      | OrganizationChangeFilter
      | null
      | undefined,
    @Ctx() { reads, caller }: ResolverContext,
  ) {
    return new OrganizationChangeConnection(await listOrganizationChanges(reads, caller, page, filter), () =>
      countOrganizationChanges(reads, caller, filter),
    );
  }
}
