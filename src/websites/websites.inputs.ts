import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { maxBalance } from '../billing/provider.ts';
import { andDescription, notDescription, orDescription } from '../lists/combined-filter.ts';
import { DateTimeFilter } from '../lists/date-time-filter.ts';
import { StringFilter } from '../lists/filter.ts';
import { SortDirection } from '../lists/sort-direction.ts';
import { PartnerOnly } from '../resources/partner-only.ts';

@InputType({
  description: 'Which websites to list. An entry must match all conditions. A condition that is null is ignored.',
})
export class WebsiteFilter {
  @Field(() => ID, { nullable: true, description: 'Has this id.' })
  id?: string | null;

  @Field(() => StringFilter, {
    nullable: true,
    description:
      'Conditions on the address. The service reads them by the rules of `CreateWebsiteInput.url`: with or without protocol, with the host in upper or lower case, in Unicode or punycode. `contains` and `startsWith` also take a part of an address.',
  })
  url?: StringFilter | null;

  @Field(() => StringFilter, {
    nullable: true,
    description: 'Conditions on the name. A website without a name matches none.',
  })
  name?: StringFilter | null;

  @Field(() => ID, { nullable: true, description: 'Is in the group with this id.' })
  groupId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'If true, the list includes deleted websites. By default it does not. Within `and`, `or` and `not` it has no effect.',
  })
  includeDeleted?: boolean | null;

  @PartnerOnly()
  @Field(() => String, {
    nullable: true,
    description: 'Has exactly this external id. A deleted website has none.',
  })
  externalId?: string | null;

  @PartnerOnly()
  @Field(() => Boolean, {
    nullable: true,
    description: 'If true, has no external id. If false, has one.',
  })
  externalIdIsNull?: boolean | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'Conditions on the time of creation.' })
  createdAt?: DateTimeFilter | null;

  @Field(() => DateTimeFilter, { nullable: true, description: 'Conditions on the time of the last change.' })
  updatedAt?: DateTimeFilter | null;

  @Field(() => [WebsiteFilter], { nullable: true, description: andDescription })
  and?: WebsiteFilter[] | null;

  @Field(() => [WebsiteFilter], { nullable: true, description: orDescription })
  or?: WebsiteFilter[] | null;

  @Field(() => WebsiteFilter, { nullable: true, description: notDescription })
  not?: WebsiteFilter | null;
}

export enum WebsiteOrderField {
  NAME = 'NAME',
  URL = 'URL',
  CREATED_AT = 'CREATED_AT',
  UPDATED_AT = 'UPDATED_AT',
}

registerEnumType(WebsiteOrderField, {
  name: 'WebsiteOrderField',
  description: 'The fields that websites can be ordered by. Equal entries are ordered by id.',
  valuesConfig: {
    NAME: {
      description:
        'By name, or by address if there is no name, in the order of the Unicode collation algorithm. The first 255 characters count.',
    },
    URL: { description: 'By address, in the same order. The first 255 characters count.' },
    CREATED_AT: { description: 'By the time of creation.' },
    UPDATED_AT: { description: 'By the time of the last change.' },
  },
});

@InputType({ description: 'An order of websites.' })
export class WebsiteOrder {
  @Field(() => WebsiteOrderField, { description: 'What to order by.' })
  field!: WebsiteOrderField;

  @Field(() => SortDirection, { description: 'The direction of the order.' })
  direction!: SortDirection;
}

@InputType({ description: 'A new website.' })
export class CreateWebsiteInput {
  @Field(() => String, {
    description:
      'The address, http or https, with or without the protocol. The service reads it as a URL (WHATWG) and stores at most 2,000 characters. It drops the protocol, the user name and password, the ports 80 and 443, the dot at the end of the host, the slashes at the end of the path, and the fragment. Other ports stay. The host becomes lower case and Unicode, even if you send punycode. Path and query keep their case and their inner slashes. `%` escapes of characters beyond ASCII become the characters, and other escapes stay. The host must be one that a public website can have: a name with a dot in it, of letters, digits and hyphens. IP addresses and wildcards are refused.',
  })
  url!: string;

  @Field(() => String, {
    nullable: true,
    description: 'A name for people, 1 to 255 characters after trimming. null or absent means none.',
  })
  name?: string | null;

  @PartnerOnly()
  @Field(() => String, {
    nullable: true,
    description:
      'Your own id for the website, 1 to 255 characters, compared exactly. null or absent means none. If another website has it, the result is `WebsiteExternalIdTaken`.',
  })
  externalId?: string | null;
}

@InputType({
  description:
    'A change of a website. Only the fields that you send change. Send at least one field beside `id` and `expectedRevision`.',
})
export class UpdateWebsiteInput {
  @Field(() => ID, { description: 'The website. It must not be deleted.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The new name, 1 to 255 characters after trimming. null removes it.',
  })
  name?: string | null;

  @PartnerOnly()
  @Field(() => String, {
    nullable: true,
    description:
      'Your own id for the website. A text of 1 to 255 characters sets or replaces it, null clears it, absent keeps it.',
  })
  externalId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The `revision` that the change starts from. If the website has another revision, nothing is written, and the result is `WebsiteRevisionConflict` with the current state. If null or absent, the change applies to any revision.',
  })
  expectedRevision?: number | null;
}

@InputType({ description: 'Which website to delete.' })
export class DeleteWebsiteInput {
  @Field(() => ID, { description: 'The website. If it is deleted already, nothing changes.' })
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Delete it only if it has this `revision`. A deletion raises the revision. If null or absent, delete any revision.',
  })
  expectedRevision?: number | null;
}

@InputType({ description: 'Which website to restore.' })
export class RestoreWebsiteInput {
  @Field(() => ID, { description: 'The website. If it is not deleted, nothing changes.' })
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Restore it only if it has this `revision`. A restore raises the revision. If null or absent, restore any revision.',
  })
  expectedRevision?: number | null;
}

@PartnerOnly()
@InputType({ description: 'Absolute balances of a website. Send at least one.' })
export class SetWebsiteCreditsInput {
  @Field(() => ID, { description: 'The website. It must not be deleted.' })
  websiteId!: string;

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
