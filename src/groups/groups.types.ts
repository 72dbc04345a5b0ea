import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../lists/connection.types.ts';
import { PartnerOnly } from '../resources/partner-only.ts';
import type { Time } from '../resources/time.ts';

@ObjectType({ description: 'The monthly credits of a group.' })
export class MonthlyCredits {
  @Field(() => Int, { description: 'Credits that are left, 0 or more.' })
  balance!: number;

  @Field(() => Date, {
    nullable: true,
    description: 'When the balance is next set back to its monthly grant; null when it never is.',
  })
  nextResetAt!: Time | null;
}

@ObjectType({ description: 'Credits of a group that were granted once and do not renew.' })
export class OneOffCredits {
  @Field(() => Int, { description: 'Credits that are left, 0 or more.' })
  balance!: number;
}

@ObjectType({ description: 'What a group may still spend. The billing provider holds the balances.' })
export class GroupCredits {
  @Field(() => Int, { description: 'Monthly and one-off credits together.' })
  total!: number;

  @Field(() => MonthlyCredits, { description: 'The part that renews each month.' })
  monthly!: MonthlyCredits;

  @Field(() => OneOffCredits, { description: 'The part that does not renew.' })
  oneOff!: OneOffCredits;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A group of websites in an organization. A website can be in any number of groups.',
})
export class Group {
  @Field(() => ID, { description: 'UUID.' })
  id!: string;

  @Field(() => String, { description: 'A name for people, 1 to 255 characters; several groups may share one.' })
  name!: string;

  @Field(() => Boolean, {
    description:
      'Whether the group is billed. Its billing entity, balances and usage history outlive a switch to false.',
  })
  billingEnabled!: boolean;

  @PartnerOnly()
  @Field(() => String, {
    nullable: true,
    description:
      "The partner's own id for the group, 1 to 255 characters, unique among the organization's groups; null when there is none.",
  })
  externalId!: string | null;

  @Field(() => Date, { description: 'When it was created.' })
  createdAt!: Time;

  @Field(() => Date, { description: 'When it last changed; a change of one of its websites is none of its own.' })
  updatedAt!: Time;

  @Field(() => Int, {
    description:
      'Starts at 1 and grows by 1 with each change that changed something. Send it as `expectedRevision` to notice the changes of others.',
  })
  revision!: number;
}

export const { Edge: GroupEdge, Connection: GroupConnection } = connectionOf('Group', 'groups', () => Group);
export type GroupConnection = InstanceType<typeof GroupConnection>;
