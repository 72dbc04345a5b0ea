import { Field, ID, InputType } from 'type-graphql';

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
