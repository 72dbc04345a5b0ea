import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import { AmbiguousLabelLanguage, UnknownLabelLanguage } from '../languages/languages.results.ts';
import { MaxItems } from '../lists/max-items.ts';
import { maxIds } from '../resources/input-issues.ts';
import { InvalidResourceInput, NotAttempted, ResourceError, ResourceNotFound } from '../resources/resource.results.ts';
import { AccountGroup } from './account-groups.types.ts';

@ObjectType({
  implements: ResourceError,
  description:
    'Somebody changed the account group in the meantime: its revision is not the expected one. Nothing was written.',
})
export class AccountGroupRevisionConflict implements ResourceError {
  message: string;

  @Field(() => AccountGroup, { description: 'The account group as it is now.' })
  currentAccountGroup: AccountGroup;

  constructor(currentAccountGroup: AccountGroup) {
    this.currentAccountGroup = currentAccountGroup;
    this.message = `The account group now has revision ${currentAccountGroup.revision}. Look at its current state, and send the change again with this revision.`;
  }
}

@ObjectType({
  implements: ResourceError,
  description: 'The account group still contains accounts, so it cannot be deleted.',
})
export class AccountGroupNotEmpty implements ResourceError {
  message: string;

  @Field(() => Int, { description: 'The number of accounts in it.' })
  accountCount: number;

  constructor(accountCount: number) {
    this.accountCount = accountCount;
    this.message = `This account group contains ${accountCount} accounts. First move them to another group.`;
  }
}

@ObjectType({ description: 'The account group was created.' })
export class CreateAccountGroupSuccess {
  @Field(() => AccountGroup, { description: 'The new account group, at revision 1.' })
  readonly accountGroup: AccountGroup;

  @MaxItems(maxIds)
  @Field(() => [AccountGroup], { description: 'The siblings that moved up by one to make room, in display order.' })
  readonly displaced: AccountGroup[];

  constructor(accountGroup: AccountGroup, displaced: AccountGroup[]) {
    this.accountGroup = accountGroup;
    this.displaced = displaced;
  }
}

@ObjectType({ description: 'The account group now matches the input.' })
export class UpdateAccountGroupSuccess {
  @Field(() => AccountGroup, { description: 'The account group after the change.' })
  readonly accountGroup: AccountGroup;

  @MaxItems(maxIds)
  @Field(() => [AccountGroup], { description: 'The siblings that moved up by one to make room, in display order.' })
  readonly displaced: AccountGroup[];

  constructor(accountGroup: AccountGroup, displaced: AccountGroup[]) {
    this.accountGroup = accountGroup;
    this.displaced = displaced;
  }
}

@ObjectType({ description: 'The account group is deleted.' })
export class DeleteAccountGroupSuccess {
  @Field(() => ID, { description: 'The id that it had.' })
  readonly deletedAccountGroupId: string;

  constructor(deletedAccountGroupId: string) {
    this.deletedAccountGroupId = deletedAccountGroupId;
  }
}

export const CreateAccountGroupResult = createUnionType({
  name: 'CreateAccountGroupResult',
  description: 'The possible results of `createAccountGroup`.',
  types: () => [CreateAccountGroupSuccess, InvalidResourceInput, UnknownLabelLanguage, AmbiguousLabelLanguage] as const,
});
export type CreateAccountGroupResult = typeof CreateAccountGroupResult;

export const UpdateAccountGroupResult = createUnionType({
  name: 'UpdateAccountGroupResult',
  description: 'The possible results of `updateAccountGroup`, and of each input of `updateAccountGroups`.',
  types: () =>
    [
      UpdateAccountGroupSuccess,
      InvalidResourceInput,
      ResourceNotFound,
      UnknownLabelLanguage,
      AmbiguousLabelLanguage,
      AccountGroupRevisionConflict,
      NotAttempted,
    ] as const,
});
export type UpdateAccountGroupResult = typeof UpdateAccountGroupResult;

export const DeleteAccountGroupResult = createUnionType({
  name: 'DeleteAccountGroupResult',
  description: 'The possible results of `deleteAccountGroup`.',
  types: () =>
    [
      DeleteAccountGroupSuccess,
      InvalidResourceInput,
      ResourceNotFound,
      AccountGroupNotEmpty,
      AccountGroupRevisionConflict,
    ] as const,
});
export type DeleteAccountGroupResult = typeof DeleteAccountGroupResult;
