import { Field, ID, InputType, Int } from 'type-graphql';
import { Permission } from '../generated/prisma/enums.ts';

/** The longest time that a key and its successor work side by side: 30 days. */
export const maxOverlapSeconds = 30 * 24 * 60 * 60;

@InputType({ description: 'A new API key. It cannot do more than your own key, and cannot live longer.' })
export class CreateApiKeyInput {
  @Field(() => String, { description: 'A name for people, 1 to 255 characters after trimming.' })
  name!: string;

  @Field(() => [Permission], {
    nullable: true,
    description:
      'What it may do beyond groups and websites: only permissions that your own key has. null or absent: none.',
  })
  permissions?: Permission[] | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Confines the key to these websites, 1 to 1,000. It then only reads, and cannot have `KEY_ADMINISTRATION`. null or absent: a global key.',
  })
  websiteIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the key only reads. null or absent: it can change what its permissions allow.',
  })
  readOnly?: boolean | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'When it expires: later than now, before the year 10000, and not later than your own key. null or absent: never, which your own key must not do either.',
  })
  expiresAt?: Date | null;
}

@InputType({
  description:
    'A change of an API key. Only the fields that you send change: all of them or none. Send at least one field beside `id`. A change cannot let a key do more than your own key, or live longer.',
})
export class UpdateApiKeyInput {
  @Field(() => ID, { description: 'The key. It must not be revoked or expired.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The new name, 1 to 255 characters after trimming. null is refused.',
  })
  name?: string | null;

  @Field(() => [Permission], {
    nullable: true,
    description:
      'All permissions that it has from now on. You can add only permissions that your own key has. null is refused.',
  })
  permissions?: Permission[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Confines the key to these websites, 1 to 1,000, instead of those before. null makes it a global key.',
  })
  websiteIds?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the key only reads. null is refused.' })
  readOnly?: boolean | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'When it expires: later than now and before the year 10000. It can be later than before only up to when your own key expires. null: never.',
  })
  expiresAt?: Date | null;
}

@InputType({ description: 'Which API key to replace.' })
export class RotateApiKeyInput {
  @Field(() => ID, {
    description: 'The key. It must not be revoked or expired, and cannot do more or live longer than your own key.',
  })
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description: `For how many seconds the old key keeps working, from 0 to ${maxOverlapSeconds} (30 days), but not longer than it would have. 0, null or absent: it is revoked at once.`,
  })
  overlapSeconds?: number | null;
}

@InputType({ description: 'Which API key to revoke.' })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'The key. If it is revoked already, nothing changes.' })
  id!: string;
}
