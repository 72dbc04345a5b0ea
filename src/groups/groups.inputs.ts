import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { maxBalance } from '../billing/provider.ts';
import { andDescription, notDescription, orDescription } from '../lists/combined-filter.ts';
import { DateTimeFilter } from '../lists/date-time-filter.ts';
import { StringFilter } from '../lists/filter.ts';
import { SortDirection } from '../lists/sort-direction.ts';
import { PartnerOnly } from '../resources/partner-only.ts';

export enum GroupOrderField {
  NAME = 'NAME',
  CREATED_AT = 'CREATED_AT',
  UPDATED_AT = 'UPDATED_AT',
}

registerEnumType(GroupOrderField, {
  name: 'GroupOrderField',
  description: 'The fields that groups can be ordered by. Equal entries are ordered by id.',
  valuesConfig: {
    NAME: { description: 'Alphabetically, in the order of the Unicode collation algorithm.' },
    CREATED_AT: { description: 'By the time of creation.' },
    UPDATED_AT: { description: 'By the time of the last change.' },
  },
});

@InputType({ description: 'An order of groups.' })
export class GroupOrder {
  @Field(() => GroupOrderField, { description: 'What to order by.' })
  field!: GroupOrderField;

  @Field(() => SortDirection, { description: 'The direction of the order.' })
  direction!: SortDirection;
}

@InputType({
  description: 'Which groups to list. An entry must match all conditions. A condition that is null is ignored.',
})
export class GroupFilter {
  @Field(() => ID, { nullable: true, description: 'Has this id.' })
  id?: string | null;

  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the name.' })
  name?: StringFilter | null;

  @PartnerOnly()
  @Field(() => String, { nullable: true, description: 'Has exactly this external id.' })
  externalId?: string | null;

  @PartnerOnly()
  @Field(() => Boolean, {
    nullable: true,
    description: 'If true, has no external id. If false, has one.',
  })
  externalIdIsNull?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Contains the website with this id.' })
  websiteId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the group is billed.' })
  billingEnabled?: boolean | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'Conditions on the time of creation.' })
  createdAt?: DateTimeFilter | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'Conditions on the time of the last change.' })
  updatedAt?: DateTimeFilter | null;

  @Field(() => [GroupFilter], { nullable: true, description: andDescription })
  and?: GroupFilter[] | null;

  @Field(() => [GroupFilter], { nullable: true, description: orDescription })
  or?: GroupFilter[] | null;

  @Field(() => GroupFilter, { nullable: true, description: notDescription })
  not?: GroupFilter | null;
}

@InputType({ description: 'A new group.' })
export class CreateGroupInput {
  @Field(() => String, { description: 'The name, 1 to 255 characters after trimming. It does not have to be unique.' })
  name!: string;

  @Field(() => [ID], {
    description: '1 to 1,000 websites of your organization that are not deleted. A repeated id counts once.',
  })
  websiteIds!: string[];

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'If true, the service creates a billing entity at the billing provider. If that fails, nothing is created. null means false.',
  })
  billingEnabled?: boolean | null;

  @PartnerOnly()
  @Field(() => String, {
    nullable: true,
    description:
      'Your own id for the group, 1 to 255 characters, compared exactly. null or absent means none. If another group has it, the result is `GroupExternalIdTaken`.',
  })
  externalId?: string | null;
}

@InputType({
  description:
    'A change of a group. Only the fields that you send change: all of them or none. Send at least one field beside `id` and `expectedRevision`.',
})
export class UpdateGroupInput {
  @Field(() => ID, { description: 'The group.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The new name, 1 to 255 characters after trimming. null is refused.',
  })
  name?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      '1 to 1,000 websites of your organization to add. They must not be deleted. Websites that are already in the group are ignored. null is refused.',
  })
  addWebsiteIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      '1 to 1,000 websites to remove. Ids that are not in the group are ignored. A deleted website leaves the group for good: a restore does not bring it back into the group. The same id in both lists is refused. null is refused. A group can become empty.',
  })
  removeWebsiteIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'true makes sure that the group has a billing entity at the billing provider, then sets the flag. Send it again to repair a missing entity. false clears the flag. The entity, balances and history stay. null is refused.',
  })
  billingEnabled?: boolean | null;

  @PartnerOnly()
  @Field(() => String, {
    nullable: true,
    description:
      'Your own id for the group. A text of 1 to 255 characters sets or replaces it, null clears it, absent keeps it. It is compared exactly. If another group has it, the result is `GroupExternalIdTaken`.',
  })
  externalId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The `revision` that the change starts from. If the group has another revision, nothing is written, and the result is `GroupRevisionConflict` with the current state. If null or absent, the change applies to any revision.',
  })
  expectedRevision?: number | null;
}

@InputType({ description: 'Which group to delete.' })
export class DeleteGroupInput {
  @Field(() => ID, { description: 'The group. Its websites stay.' })
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Delete it only if it has this `revision`. If null or absent, delete any revision.',
  })
  expectedRevision?: number | null;
}

@PartnerOnly()
@InputType({ description: 'Absolute balances of a group. Send at least one.' })
export class SetGroupCreditsInput {
  @Field(() => ID, { description: 'The group. It needs a billing entity: `billingEnabled: true` creates one.' })
  groupId!: string;

  @Field(() => Int, {
    nullable: true,
    description: `The monthly balance from now on, 0 to ${maxBalance}. If absent, it stays the same. null is refused.`,
  })
  monthly?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `The one-off balance from now on, 0 to ${maxBalance}. If absent, it stays the same. null is refused.`,
  })
  oneOff?: number | null;
}
