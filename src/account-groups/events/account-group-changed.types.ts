import { Field, ID, ObjectType } from 'type-graphql';
import type { AccountGroupChange } from '../history/account-group-history.types.ts';

@ObjectType({ description: 'An account group was created, changed or deleted, or accounts joined or left it.' })
export class AccountGroupChangedEvent {
  @Field(() => String, {
    description:
      'The position of the event. To continue from here, send it as `after`, or as the header `Last-Event-ID`.',
  })
  position!: string;

  @Field(() => ID, { description: 'The account group.' })
  accountGroupId!: string;

  /** Shown as `change`. */
  change!: AccountGroupChange;
}
