import { Field, ID, Int, ObjectType } from 'type-graphql';
import {
  ResourceChange,
  ResourceFlagChange,
  ResourceNumberChange,
  ResourceTextChange,
} from '../../history/entries.types.ts';
import { LabelLanguage } from '../../languages/languages.types.ts';
import { connectionOf } from '../../lists/connection.types.ts';
import { MaxItems } from '../../lists/max-items.ts';
import { maxIds } from '../../resources/input-issues.ts';

@ObjectType({ description: 'A label that changed.' })
export class LocalizedLabelChange {
  @Field(() => LabelLanguage, { description: 'The language of the label.' })
  language!: LabelLanguage;

  @Field(() => String, { nullable: true, description: 'The text before. null if there was none.' })
  from!: string | null;

  @Field(() => String, { nullable: true, description: 'The text after. null if it was removed.' })
  to!: string | null;
}

@ObjectType({ description: 'A staff account at the time of the change. It may be deleted.' })
export class StaffAccountReference {
  @Field(() => ID, { description: "The account's id." })
  id!: string;

  @Field(() => String, { description: 'The login that it had at that time.' })
  login!: string;
}

@ObjectType({ description: 'Switches of an account group that changed.' })
export class AccountGroupAttributesChange {
  @Field(() => ResourceFlagChange, { nullable: true, description: 'Access to customer care, if it changed.' })
  customerCareAccess!: ResourceFlagChange | null;
}

@ObjectType({
  description:
    'A change of an account group: who changed it, when, and the values before and after. Fields that did not change are null or empty.',
})
export class AccountGroupChange extends ResourceChange {
  @Field(() => Int, {
    description:
      'The `revision` of the account group after the change. If accounts only joined or left, it stays the same. For a deletion, it is the last revision.',
  })
  revision!: number;

  @Field(() => [LocalizedLabelChange], { description: 'The names that changed, by language id.' })
  names!: LocalizedLabelChange[];

  @Field(() => [LocalizedLabelChange], { description: 'The descriptions that changed, by language id.' })
  descriptions!: LocalizedLabelChange[];

  @Field(() => ResourceTextChange, {
    nullable: true,
    description:
      'The `lookupName`, if it changed: because a name changed, or the default language of the organization.',
  })
  lookupName!: ResourceTextChange | null;

  @Field(() => ResourceNumberChange, {
    nullable: true,
    description: 'The place, if it changed, including when a sibling took the place.',
  })
  displayOrder!: ResourceNumberChange | null;

  @Field(() => AccountGroupAttributesChange, { description: 'The switches that changed.' })
  attributes!: AccountGroupAttributesChange;

  @MaxItems(maxIds)
  @Field(() => [StaffAccountReference], { description: 'The accounts that were created in it or moved to it.' })
  accountsJoined!: StaffAccountReference[];

  @MaxItems(maxIds)
  @Field(() => [StaffAccountReference], { description: 'The accounts that moved away or were deleted.' })
  accountsLeft!: StaffAccountReference[];
}

export const { Edge: AccountGroupChangeEdge, Connection: AccountGroupChangeConnection } = connectionOf(
  'AccountGroupChange',
  'changes of an account group',
  () => AccountGroupChange,
);
