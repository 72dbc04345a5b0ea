import { createUnionType, Field, ID, ObjectType } from 'type-graphql';
import type { BillingProviderError } from '../billing/provider.ts';
import { PartnerOnly } from '../resources/partner-only.ts';
import {
  InvalidResourceInput,
  NotAttempted,
  PartnerOnlyField,
  ResourceError,
  ResourceNotFound,
} from '../resources/resource.results.ts';
import { Group } from './groups.types.ts';

@PartnerOnly()
@ObjectType({
  implements: ResourceError,
  description:
    'Another group of the organization has this external id (the REST API answers 409). Nothing was written.',
})
export class GroupExternalIdTaken implements ResourceError {
  message: string;

  @Field(() => String, { description: 'The external id that is taken.' })
  externalId: string;

  @Field(() => Group, { description: 'The group that has it.' })
  existingGroup: Group;

  constructor(externalId: string, existingGroup: Group) {
    this.externalId = externalId;
    this.existingGroup = existingGroup;
    this.message = `The group ${existingGroup.id} has this external id: choose another one, or clear it there first, with "updateGroup" and \`externalId: null\`.`;
  }
}

@ObjectType({
  implements: ResourceError,
  description:
    'The billing provider failed (the REST API answers 502). Nothing of the request was applied, so you can send it again.',
})
export class BillingProviderFailed implements ResourceError {
  message: string;

  @Field(() => String, { description: 'The provider, for example `sandbox`.' })
  provider: string;

  @Field(() => Boolean, {
    description:
      'Whether the same request can succeed later. If false, the operator must first correct the configuration.',
  })
  retryable: boolean;

  constructor(provider: string, { retryable }: BillingProviderError) {
    this.provider = provider;
    this.retryable = retryable;
    this.message = retryable
      ? 'The billing provider failed, and nothing was changed. Send the same request again later.'
      : 'The billing provider refused the request, and nothing was changed. Ask the operator of this service to correct its configuration.';
  }
}

@PartnerOnly()
@ObjectType({
  implements: ResourceError,
  description: 'The group has no billing entity, so it cannot have credits. Nothing was set.',
})
export class GroupBillingNotProvisioned implements ResourceError {
  message = 'This group has no billing entity. First send updateGroup with `billingEnabled: true`.';

  @Field(() => Group, { description: 'The group as it is.' })
  group: Group;

  constructor(group: Group) {
    this.group = group;
  }
}

@ObjectType({ implements: ResourceError, description: 'The group is billed, so it cannot be deleted.' })
export class GroupBillingStillEnabled implements ResourceError {
  message = 'This group is billed. First send updateGroup with `billingEnabled: false`.';

  @Field(() => Group, { description: 'The group as it is.' })
  group: Group;

  constructor(group: Group) {
    this.group = group;
  }
}

@ObjectType({
  implements: ResourceError,
  description: 'Somebody changed the group in the meantime: its revision is not the expected one. Nothing was written.',
})
export class GroupRevisionConflict implements ResourceError {
  message: string;

  @Field(() => Group, { description: 'The group as it is now.' })
  currentGroup: Group;

  constructor(currentGroup: Group) {
    this.currentGroup = currentGroup;
    this.message = `The group now has revision ${currentGroup.revision}. Look at its current state, and send the change again with this revision.`;
  }
}

@ObjectType({ description: 'The group was created.' })
export class CreateGroupSuccess {
  @Field(() => Group, { description: 'The new group, at revision 1.' })
  readonly group: Group;

  constructor(group: Group) {
    this.group = group;
  }
}

@ObjectType({ description: 'The group now matches the input.' })
export class UpdateGroupSuccess {
  @Field(() => Group, { description: 'The group after the change.' })
  readonly group: Group;

  constructor(group: Group) {
    this.group = group;
  }
}

@ObjectType({ description: 'The group is deleted. Its websites stay, and so does its data at the billing provider.' })
export class DeleteGroupSuccess {
  @Field(() => ID, { description: 'The id that the group had.' })
  readonly deletedGroupId: string;

  constructor(deletedGroupId: string) {
    this.deletedGroupId = deletedGroupId;
  }
}

@PartnerOnly()
@ObjectType({ description: 'The balances are set.' })
export class SetGroupCreditsSuccess {
  @Field(() => Group, { description: 'The group. Its `credits` are the new balances.' })
  readonly group: Group;

  constructor(group: Group) {
    this.group = group;
  }
}

export const CreateGroupResult = createUnionType({
  name: 'CreateGroupResult',
  description: 'The possible results of `createGroup`, and of each input of `createGroups`.',
  types: () =>
    [
      CreateGroupSuccess,
      InvalidResourceInput,
      PartnerOnlyField,
      GroupExternalIdTaken,
      BillingProviderFailed,
      NotAttempted,
    ] as const,
});
export type CreateGroupResult = typeof CreateGroupResult;

export const UpdateGroupResult = createUnionType({
  name: 'UpdateGroupResult',
  description: 'The possible results of `updateGroup`, and of each input of `updateGroups`.',
  types: () =>
    [
      UpdateGroupSuccess,
      InvalidResourceInput,
      ResourceNotFound,
      PartnerOnlyField,
      GroupExternalIdTaken,
      BillingProviderFailed,
      GroupRevisionConflict,
      NotAttempted,
    ] as const,
});
export type UpdateGroupResult = typeof UpdateGroupResult;

export const DeleteGroupResult = createUnionType({
  name: 'DeleteGroupResult',
  description: 'The possible results of `deleteGroup`.',
  types: () => [DeleteGroupSuccess, ResourceNotFound, GroupBillingStillEnabled, GroupRevisionConflict] as const,
});
export type DeleteGroupResult = typeof DeleteGroupResult;

export const SetGroupCreditsResult = createUnionType({
  name: 'SetGroupCreditsResult',
  description: 'The possible results of `setGroupCredits`.',
  types: () =>
    [
      SetGroupCreditsSuccess,
      InvalidResourceInput,
      ResourceNotFound,
      PartnerOnlyField,
      GroupBillingNotProvisioned,
      BillingProviderFailed,
    ] as const,
});
export type SetGroupCreditsResult = typeof SetGroupCreditsResult;
