import { Field, ID, InputType } from 'type-graphql';
import { StringFilter } from '../lists/filter.ts';
import { PartnerOnly } from '../resources/partner-only.ts';

@InputType({
  description: 'Which websites to list; all conditions must hold. A null is like a condition that is left out.',
})
export class WebsiteFilter {
  @Field(() => StringFilter, {
    nullable: true,
    description:
      'Conditions on the address, read by the rules of `CreateWebsiteInput.url`: with or without protocol, its host in any letters, in Unicode or punycode. `contains` and `startsWith` take a part of an address as well.',
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
      'Address, of http or https, with or without its protocol, read as a URL (WHATWG): at most 2,000 characters as it is stored. Protocol, user name and password, the ports 80 and 443, the dot at the end of the host, the slashes at the end of the path, and the fragment are dropped; another port stays. The host is in lower case, and in Unicode also where it is sent in punycode. Path and query keep their case and all slashes within; `%` escapes of characters beyond ASCII are written as the characters, other escapes stay. The host must be one that a public website can have: a name with a dot in it, of letters, digits and hyphens; IP addresses and wildcards are refused.',
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
