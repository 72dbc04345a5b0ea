import { Field, ObjectType } from 'type-graphql';
import type { InputIssue } from '../resources/input-issues.ts';
import { ResourceError, ResourceInputIssue, summary } from '../resources/resource.results.ts';
import { LabelLanguage } from './languages.types.ts';

const path = {
  description: 'The path to the first such language, starting at the input, for example `["names", "0", "language"]`.',
};
const issues = {
  description:
    'Each language of the input that is unknown or ambiguous: what you sent, and what you may have meant. If the input has other problems too, the result is `InvalidResourceInput`, and these languages are among its issues.',
};

@ObjectType({ implements: ResourceError, description: 'There is no such language. Nothing was written.' })
export class UnknownLabelLanguage implements ResourceError {
  message: string;

  @Field(() => [String], path)
  path: string[];

  @Field(() => [ResourceInputIssue], issues)
  issues: InputIssue[];

  constructor(path: string[], issues: InputIssue[]) {
    this.path = path;
    this.issues = issues;
    this.message = `There is no such language: ${summary(issues)}. "labelLanguages" lists the languages that there are.`;
  }
}

@ObjectType({ implements: ResourceError, description: 'Several languages have the name. Nothing was written.' })
export class AmbiguousLabelLanguage implements ResourceError {
  message: string;

  @Field(() => [String], path)
  path: string[];

  @Field(() => [LabelLanguage], { description: 'The languages that have the name at `path`.' })
  candidates: LabelLanguage[];

  @Field(() => [ResourceInputIssue], issues)
  issues: InputIssue[];

  constructor(path: string[], candidates: LabelLanguage[], issues: InputIssue[]) {
    this.path = path;
    this.candidates = candidates;
    this.issues = issues;
    this.message = `Several languages have this name: ${summary(issues)}. Name one of the candidates by its id or its locale.`;
  }
}
