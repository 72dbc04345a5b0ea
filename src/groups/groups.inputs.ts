import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { maxBalance } from '../billing/provider.ts';
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
  description: 'What groups can be ordered by; equal ones by their id.',
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

  @Field(() => SortDirection, { description: 'Which end comes first.' })
  direction!: SortDirection;
}

@InputType({
  description: 'Which groups to list; all conditions must hold. A null is like a condition that is left out.',
})
export class GroupFilter {
  @Field(() => StringFilter, { nullable: true, description: 'Conditions on the name.' })
  name?: StringFilter | null;

  @PartnerOnly()
  @Field(() => String, { nullable: true, description: 'Has exactly this external id.' })
  externalId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Holds the website with this id.' })
  websiteId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Is billed, or is not.' })
  billingEnabled?: boolean | null;
}

@InputType({ description: 'A new group.' })
export class CreateGroupInput {
  @Field(() => String, { description: 'A name, 1 to 255 characters after trimming; it need not be unique.' })
  name!: string;

  @Field(() => [ID], {
    description: "1 to 1,000 of your organization's websites, none of them deleted. A repeated id counts once.",
  })
  websiteIds!: string[];

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'true: sets up a billing entity at the billing provider, without which nothing is created. null is like false.',
  })
  billingEnabled?: boolean | null;

  @PartnerOnly()
  @Field(() => String, {
    nullable: true,
    description:
      'Your own id for the group, 1 to 255 characters, compared exactly; null or absent: none. Taken: `GroupExternalIdTaken`.',
  })
  externalId?: string | null;
}

@InputType({
  description:
    'A change of a group: only the fields that are present change, all or none of them. At least one beside `id` and `expectedRevision`.',
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
      "1 to 1,000 of your organization's websites to add, none of them deleted. Those in the group already are ignored. null is refused.",
  })
  addWebsiteIds?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      '1 to 1,000 websites to remove; ids that are not in the group are ignored. A deleted website goes for good: its restore does not bring it back into the group. The same id in both lists is refused, as is null. A group may become empty.',
  })
  removeWebsiteIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'true: makes sure of a billing entity at the billing provider, then sets the flag; send it again to repair an entity that is missing. false: clears the flag; entity, balances and history stay. null is refused.',
  })
  billingEnabled?: boolean | null;

  @PartnerOnly()
  @Field(() => String, {
    nullable: true,
    description:
      "Your own id for the group: a text of 1 to 255 characters sets or replaces it, null clears it, absent keeps it. Compared exactly. Another group's: `GroupExternalIdTaken`.",
  })
  externalId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The `revision` that the change starts from: if the group has another one, nothing is written and `GroupRevisionConflict` tells its state. null or absent: whatever it is.',
  })
  expectedRevision?: number | null;
}

@InputType({ description: 'Which group to delete.' })
export class DeleteGroupInput {
  @Field(() => ID, { description: 'The group. Its websites stay.' })
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Delete it only if it has this `revision`. null or absent: whatever it is.',
  })
  expectedRevision?: number | null;
}

@PartnerOnly()
@InputType({ description: 'Absolute balances of a group; at least one.' })
export class SetGroupCreditsInput {
  @Field(() => ID, { description: 'The group, which needs a billing entity: `billingEnabled: true` sets one up.' })
  groupId!: string;

  @Field(() => Int, {
    nullable: true,
    description: `The monthly balance from now on, 0 to ${maxBalance}; absent: stays. null is refused.`,
  })
  monthly?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `The one-off balance from now on, 0 to ${maxBalance}; absent: stays. null is refused.`,
  })
  oneOff?: number | null;
}
