import { Field, InputType, Int } from 'type-graphql';

// `@oneOf` in the schema, which TypeGraphQL has no option for: buildSchemas sets it.
@InputType({ description: 'A language, by its number or by its name. Send exactly one of the two.' })
export class LabelLanguageRef {
  @Field(() => Int, { nullable: true, description: 'The number of the language.' })
  id?: number;

  @Field(() => String, {
    nullable: true,
    description:
      'The locale of the language, for example `en_US`, or its English name, for example `German`, compared exactly. A name that several languages have is ambiguous.',
  })
  lookupName?: string;
}
