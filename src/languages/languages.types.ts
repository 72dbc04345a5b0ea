import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'A language that labels can be written in.' })
export class LabelLanguage {
  @Field(() => Int, { description: 'The number of the language in this installation.' })
  id!: number;

  @Field(() => String, { description: 'The locale, for example `en_US`. It is unique.' })
  lookupName!: string;

  @Field(() => String, {
    description: 'The English name, for example `English`. Several locales can have the same name.',
  })
  name!: string;
}
