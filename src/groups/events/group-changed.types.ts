import { Field, ID, ObjectType } from 'type-graphql';
import type { GroupChange } from '../history/group-history.types.ts';

@ObjectType({ description: 'A group was created, changed or deleted.' })
export class GroupChangedEvent {
  @Field(() => String, {
    description: 'Where the event stands: give it as `after`, or as the header `Last-Event-ID`, to go on from there.',
  })
  position!: string;

  @Field(() => ID, { description: 'The group.' })
  groupId!: string;

  /** Shown as `change`. */
  change!: GroupChange;
}
