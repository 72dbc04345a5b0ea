import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { ForwardPageArgs } from '../lists/connection.types.ts';
import type { ResolverContext } from '../resources/resolver-context.ts';
import { countOrganizationChanges, listOrganizationChanges } from './organization-changes.service.ts';
import { OrganizationChangeConnection, OrganizationChangeFilter } from './organization-changes.types.ts';

@Resolver()
export class OrganizationChangesResolver {
  @Query(() => OrganizationChangeConnection, {
    description:
      'What changed in your organization, the newest first, also of what is deleted, as far back as the service keeps it. A key that is confined to websites sees the changes of these websites alone.',
  })
  async organizationChanges(
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Arg('filter', () => OrganizationChangeFilter, { nullable: true, description: 'Which of them.' }) filter:
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
