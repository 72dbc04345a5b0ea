import { Field, ID, ObjectType } from 'type-graphql';
import type { GroupChange } from '../history/group-history.types.ts';

@ObjectType({
  description:
    'A group was created, changed or deleted, one of its websites was deleted or restored, or its credits were set.',
})
export class GroupChangedEvent {
  @Field(() => String, {
    description:
      'The position of the event. To continue from here, send it as `after`, or as the header `Last-Event-ID`.',
  })
  position!: string;

  @Field(() => ID, { description: 'The group.' })
  groupId!: string;

  /** Shown as `change`. */
  change!: GroupChange;
}
