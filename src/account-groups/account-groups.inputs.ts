import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { LabelLanguageRef } from '../languages/languages.inputs.ts';
import { andDescription, notDescription, orDescription } from '../lists/combined-filter.ts';
import { DateTimeFilter } from '../lists/date-time-filter.ts';
import { StringFilter } from '../lists/filter.ts';
import { SortDirection } from '../lists/sort-direction.ts';

export enum AccountGroupOrderField {
  DISPLAY_ORDER = 'DISPLAY_ORDER',
  LOOKUP_NAME = 'LOOKUP_NAME',
  CREATED_AT = 'CREATED_AT',
  UPDATED_AT = 'UPDATED_AT',
}

registerEnumType(AccountGroupOrderField, {
  name: 'AccountGroupOrderField',
  description: 'The fields that account groups can be ordered by. Equal entries are ordered by id.',
  valuesConfig: {
    DISPLAY_ORDER: { description: 'By their place.' },
    LOOKUP_NAME: { description: 'By `lookupName`, in the order of the Unicode collation algorithm.' },
    CREATED_AT: { description: 'By the time of creation.' },
    UPDATED_AT: { description: 'By the time of the last change.' },
  },
});

@InputType({ description: 'An order of account groups.' })
export class AccountGroupOrder {
  @Field(() => AccountGroupOrderField, { description: 'What to order by.' })
  field!: AccountGroupOrderField;

  @Field(() => SortDirection, { description: 'The direction of the order.' })
  direction!: SortDirection;
}

@InputType({
  description: 'Which account groups to list. An entry must match all conditions. A condition that is null is ignored.',
})
export class AccountGroupFilter {
  @Field(() => StringFilter, { nullable: true, description: 'Conditions on `lookupName`.' })
  lookupName?: StringFilter | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the accounts have access to customer care.' })
  customerCareAccess?: boolean | null;

  @Field(() => StringFilter, {
    nullable: true,
    description: 'Conditions on the names. A name in one language, whichever it is, must match all of them.',
  })
  name?: StringFilter | null;

  @Field(() => StringFilter, {
    nullable: true,
    description:
      'Conditions on the descriptions. A description in one language, whichever it is, must match all of them.',
  })
  description?: StringFilter | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'Conditions on the time of creation.' })
  createdAt?: DateTimeFilter | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'Conditions on the time of the last change.' })
  updatedAt?: DateTimeFilter | null;

  @Field(() => [AccountGroupFilter], { nullable: true, description: andDescription })
  and?: AccountGroupFilter[] | null;

  @Field(() => [AccountGroupFilter], { nullable: true, description: orDescription })
  or?: AccountGroupFilter[] | null;

  @Field(() => AccountGroupFilter, { nullable: true, description: notDescription })
  not?: AccountGroupFilter | null;
}

@InputType({ description: 'A text in one language.' })
export class LabelInput {
  @Field(() => LabelLanguageRef, { description: 'The language.' })
  language!: LabelLanguageRef;

  @Field(() => String, {
    description:
      'The text: 1 to 80 characters for a name, 1 to 4,000 for a description. The length counts as stored: in Unicode NFC, without surrounding white space. The text needs at least one visible character and cannot have control characters. A description can have line breaks.',
  })
  labelText!: string;
}

@InputType({ description: 'Switches of an account group. Only the switches that you send change.' })
export class AccountGroupAttributesInput {
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the accounts in the group have access to customer care. If absent, it stays the same, and is false for a new group. null is refused.',
  })
  customerCareAccess?: boolean | null;
}

@InputType({ description: 'A new account group.' })
export class CreateAccountGroupInput {
  @Field(() => [LabelInput], { description: 'The names: at least one, and at most one in each language.' })
  names!: LabelInput[];

  @Field(() => [LabelInput], {
    nullable: true,
    description: 'The descriptions, at most one in each language. null means none.',
  })
  descriptions?: LabelInput[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The place, 1 to 2147483647. If a sibling has this place, it and the siblings that follow without a gap move up by one. If null or absent, the place is one more than the largest place of the siblings. If that is 2147483647 already, the place is the largest free one.',
  })
  displayOrder?: number | null;

  @Field(() => AccountGroupAttributesInput, {
    nullable: true,
    description: 'The switches. If null or absent, the defaults apply.',
  })
  attributes?: AccountGroupAttributesInput | null;
}

@InputType({
  description:
    'A change of an account group. Only the fields that you send change: all of them or none. Send at least one field beside `id` and `expectedRevision`.',
})
export class UpdateAccountGroupInput {
  @Field(() => ID, { description: 'The account group.' })
  id!: string;

  @Field(() => [LabelInput], {
    nullable: true,
    description: 'Names to set, at most one in each language. Names in other languages stay. null is refused.',
  })
  names?: LabelInput[] | null;

  @Field(() => [LabelLanguageRef], {
    nullable: true,
    description:
      'Languages whose names to remove. A language without a name is ignored. At least one name must remain. null is refused.',
  })
  removeNames?: LabelLanguageRef[] | null;

  @Field(() => [LabelInput], {
    nullable: true,
    description:
      'Descriptions to set, at most one in each language. Descriptions in other languages stay. null is refused.',
  })
  descriptions?: LabelInput[] | null;

  @Field(() => [LabelLanguageRef], {
    nullable: true,
    description:
      'Languages whose descriptions to remove. A language without a description is ignored. null is refused.',
  })
  removeDescriptions?: LabelLanguageRef[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The new place, 1 to 2147483647. If a sibling has this place, it and the siblings that follow without a gap move up by one. null is refused.',
  })
  displayOrder?: number | null;

  @Field(() => AccountGroupAttributesInput, { nullable: true, description: 'Switches to set. null is refused.' })
  attributes?: AccountGroupAttributesInput | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The `revision` that the change starts from. If the account group has another revision, nothing is written, and the result is `AccountGroupRevisionConflict` with the current state. If null or absent, the change applies to any revision.',
  })
  expectedRevision?: number | null;
}

@InputType({ description: 'Which account group to delete.' })
export class DeleteAccountGroupInput {
  @Field(() => ID, { description: 'The account group. It must not contain accounts.' })
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Delete it only if it has this `revision`. If null or absent, delete any revision.',
  })
  expectedRevision?: number | null;
}
