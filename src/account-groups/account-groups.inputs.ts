import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { LabelLanguageRef } from '../languages/languages.inputs.ts';
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
  description: 'What account groups can be ordered by; equal ones by their id.',
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

  @Field(() => SortDirection, { description: 'Which end comes first.' })
  direction!: SortDirection;
}

@InputType({
  description: 'Which account groups to list; all conditions must hold. A null is like a condition that is left out.',
})
export class AccountGroupFilter {
  @Field(() => StringFilter, { nullable: true, description: 'Conditions on `lookupName`.' })
  lookupName?: StringFilter | null;

  @Field(() => Boolean, { nullable: true, description: 'Has access to customer care, or has not.' })
  customerCareAccess?: boolean | null;
}

@InputType({ description: 'A text in one language.' })
export class LabelInput {
  @Field(() => LabelLanguageRef, { description: 'The language.' })
  language!: LabelLanguageRef;

  @Field(() => String, {
    description:
      'The text: of a name 1 to 80 characters, of a description 1 to 4,000, counted as it is stored: in Unicode NFC, without surrounding white space. It has at least one visible character and no control characters; a description may have line breaks.',
  })
  labelText!: string;
}

@InputType({ description: 'Switches of an account group: those that are present are set.' })
export class AccountGroupAttributesInput {
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the accounts in the group have access to customer care. Absent: stays, false at creation. null is refused.',
  })
  customerCareAccess?: boolean | null;
}

@InputType({ description: 'A new account group.' })
export class CreateAccountGroupInput {
  @Field(() => [LabelInput], { description: 'Its names, at least one; each language once.' })
  names!: LabelInput[];

  @Field(() => [LabelInput], {
    nullable: true,
    description: 'Its descriptions; each language once. null is like none.',
  })
  descriptions?: LabelInput[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Its place, 1 to 2147483647. Where a sibling stands there, it and those that follow without a gap move up by one. null or absent: one more than the largest place of the siblings, or, where that is 2147483647 already, the largest place that is free.',
  })
  displayOrder?: number | null;

  @Field(() => AccountGroupAttributesInput, {
    nullable: true,
    description: 'Its switches; null or absent: the defaults.',
  })
  attributes?: AccountGroupAttributesInput | null;
}

@InputType({
  description:
    'A change of an account group: only the fields that are present change, all or none of them. At least one beside `id` and `expectedRevision`.',
})
export class UpdateAccountGroupInput {
  @Field(() => ID, { description: 'The account group.' })
  id!: string;

  @Field(() => [LabelInput], {
    nullable: true,
    description: 'Names to set, each language once; the names in other languages stay. null is refused.',
  })
  names?: LabelInput[] | null;

  @Field(() => [LabelLanguageRef], {
    nullable: true,
    description:
      'Languages whose names to remove; one without a name is ignored. At least one name must remain. null is refused.',
  })
  removeNames?: LabelLanguageRef[] | null;

  @Field(() => [LabelInput], {
    nullable: true,
    description: 'Descriptions to set, each language once; those in other languages stay. null is refused.',
  })
  descriptions?: LabelInput[] | null;

  @Field(() => [LabelLanguageRef], {
    nullable: true,
    description: 'Languages whose descriptions to remove; one without a description is ignored. null is refused.',
  })
  removeDescriptions?: LabelLanguageRef[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Its new place, 1 to 2147483647. Where a sibling stands there, it and those that follow without a gap move up by one. null is refused.',
  })
  displayOrder?: number | null;

  @Field(() => AccountGroupAttributesInput, { nullable: true, description: 'Switches to set. null is refused.' })
  attributes?: AccountGroupAttributesInput | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The `revision` that the change starts from: if the account group has another one, nothing is written and `AccountGroupRevisionConflict` tells its state. null or absent: whatever it is.',
  })
  expectedRevision?: number | null;
}

@InputType({ description: 'Which account group to delete.' })
export class DeleteAccountGroupInput {
  @Field(() => ID, { description: 'The account group, which must hold no accounts.' })
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Delete it only if it has this `revision`. null or absent: whatever it is.',
  })
  expectedRevision?: number | null;
}
