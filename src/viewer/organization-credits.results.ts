import { createUnionType, Field, ObjectType } from 'type-graphql';
import { BillingProviderFailed } from '../groups/groups.results.ts';
import { PartnerOnly } from '../resources/partner-only.ts';
import { InvalidResourceInput, PartnerOnlyField } from '../resources/resource.results.ts';
import { Organization } from './viewer.types.ts';

@PartnerOnly()
@ObjectType({ description: 'The balances are set.' })
export class SetOrganizationCreditsSuccess {
  @Field(() => Organization, { description: 'Your organization. Its `credits` are the new balances.' })
  readonly organization: Organization;

  constructor(organization: Organization) {
    this.organization = organization;
  }
}

export const SetOrganizationCreditsResult = createUnionType({
  name: 'SetOrganizationCreditsResult',
  description: 'The possible results of `setOrganizationCredits`.',
  types: () => [SetOrganizationCreditsSuccess, InvalidResourceInput, PartnerOnlyField, BillingProviderFailed] as const,
});
export type SetOrganizationCreditsResult = typeof SetOrganizationCreditsResult;
