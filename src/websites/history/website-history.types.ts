import { Field, Int, ObjectType } from 'type-graphql';
import { ResourceChange, ResourceNumberChange, ResourceTextChange } from '../../history/entries.types.ts';
import { connectionOf } from '../../lists/connection.types.ts';
import { PartnerOnly } from '../../resources/partner-only.ts';

@ObjectType({
  description:
    'A change of a website: who changed it, when, and the values before and after. Fields that did not change are null. The website keeps its address and its name when it is deleted.',
})
export class WebsiteChange extends ResourceChange {
  @Field(() => Int, { description: 'The `revision` of the website after the change.' })
  revision!: number;

  @Field(() => ResourceTextChange, {
    nullable: true,
    description: 'The address, if the website was created. It never changes later.',
  })
  url!: ResourceTextChange | null;

  @Field(() => ResourceTextChange, { nullable: true, description: 'The name, if it changed.' })
  name!: ResourceTextChange | null;

  @PartnerOnly()
  @Field(() => ResourceTextChange, {
    nullable: true,
    description:
      "The partner's own id, if it changed. A deletion frees it, and a restore takes it again if it is still free.",
  })
  externalId!: ResourceTextChange | null;

  @Field(() => ResourceNumberChange, {
    nullable: true,
    description: 'The monthly credits, if they were set to another balance.',
  })
  monthlyCredits!: ResourceNumberChange | null;

  @Field(() => ResourceNumberChange, {
    nullable: true,
    description: 'The one-off credits, if they were set to another balance.',
  })
  oneOffCredits!: ResourceNumberChange | null;
}

export const { Edge: WebsiteChangeEdge, Connection: WebsiteChangeConnection } = connectionOf(
  'WebsiteChange',
  'changes of a website',
  () => WebsiteChange,
);
