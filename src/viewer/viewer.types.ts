import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { ApiKeyScope, Permission } from '../generated/prisma/enums.ts';
import { LabelLanguage } from '../languages/languages.types.ts';

registerEnumType(ApiKeyScope, {
  name: 'ApiKeyScope',
  description: 'Which part of its organization a key reaches.',
  valuesConfig: {
    GLOBAL: { description: 'All of it.' },
    WEBSITES: {
      description: 'Some websites, and the groups that contain at least one of them. Such a key only reads.',
    },
  },
});

registerEnumType(Permission, {
  name: 'Permission',
  description: 'What a key may do beyond groups and websites.',
  valuesConfig: {
    STAFF_ADMINISTRATION: { description: 'Change account groups and staff accounts.' },
    KEY_ADMINISTRATION: { description: 'See and change what carries secrets: API keys and webhook endpoints.' },
  },
});

@ObjectType({ description: 'A tenant of this service. It owns its resources and sees nothing of other organizations.' })
export class Organization {
  @Field(() => ID, { description: 'UUID.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => Boolean, {
    description:
      'true for a partner, false for a direct customer. Partners can read and set more fields of this schema.',
  })
  isPartner!: boolean;

  @Field(() => LabelLanguage, { description: 'The language of labels if a request names none.' })
  defaultLanguage!: LabelLanguage;
}

@ObjectType({
  description: 'The API key of the request. The secret itself is shown only once, when the key is created.',
})
export class ApiKey {
  @Field(() => ID, { description: 'UUID.' })
  id!: string;

  @Field(() => String, { description: 'The name that people gave it.' })
  name!: string;

  @Field(() => String, { description: 'The first characters of the key, so that people recognize it.' })
  prefix!: string;

  @Field(() => [Permission], { description: 'What the key may do beyond groups and websites.' })
  permissions!: Permission[];

  @Field(() => Boolean, {
    description:
      'Whether the key is read-only: each mutation is `FORBIDDEN`, whatever its permissions are. A key that is confined to websites can never change anything.',
  })
  readOnly!: boolean;

  @Field(() => Date, { description: 'When it was created.' })
  createdAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When the key expires. null if it never expires.' })
  expiresAt!: Date | null;
}

@ObjectType({ description: 'The caller.' })
export class Viewer {
  @Field(() => Organization, { description: "The key's organization." })
  organization!: Organization;

  @Field(() => ApiKey, { description: 'The key.' })
  apiKey!: ApiKey;
}
