import { Field, Int, ObjectType } from 'type-graphql';
import {
  ResourceChange,
  ResourceFlagChange,
  ResourceNumberChange,
  ResourceTextChange,
} from '../../history/entries.types.ts';
import { connectionOf } from '../../lists/connection.types.ts';
import { PartnerOnly } from '../../resources/partner-only.ts';

@ObjectType({
  description:
    'A change of a group: who changed it, when, and the values before and after. Fields that did not change are null or empty.',
})
export class GroupChange extends ResourceChange {
  @Field(() => Int, {
    description: 'The `revision` of the group after the change. For a deletion, it is the last revision.',
  })
  revision!: number;

  @Field(() => ResourceTextChange, { nullable: true, description: 'The name, if it changed.' })
  name!: ResourceTextChange | null;

  @Field(() => ResourceFlagChange, { nullable: true, description: 'Whether the group is billed, if that changed.' })
  billingEnabled!: ResourceFlagChange | null;

  @PartnerOnly()
  @Field(() => ResourceTextChange, { nullable: true, description: "The partner's own id, if it changed." })
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

  /** Shown as `websitesAdded` and `websitesRemoved`, as far as the caller may see them. */
  addedWebsiteIds!: string[];
  removedWebsiteIds!: string[];
}

export const { Edge: GroupChangeEdge, Connection: GroupChangeConnection } = connectionOf(
  'GroupChange',
  'changes of a group',
  () => GroupChange,
);
