import { Field, ID, InputType } from 'type-graphql';
import { StringFilter } from '../resource/filter.ts';
import { PartnerOnly } from '../resource/partner-only.ts';

@InputType({
  description: 'Which websites to list; all conditions must hold. A null is like a condition that is left out.',
})
export class WebsiteFilter {
  @Field(() => StringFilter, {
    nullable: true,
    description: 'Conditions on the address, as it is stored: without protocol.',
  })
  url?: StringFilter | null;

  @Field(() => StringFilter, {
    nullable: true,
    description: 'Conditions on the name; a website without one meets none.',
  })
  name?: StringFilter | null;

  @Field(() => ID, { nullable: true, description: 'Is in the group with this id.' })
  groupId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'true: deleted websites, too. By default they are left out.' })
  includeDeleted?: boolean | null;
}

@InputType({ description: 'A new website.' })
export class CreateWebsiteInput {
  @Field(() => String, {
    description:
      'Address, at most 2,000 characters, of http or https, with or without its protocol. Protocol and trailing slashes are stripped and the host is turned to lower case. User names, passwords and white space are refused.',
  })
  url!: string;

  @Field(() => String, {
    nullable: true,
    description: 'A name for people, 1 to 255 characters after trimming; null or absent: none.',
  })
  name?: string | null;

  @PartnerOnly()
  @Field(() => String, {
    nullable: true,
    description:
      'Your own id for the website, 1 to 255 characters, compared exactly; null or absent: none. Taken: `WebsiteExternalIdTaken`.',
  })
  externalId?: string | null;
}

@InputType({ description: 'A change of a website: only the fields that are present change. At least one beside `id`.' })
export class UpdateWebsiteInput {
  @Field(() => ID, { description: 'The website, which must not be deleted.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The new name, 1 to 255 characters after trimming; null removes it.',
  })
  name?: string | null;

  @PartnerOnly()
  @Field(() => String, {
    nullable: true,
    description:
      'Your own id for the website: a text of 1 to 255 characters sets or replaces it, null clears it, absent keeps it.',
  })
  externalId?: string | null;
}

@InputType({ description: 'Which website to delete.' })
export class DeleteWebsiteInput {
  @Field(() => ID, { description: 'The website. One that is deleted already stays as it is.' })
  id!: string;
}

@InputType({ description: 'Which website to restore.' })
export class RestoreWebsiteInput {
  @Field(() => ID, { description: 'The website. One that is not deleted stays as it is.' })
  id!: string;
}
