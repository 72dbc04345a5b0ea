import { Field, ID, ObjectType } from 'type-graphql';
import { ApiKey } from '../api-keys/api-keys.types.ts';
import { LabelLanguage } from '../languages/languages.types.ts';

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

@ObjectType({ description: 'The caller.' })
export class Viewer {
  @Field(() => Organization, { description: "The key's organization." })
  organization!: Organization;

  @Field(() => ApiKey, { description: 'The key of the request.' })
  apiKey!: ApiKey;
}
