import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { ApiKeyScope, Permission } from '../generated/prisma/enums.ts';
import { LabelLanguage } from '../languages/languages.types.ts';

registerEnumType(ApiKeyScope, {
  name: 'ApiKeyScope',
  description: 'How much of its organization a key reaches.',
  valuesConfig: {
    GLOBAL: { description: 'All of it.' },
    WEBSITES: { description: 'Reading only: some websites, and the groups that hold one of them.' },
  },
});

registerEnumType(Permission, {
  name: 'Permission',
  description: 'What a key may do beyond groups and websites.',
  valuesConfig: { STAFF_ADMINISTRATION: { description: 'Change account groups and staff accounts.' } },
});

@ObjectType({ description: 'A tenant of this service: it owns its resources, and sees nothing of the others.' })
export class Organization {
  @Field(() => ID, { description: 'UUID.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => Boolean, {
    description: 'true for a partner, false for a direct customer. Partners see and set more members of this schema.',
  })
  isPartner!: boolean;

  @Field(() => LabelLanguage, { description: 'The language of labels where a request names none.' })
  defaultLanguage!: LabelLanguage;
}

@ObjectType({ description: 'The key that a request was made with. The key itself is shown once, when it is created.' })
export class ApiKey {
  @Field(() => ID, { description: 'UUID.' })
  id!: string;

  @Field(() => String, { description: 'What it was named for people.' })
  name!: string;

  @Field(() => String, { description: 'Its first characters, to recognize it by.' })
  prefix!: string;

  @Field(() => [Permission], { description: 'What it may do beyond groups and websites.' })
  permissions!: Permission[];

  @Field(() => Boolean, {
    description:
      'Whether it may change nothing: each mutation is `FORBIDDEN`, whatever its permissions are. A key that is confined to websites changes nothing either way.',
  })
  readOnly!: boolean;

  @Field(() => Date, { description: 'When it was created.' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it stops being accepted; null: never.' })
  expiresAt!: Date | null;
}

@ObjectType({ description: 'Who asks.' })
export class Viewer {
  @Field(() => Organization, { description: "The key's organization." })
  organization!: Organization;

  @Field(() => ApiKey, { description: 'The key.' })
  apiKey!: ApiKey;
}
