import { Field, Int, ObjectType } from 'type-graphql';
import type { Time } from '../resources/time.ts';

@ObjectType({ description: 'Credits that renew each month.' })
export class MonthlyCredits {
  @Field(() => Int, { description: 'Credits that are left, 0 or more.' })
  balance!: number;

  @Field(() => Date, {
    nullable: true,
    description: 'When the balance is next reset to its monthly grant. null if it is never reset.',
  })
  nextResetAt!: Time | null;
}

@ObjectType({ description: 'Credits that were granted once and do not renew.' })
export class OneOffCredits {
  @Field(() => Int, { description: 'Credits that are left, 0 or more.' })
  balance!: number;
}

/** What the credits of all that can have some have in common. */
@ObjectType()
export abstract class Credits {
  @Field(() => Int, { description: 'Monthly and one-off credits together.' })
  total!: number;

  @Field(() => MonthlyCredits, { description: 'The part that renews each month.' })
  monthly!: MonthlyCredits;

  @Field(() => OneOffCredits, { description: 'The part that does not renew.' })
  oneOff!: OneOffCredits;
}

@ObjectType({ description: 'What a group can still spend. The billing provider stores the balances.' })
export class GroupCredits extends Credits {}

@ObjectType({ description: 'What a website can still spend. The billing provider stores the balances.' })
export class WebsiteCredits extends Credits {}

@ObjectType({
  description:
    'What an organization can still spend. They are credits of its own: those of its groups and websites are not in them. The billing provider stores the balances.',
})
export class OrganizationCredits extends Credits {}
