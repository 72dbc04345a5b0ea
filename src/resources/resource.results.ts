import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import type { InputIssue } from './input-issues.ts';

@InterfaceType({
  description:
    'An expected outcome of a mutation that is not its success. Nothing was written. Select `message` on this interface to handle members that are added later.',
})
export abstract class ResourceError {
  @Field(() => String, { description: 'What is wrong and what to do about it, in English, for developers.' })
  message!: string;
}

@ObjectType({ description: 'One thing that is wrong with an input.' })
export class ResourceInputIssue implements InputIssue {
  @Field(() => [String], {
    description: 'The way to the value from the input on, list positions from 0, e.g. `["addWebsiteIds", "0"]`.',
  })
  path!: string[];

  @Field(() => String, { description: 'What is wrong with the value and what is allowed.' })
  message!: string;
}

/** The first of them in one line. */
export function summary(issues: readonly InputIssue[]): string {
  const told = issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'the input'} ${message}`);
  return `${told.join('; ')}${issues.length > 3 ? `; and ${issues.length - 3} more` : ''}`;
}

@ObjectType({
  implements: ResourceError,
  description: 'The input breaks a rule (the REST APIs answer 400). All that is wrong is told at once.',
})
export class InvalidResourceInput implements ResourceError {
  message: string;

  @Field(() => [ResourceInputIssue], { description: 'Everything that is wrong, at least one entry.' })
  issues: InputIssue[];

  constructor(issues: InputIssue[]) {
    this.issues = issues;
    this.message = `The input was refused: ${summary(issues)}.`;
  }
}

@ObjectType({
  implements: ResourceError,
  description:
    'There is no such resource in your organization (the REST APIs answer 404). The id of another organization answers the same.',
})
export class ResourceNotFound implements ResourceError {
  message: string;

  @Field(() => String, { description: 'The type that was looked for, e.g. `Group`.' })
  typeName: string;

  @Field(() => ID, { description: 'The id as it was sent.' })
  id: string;

  constructor(
    typeName: string,
    id: string,
    message = `There is no ${typeName} with this id in your organization: it may never have existed, or be deleted.`,
  ) {
    this.typeName = typeName;
    this.id = id;
    this.message = message;
  }
}

@ObjectType({
  implements: ResourceError,
  description:
    'A direct customer sent something that only partner organizations may send (the REST API answers 403). Nothing was written.',
})
export class PartnerOnlyField implements ResourceError {
  message: string;

  @Field(() => String, { description: 'The field that was sent.' })
  field: string;

  constructor(field: string) {
    this.field = field;
    this.message = `"${field}" is for partner organizations only: send the request without it.`;
  }
}
