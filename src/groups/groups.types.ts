import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../lists/connection.types.ts';
import { PartnerOnly } from '../resources/partner-only.ts';
import type { Time } from '../resources/time.ts';

@ObjectType({
  simpleResolvers: true,
  description: 'A group of websites in an organization. A website can be in any number of groups.',
})
export class Group {
  @Field(() => ID, { description: 'UUID.' })
  id!: string;

  @Field(() => String, {
    description: 'A name for people, 1 to 255 characters. Several groups can have the same name.',
  })
  name!: string;

  @Field(() => Boolean, {
    description:
      'Whether the group is billed. If it is switched to false, the billing entity, balances and usage history stay.',
  })
  billingEnabled!: boolean;

  @PartnerOnly()
  @Field(() => String, {
    nullable: true,
    description:
      "The partner's own id for the group, 1 to 255 characters, unique among the groups of the organization. null if there is none.",
  })
  externalId!: string | null;

  @Field(() => Date, { description: 'When it was created.' })
  createdAt!: Time;

  @Field(() => Date, { description: 'When it last changed. A change of one of its websites does not count.' })
  updatedAt!: Time;

  @Field(() => Int, {
    description:
      'Starts at 1 and grows by 1 with each update that changes something. Send it as `expectedRevision` so that you do not overwrite the changes of others.',
  })
  revision!: number;
}

export const { Edge: GroupEdge, Connection: GroupConnection } = connectionOf('Group', 'groups', () => Group);
export type GroupConnection = InstanceType<typeof GroupConnection>;
