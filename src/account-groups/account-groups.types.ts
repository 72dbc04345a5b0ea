import { Field, ID, Int, ObjectType } from 'type-graphql';
import { LabelLanguage } from '../languages/languages.types.ts';
import { connectionOf } from '../lists/connection.types.ts';
import type { Time } from '../resources/time.ts';

@ObjectType({ simpleResolvers: true, description: 'A text in one language.' })
export class LocalizedLabel {
  @Field(() => LabelLanguage, { description: 'The language. Each list has at most one label for a language.' })
  language!: LabelLanguage;

  @Field(() => String, { description: 'The text: at most 80 characters for a name, at most 4,000 for a description.' })
  labelText!: string;
}

@ObjectType({ description: 'Switches of an account group.' })
export class AccountGroupAttributes {
  @Field(() => Boolean, {
    description: 'Whether the accounts in the group have access to customer care. The default is false.',
  })
  customerCareAccess!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A group of staff accounts of an organization. It has a name in one or more languages and a place in the display order.',
})
export class AccountGroup {
  @Field(() => ID, {
    description:
      'A whole number from 1 to 9223372036854775807, in decimal digits. Keep it as a string: a JavaScript number is not exact for numbers this large.',
  })
  id!: string;

  @Field(() => String, {
    description:
      'The name in the default language of the organization. If there is none, the name in the language with the lowest id. It follows the names and is read-only.',
  })
  lookupName!: string;

  @Field(() => Int, {
    description:
      'The place among the account groups of the organization, 1 to 2147483647. Places are unique and can have gaps.',
  })
  displayOrder!: number;

  /** Shown as `attributes`. */
  customerCareAccess!: boolean;

  @Field(() => Date, { description: 'When it was created.' })
  createdAt!: Time;

  @Field(() => Date, {
    description:
      'When it last changed. If a sibling takes its place, that is a change. If an account moves in or out, that is not.',
  })
  updatedAt!: Time;

  @Field(() => Int, {
    description:
      'Starts at 1 and grows by 1 with each update that changes something. Send it as `expectedRevision` so that you do not overwrite the changes of others.',
  })
  revision!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The account of a member of staff. It is in exactly one account group.',
})
export class StaffAccount {
  @Field(() => ID, { description: 'A whole number from 1 to 9223372036854775807, in decimal digits.' })
  id!: string;

  @Field(() => String, {
    description:
      'The name that the member of staff logs in with, 1 to 255 characters. It is unique in the organization.',
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
