import { Field, InputType, Int } from 'type-graphql';
import { maxBalance } from '../billing/provider.ts';
import { PartnerOnly } from '../resources/partner-only.ts';

@PartnerOnly()
@InputType({ description: 'Absolute balances of your organization. Send at least one.' })
export class SetOrganizationCreditsInput {
  @Field(() => Int, {
    nullable: true,
    description: `The monthly balance from now on, 0 to ${maxBalance}. If absent, it stays the same. null is refused.`,
  })
  monthly?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `The one-off balance from now on, 0 to ${maxBalance}. If absent, it stays the same. null is refused.`,
  })
  oneOff?: number | null;
}
