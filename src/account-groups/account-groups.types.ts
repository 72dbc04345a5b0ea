import { Field, ID, Int, ObjectType } from 'type-graphql';
import { LabelLanguage } from '../languages/languages.types.ts';
import { connectionOf } from '../lists/connection.types.ts';
import type { Time } from '../resources/time.ts';

@ObjectType({ simpleResolvers: true, description: 'A text in one language.' })
export class LocalizedLabel {
  @Field(() => LabelLanguage, { description: 'The language; each list has one label a language.' })
  language!: LabelLanguage;

  @Field(() => String, { description: 'The text: of a name at most 80 characters, of a description at most 4,000.' })
  labelText!: string;
}

@ObjectType({ description: 'Switches of an account group.' })
export class AccountGroupAttributes {
  @Field(() => Boolean, {
    description: 'Whether the accounts in the group have access to customer care; false by default.',
  })
  customerCareAccess!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A group of staff accounts of an organization, with a name in one or more languages and a place in the order of display.',
})
export class AccountGroup {
  @Field(() => ID, {
    description:
      'A whole number from 1 to 9223372036854775807, in decimal digits: larger than a JavaScript number is exact for.',
  })
  id!: string;

  @Field(() => String, {
    description:
      "The name in the organization's default language, or in the language of the lowest id where that is missing. Follows the names; read-only.",
  })
  lookupName!: string;

  @Field(() => Int, {
    description: 'Its place among the account groups of the organization, 1 to 2147483647; unique, with gaps.',
  })
  displayOrder!: number;

  /** Shown as `attributes`. */
  customerCareAccess!: boolean;

  @Field(() => Date, { description: 'When it was created.' })
  createdAt!: Time;

  @Field(() => Date, {
    description: 'When it last changed; a displacement by a sibling is a change, an account that moves is none.',
  })
  updatedAt!: Time;

  @Field(() => Int, {
    description:
      'Starts at 1 and grows by 1 with each change that changed something. Send it as `expectedRevision` to notice the changes of others.',
  })
  revision!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'An account of a member of staff. It is in exactly one account group.',
})
export class StaffAccount {
  @Field(() => ID, { description: 'A whole number from 1 to 9223372036854775807, in decimal digits.' })
  id!: string;

  @Field(() => String, {
    description: 'What the member of staff logs in with, unique in the organization, 1 to 255 characters.',
  })
  login!: string;

  @Field(() => String, { description: 'The name of the member of staff, 1 to 255 characters.' })
  displayName!: string;

  /** Shown as `staffGroup`. */
  accountGroupId!: string;
}

export const { Edge: AccountGroupEdge, Connection: AccountGroupConnection } = connectionOf(
  'AccountGroup',
  'account groups',
  () => AccountGroup,
);
export const { Edge: StaffAccountEdge, Connection: StaffAccountConnection } = connectionOf(
  'StaffAccount',
  'staff accounts',
  () => StaffAccount,
);
