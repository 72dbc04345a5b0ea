import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'A language that labels can be written in.' })
export class LabelLanguage {
  @Field(() => Int, { description: 'Its number in this installation.' })
  id!: number;

  @Field(() => String, { description: 'Its locale, unique, e.g. `en_US`.' })
  lookupName!: string;

  @Field(() => String, { description: 'Its English name, which several locales may share, e.g. `English`.' })
  name!: string;
}
