import { Field, ObjectType } from 'type-graphql';
import { ResourceError } from '../resource/resource.results.ts';
import { LabelLanguage } from './languages.types.ts';

@ObjectType({ implements: ResourceError, description: 'There is no such language. Nothing was written.' })
export class UnknownLabelLanguage implements ResourceError {
  message = 'There is no such language in this installation: "labelLanguages" lists those that there are.';

  @Field(() => [String], {
    description: 'The way to the language from the input on, e.g. `["names", "0", "language"]`.',
  })
  path: string[];

  constructor(path: string[]) {
    this.path = path;
  }
}

@ObjectType({ implements: ResourceError, description: 'Several languages have the name. Nothing was written.' })
export class AmbiguousLabelLanguage implements ResourceError {
  message = 'Several languages have this name: name one of the candidates by its id or its locale.';

  @Field(() => [String], {
    description: 'The way to the language from the input on, e.g. `["names", "0", "language"]`.',
  })
  path: string[];

  @Field(() => [LabelLanguage], { description: 'The languages that have the name.' })
  candidates: LabelLanguage[];

  constructor(path: string[], candidates: LabelLanguage[]) {
    this.path = path;
    this.candidates = candidates;
  }
}
