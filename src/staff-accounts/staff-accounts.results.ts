import { createUnionType, Field, ID, ObjectType } from 'type-graphql';
import { AccountGroup, StaffAccount } from '../account-groups/account-groups.types.ts';
import { InvalidResourceInput, ResourceError, ResourceNotFound } from '../resources/resource.results.ts';

@ObjectType({
  implements: ResourceError,
  description: 'Another staff account of the organization has this login. Nothing was written.',
})
export class StaffAccountLoginTaken implements ResourceError {
  message = 'Another staff account has this login. Choose another login.';

  @Field(() => String, { description: 'The login that is taken.' })
  login: string;

  @Field(() => StaffAccount, { description: 'The staff account that has it.' })
  existingStaffAccount: StaffAccount;

  constructor(existingStaffAccount: StaffAccount) {
    this.login = existingStaffAccount.login;
    this.existingStaffAccount = existingStaffAccount;
  }
}

@ObjectType({ description: 'All accounts are in the account group.' })
export class MoveStaffAccountsSuccess {
  @Field(() => [StaffAccount], { description: 'The accounts, each once, in the order of the input.' })
  readonly accounts: StaffAccount[];

  @Field(() => AccountGroup, { description: 'The account group that they are in now.' })
  readonly accountGroup: AccountGroup;

  constructor(accounts: StaffAccount[], accountGroup: AccountGroup) {
    this.accounts = accounts;
    this.accountGroup = accountGroup;
  }
}

@ObjectType({ description: 'The staff account was created.' })
export class CreateStaffAccountSuccess {
  @Field(() => StaffAccount, { description: 'The new account.' })
  readonly staffAccount: StaffAccount;

  constructor(staffAccount: StaffAccount) {
    this.staffAccount = staffAccount;
  }
}

@ObjectType({ description: 'The staff account now matches the input.' })
export class UpdateStaffAccountSuccess {
  @Field(() => StaffAccount, { description: 'The account after the change.' })
  readonly staffAccount: StaffAccount;

  constructor(staffAccount: StaffAccount) {
    this.staffAccount = staffAccount;
  }
}

@ObjectType({ description: 'The staff account is deleted.' })
export class DeleteStaffAccountSuccess {
  @Field(() => ID, { description: 'The id that it had.' })
  readonly deletedStaffAccountId: string;

  constructor(deletedStaffAccountId: string) {
    this.deletedStaffAccountId = deletedStaffAccountId;
  }
}

export const MoveStaffAccountsResult = createUnionType({
  name: 'MoveStaffAccountsResult',
  description: 'The possible results of `moveStaffAccounts`.',
  types: () => [MoveStaffAccountsSuccess, InvalidResourceInput, ResourceNotFound] as const,
});
export type MoveStaffAccountsResult = typeof MoveStaffAccountsResult;

export const CreateStaffAccountResult = createUnionType({
  name: 'CreateStaffAccountResult',
  description: 'The possible results of `createStaffAccount`. `ResourceNotFound` refers to the account group.',
  types: () => [CreateStaffAccountSuccess, InvalidResourceInput, ResourceNotFound, StaffAccountLoginTaken] as const,
});
export type CreateStaffAccountResult = typeof CreateStaffAccountResult;

export const UpdateStaffAccountResult = createUnionType({
  name: 'UpdateStaffAccountResult',
  description: 'The possible results of `updateStaffAccount`.',
  types: () => [UpdateStaffAccountSuccess, InvalidResourceInput, ResourceNotFound, StaffAccountLoginTaken] as const,
});
export type UpdateStaffAccountResult = typeof UpdateStaffAccountResult;

export const DeleteStaffAccountResult = createUnionType({
  name: 'DeleteStaffAccountResult',
  description: 'The possible results of `deleteStaffAccount`.',
  types: () => [DeleteStaffAccountSuccess, InvalidResourceInput, ResourceNotFound] as const,
});
export type DeleteStaffAccountResult = typeof DeleteStaffAccountResult;
