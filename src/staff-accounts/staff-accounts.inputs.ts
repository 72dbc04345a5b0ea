import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { andDescription, notDescription, orDescription } from '../lists/combined-filter.ts';
import { StringFilter } from '../lists/filter.ts';
import { SortDirection } from '../lists/sort-direction.ts';

export enum StaffAccountOrderField {
  DISPLAY_NAME = 'DISPLAY_NAME',
  LOGIN = 'LOGIN',
}

registerEnumType(StaffAccountOrderField, {
  name: 'StaffAccountOrderField',
  description: 'The fields that staff accounts can be ordered by. Equal entries are ordered by id.',
  valuesConfig: {
    DISPLAY_NAME: { description: 'By display name, in the order of the Unicode collation algorithm.' },
    LOGIN: { description: 'By login, in the same order.' },
  },
});

@InputType({ description: 'An order of staff accounts.' })
export class StaffAccountOrder {
  @Field(() => StaffAccountOrderField, { description: 'What to order by.' })
  field!: StaffAccountOrderField;

  @Field(() => SortDirection, { description: 'The direction of the order.' })
  direction!: SortDirection;
}

@InputType({
  description: 'Which staff accounts to list. An entry must match all conditions. A condition that is null is ignored.',
})
export class StaffAccountFilter {
  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the login.' })
  login?: StringFilter | null;

  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the display name.' })
  displayName?: StringFilter | null;

  @Field(() => ID, { nullable: true, description: 'Is in the account group with this id.' })
  accountGroupId?: string | null;

  @Field(() => [StaffAccountFilter], { nullable: true, description: andDescription })
  and?: StaffAccountFilter[] | null;

  @Field(() => [StaffAccountFilter], { nullable: true, description: orDescription })
  or?: StaffAccountFilter[] | null;

  @Field(() => StaffAccountFilter, { nullable: true, description: notDescription })
  not?: StaffAccountFilter | null;
}

@InputType({ description: 'The accounts to move, and their new account group.' })
export class MoveStaffAccountsInput {
  @Field(() => [ID], {
    description:
      '1 to 1,000 accounts. All of them move, or none. A repeated id counts once. An account that is there already stays.',
  })
  accountIds!: string[];

  @Field(() => ID, { description: 'The account group that they move to.' })
  accountGroupId!: string;
}

@InputType({ description: 'A new staff account.' })
export class CreateStaffAccountInput {
  @Field(() => String, {
    description:
      'The name that the member of staff logs in with, 1 to 255 characters after trimming. It is unique in the organization and compared exactly. If another account has it, the result is `StaffAccountLoginTaken`.',
  })
  login!: string;

  @Field(() => String, { description: 'The name of the member of staff, 1 to 255 characters after trimming.' })
  displayName!: string;

  @Field(() => ID, { description: 'The account group that the account is in.' })
  accountGroupId!: string;
}

@InputType({
  description:
    'A change of a staff account. Only the fields that you send change. Send at least one field beside `id`.',
})
export class UpdateStaffAccountInput {
  @Field(() => ID, { description: 'The account.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The new login, 1 to 255 characters after trimming. If another account has it, the result is `StaffAccountLoginTaken`. null is refused.',
  })
  login?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The new name, 1 to 255 characters after trimming. null is refused.',
  })
  displayName?: string | null;
}

@InputType({ description: 'Which staff account to delete.' })
export class DeleteStaffAccountInput {
  @Field(() => ID, { description: 'The account.' })
  id!: string;
}
