import { Field, Int, ObjectType } from 'type-graphql';
import { ResourceChange, ResourceFlagChange, ResourceTextChange } from '../../history/entries.types.ts';
import { connectionOf } from '../../lists/connection.types.ts';
import { PartnerOnly } from '../../resources/partner-only.ts';

@ObjectType({
  description: 'A change of a group: who, when, and what from what to what. What stayed is null or empty.',
})
export class GroupChange extends ResourceChange {
  @Field(() => Int, { description: "The group's `revision` after the change; of a deletion, the last one." })
  revision!: number;

  @Field(() => ResourceTextChange, { nullable: true, description: 'The name, where it changed.' })
  name!: ResourceTextChange | null;

  @Field(() => ResourceFlagChange, { nullable: true, description: 'Whether it is billed, where that changed.' })
  billingEnabled!: ResourceFlagChange | null;

  @PartnerOnly()
  @Field(() => ResourceTextChange, { nullable: true, description: "The partner's own id, where it changed." })
  externalId!: ResourceTextChange | null;

  /** Shown as `websitesAdded` and `websitesRemoved`, as far as the caller may see them. */
  addedWebsiteIds!: string[];
  removedWebsiteIds!: string[];
}

export const { Edge: GroupChangeEdge, Connection: GroupChangeConnection } = connectionOf(
  'GroupChange',
  'changes of a group',
  () => GroupChange,
);
