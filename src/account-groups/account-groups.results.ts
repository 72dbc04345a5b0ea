import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import { AmbiguousLabelLanguage, UnknownLabelLanguage } from '../languages/languages.results.ts';
import { MaxItems } from '../lists/max-items.ts';
import { maxIds } from '../resources/input-issues.ts';
import { InvalidResourceInput, ResourceError, ResourceNotFound } from '../resources/resource.results.ts';
import { AccountGroup } from './account-groups.types.ts';

@ObjectType({
  implements: ResourceError,
  description: 'The account group changed meanwhile: its revision is not the expected one. Nothing was written.',
})
export class AccountGroupRevisionConflict implements ResourceError {
  message: string;

  @Field(() => AccountGroup, { description: 'The account group as it is now.' })
  currentAccountGroup: AccountGroup;

  constructor(currentAccountGroup: AccountGroup) {
    this.currentAccountGroup = currentAccountGroup;
    this.message = `The account group has revision ${currentAccountGroup.revision} by now: look at its state, and send the change again with that revision.`;
  }
}

@ObjectType({ implements: ResourceError, description: 'The account group holds accounts, and so cannot be deleted.' })
export class AccountGroupNotEmpty implements ResourceError {
  message: string;

  @Field(() => Int, { description: 'How many accounts it holds.' })
  accountCount: number;

  constructor(accountCount: number) {
    this.accountCount = accountCount;
    this.message = `This account group holds ${accountCount} accounts: move them to another one first.`;
  }
}

@ObjectType({ description: 'The account group was created.' })
export class CreateAccountGroupSuccess {
  @Field(() => AccountGroup, { description: 'The new account group, at revision 1.' })
  readonly accountGroup: AccountGroup;

  @MaxItems(maxIds)
  @Field(() => [AccountGroup], { description: 'The siblings that moved up by one to make room, in their order.' })
  readonly displaced: AccountGroup[];

  constructor(accountGroup: AccountGroup, displaced: AccountGroup[]) {
    this.accountGroup = accountGroup;
    this.displaced = displaced;
  }
}

@ObjectType({ description: 'The account group is as the input says.' })
export class UpdateAccountGroupSuccess {
  @Field(() => AccountGroup, { description: 'The account group after the change.' })
  readonly accountGroup: AccountGroup;

  @MaxItems(maxIds)
  @Field(() => [AccountGroup], { description: 'The siblings that moved up by one to make room, in their order.' })
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
  description: 'What `createAccountGroup` can come to.',
  types: () => [CreateAccountGroupSuccess, InvalidResourceInput, UnknownLabelLanguage, AmbiguousLabelLanguage] as const,
});
export type CreateAccountGroupResult = typeof CreateAccountGroupResult;

export const UpdateAccountGroupResult = createUnionType({
  name: 'UpdateAccountGroupResult',
  description: 'What `updateAccountGroup` can come to.',
  types: () =>
    [
      UpdateAccountGroupSuccess,
      InvalidResourceInput,
      ResourceNotFound,
      UnknownLabelLanguage,
      AmbiguousLabelLanguage,
      AccountGroupRevisionConflict,
    ] as const,
});
export type UpdateAccountGroupResult = typeof UpdateAccountGroupResult;

export const DeleteAccountGroupResult = createUnionType({
  name: 'DeleteAccountGroupResult',
  description: 'What `deleteAccountGroup` can come to.',
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
